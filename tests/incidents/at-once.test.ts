import { beforeAll, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { IncidentId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'

eachDatabase('Two at once', (engine) => {
  let house: House
  beforeAll(async () => {
    house = await buildHouse(await engine.open())
  })

  async function report(): Promise<IncidentId> {
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.writes('rapportera')
    const asked = await fieldWorker.presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Nedskräpning ?? '',
      place: Object.values(choicesOf(form, 'place'))[0] ?? '',
      text: 'Skräp efter natten på Älgvägen.',
      impact: '1',
    })
    const isAsked = buttonsOf(asked).includes('Ny händelse')
    const receipt = isAsked ? await fieldWorker.presses(asked, 'Ny händelse', valuesOf(asked)) : asked
    const number = /H-2026-\d{4}/.exec(textOf(receipt))?.[0] ?? ''
    const row = await house.world.db
      .selectFrom('incidents')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirst()
    return row?.id ?? ('' as IncidentId)
  }

  async function numbers(): Promise<readonly number[]> {
    const rows = await house.world.db.selectFrom('incidents').select('number').orderBy('number').execute()
    return rows.map(({ number }) => Number(number.slice(-4)))
  }

  const press = (who: keyof typeof mora, verb: string, data: Record<string, unknown>) =>
    house.as(mora[who]).forges(`incidents.${verb}`, { council: house.councilId, ...data })

  const rowOf = (id: IncidentId) =>
    house.world.db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  const told = (reply: Reply) => (reply.kind === 'text' ? 'no' : 'done')
  const meanwhile = /Någon annan ändrade precis samma sak/

  const assessing = (incident: IncidentId, note: string) => ({
    incident,
    focusArea: 'none',
    impact: '2',
    note,
    published: 'no',
  })

  test('who assess: what was answered as saved is in the history, and who was too late is told', async () => {
    const incident = await report()
    for (let round = 0; round < 5; round++) {
      const before = await rowOf(incident)
      const notes = [`Samordnaren ${round}`, `Polisen ${round}`] as const
      const replies = await Promise.all([
        press('coordinator', 'assess', assessing(incident, notes[0])),
        press('police', 'assess', assessing(incident, notes[1])),
      ])
      const saved = notes.filter((_, at) => replies[at] && told(replies[at]) === 'done')
      for (const reply of replies) if (reply.kind === 'text') expect(reply.text).toMatch(meanwhile)
      expect(saved.length).toBeGreaterThan(0)
      const after = await rowOf(incident)
      expect(after.version).toBe(before.version + saved.length)
      expect(saved).toContain(after.assessment_note)
      const history = await house.world.db
        .selectFrom('history')
        .select('new_value')
        .where('field', '=', 'assessmentNote')
        .where('new_value', 'in', [...notes])
        .execute()
      expect(history.map((line) => line.new_value).toSorted()).toEqual(saved.toSorted())
    }
    expect(house.faults).toEqual([])
  })

  test('who close and take back: one of them, and the other is told why not', async () => {
    for (let round = 0; round < 5; round++) {
      const incident = await report()
      const replies = await Promise.all([
        press('coordinator', 'close', { incident, kind: 'handled', text: 'Det är löst.' }),
        press('fieldWorker', 'withdraw', { incident }),
      ])
      expect(replies.map(told).toSorted()).toEqual(['done', 'no'])
      const { status } = await rowOf(incident)
      expect(status).toBe(replies[0] && told(replies[0]) === 'done' ? 'closed' : 'withdrawn')
    }
    expect(house.faults).toEqual([])
  })

  test('who report: each has a number of its own, and none is left out', async () => {
    const earlier = (await numbers()).length
    const ids = await Promise.all(Array.from({ length: 12 }, () => report()))
    expect(new Set(ids).size).toBe(12)
    expect(await numbers()).toEqual(Array.from({ length: earlier + 12 }, (_, at) => at + 1))
  })

  test('who link two reports to each other: one link, never a ring', async () => {
    for (let round = 0; round < 8; round++) {
      const [one, other] = [await report(), await report()]
      const replies = await Promise.all([
        press('coordinator', 'link', { incident: one, to: other }),
        press('police', 'link', { incident: other, to: one }),
      ])
      expect(replies.map(told).toSorted()).toEqual(['done', 'no'])
      const links = [await rowOf(one), await rowOf(other)].filter(({ linked_to }) => linked_to !== null)
      expect(links).toHaveLength(1)
    }
    expect(house.faults).toEqual([])
  })

  test('of whom one links a report to what the other links on: links stay one level deep', async () => {
    for (let round = 0; round < 8; round++) {
      const [one, two, three] = [await report(), await report(), await report()]
      await Promise.all([
        press('coordinator', 'link', { incident: one, to: two }),
        press('police', 'link', { incident: two, to: three }),
      ])
      const rows = [await rowOf(one), await rowOf(two)]
      expect(rows.filter(({ linked_to }) => linked_to !== null)).toHaveLength(1)
    }
    expect(house.faults).toEqual([])
  })

  test('of whom one closes what the other links to: no report is closed without being told of', async () => {
    for (let round = 0; round < 5; round++) {
      const [main, further] = [await report(), await report()]
      await Promise.all([
        press('coordinator', 'close', { incident: main, kind: 'handled', text: 'Det är löst.' }),
        press('police', 'link', { incident: further, to: main }),
      ])
      const row = await rowOf(further)
      const owed = await house.world.db
        .selectFrom('outbox')
        .select('id')
        .where('kind', '=', 'incidents.feedback')
        .where('subject_id', '=', further)
        .execute()
      expect(owed).toHaveLength(row.status === 'closed' ? 1 : 0)
    }
    expect(house.faults).toEqual([])
  })
})
