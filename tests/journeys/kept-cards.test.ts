import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { newId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { houseOfEverybody, incidentOf, person } from '../helpers/everybody.ts'
import { type House, mora, textOf } from '../helpers/house.ts'
import { tracesIn } from '../helpers/kept.ts'

eachDatabase('A card that is kept', (engine) => {
  let house: House
  let filled: Record<string, string>
  beforeEach(async () => {
    ;({ house, filled } = await houseOfEverybody(await engine.open()))
  })

  const acts = ['amend', 'withdraw', 'assess', 'link', 'unlink', 'close'].map((verb) => `incidents.${verb}`)
  const forms = ['amendForm', 'withdrawForm', 'assessForm', 'linkForm', 'closeForm'].map(
    (verb) => `incidents.${verb}`,
  )

  test.each([
    ['closed', 'redan avslutad'],
    ['withdrawn', 'tillbakatagen'],
  ] as const)('of an incident that is %s since, changes nothing and says so', async (state, said) => {
    const id = await incidentOf(house, person('coordinator'), state, true)
    const { db } = house.world
    for (const verb of [...acts, ...forms]) {
      const before = await tracesIn(db)
      const data = { ...filled, incident: id, kind: 'handled' }
      const reply = await house.as(person('coordinator')).forges(verb, data)
      expect([verb, textOf(reply)]).toEqual([verb, expect.stringContaining(said)])
      // Taking back what is taken back already leaves a line that it was asked for, and nothing else.
      if (verb !== 'incidents.withdraw') expect(await tracesIn(db)).toBe(before)
    }
    const row = await db
      .selectFrom('incidents')
      .select(['status', 'version'])
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ status: state, version: 1 })
  })

  test('from when the incident was closed, asks in vain whether the answer helped once it is open again', async () => {
    const id = await incidentOf(house, person('reporter'), 'new', false)
    const before = await tracesIn(house.world.db)
    const reply = await house.as(person('reporter')).forges('incidents.helped', { ...filled, incident: id })
    expect(reply).toMatchObject({ kind: 'text', text: expect.stringContaining('Öppna den igen') })
    expect(await tracesIn(house.world.db)).toBe(before)
  })

  test('and pressed again, has one effect and gives the same answer', async () => {
    const { db } = house.world
    for (const verb of acts.filter((verb) => verb !== 'incidents.unlink')) {
      const id = await incidentOf(house, person('coordinator'), 'new', false)
      const data = { ...filled, incident: id, kind: 'handled', once: newId() }
      const first = await house.as(person('coordinator')).forges(verb, data)
      const after = await tracesIn(db)
      const again = await house.as(person('coordinator')).forges(verb, data)
      expect([verb, textOf(again)]).toEqual([verb, textOf(first)])
      expect(await tracesIn(db)).toBe(after)
    }
  })

  test('by somebody who was a coordinator when it came, is of no use to them now', async () => {
    const id = await incidentOf(house, mora.fieldWorker, 'new', false)
    const form = await house.as(person('coordinator')).forges('incidents.assessForm', {
      council: house.councilId,
      incident: id,
    })
    const { db, clock } = house.world
    await db
      .updateTable('members')
      .set({ roles: '["reporter"]' })
      .where('title', '=', 'Bara coordinator')
      .execute()
    const save = () => house.as(person('coordinator')).presses(form, 'Spara bedömningen', filled)
    const before = await tracesIn(db)
    expect(textOf(await save())).toContain('Det här är till för samordnare')
    expect(await tracesIn(db)).toBe(before)
    await db
      .updateTable('members')
      .set({ removed_at: clock.now() })
      .where('title', '=', 'Bara coordinator')
      .execute()
    expect(textOf(await save())).toContain('Det får du tyvärr inte göra här')
  })

  test('and handed on to another, does what the other may, under the other’s name', async () => {
    const id = await incidentOf(house, mora.fieldWorker, 'new', false)
    const card = await house
      .as(person('coordinator'))
      .forges('incidents.show', { council: house.councilId, incident: id })
    const refused: Reply[] = []
    for (const who of ['reporter', 'councilMember', 'chair', 'registrar'] as const)
      refused.push(await house.as(person(who)).presses(card, 'Bedöm'))
    for (const reply of refused) expect(textOf(reply)).toMatch(/^Det här är till för samordnare/)
    const form = await house.as(mora.police).presses(card, 'Bedöm')
    await house.as(mora.police).presses(form, 'Spara bedömningen', filled)
    const line = await house.world.db
      .selectFrom('audit')
      .select('who')
      .where('subject_id', '=', id)
      .where('verb', '=', 'incidents.assess')
      .execute()
    expect(line).toEqual([{ who: `${mora.police.tenantId}/${mora.police.aadObjectId}` }])
  })
})
