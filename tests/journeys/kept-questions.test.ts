import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { CouncilId, IncidentId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { keptOf, tracesIn } from '../helpers/kept.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'

eachDatabase('A question that is kept', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  async function sent(who: Person, changes: Record<string, string> = {}): Promise<Reply> {
    const form = await house.as(who).writes('rapportera')
    return house.as(who).presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Buskörning ?? '',
      place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Ett tjugotal bilar kör fort.',
      impact: '2',
      ...changes,
    })
  }

  const incidents = () =>
    house.world.db
      .selectFrom('incidents')
      .select(['id', 'number', 'text', 'linked_to', 'status'])
      .where('council_id', '=', house.councilId)
      .orderBy('number')
      .execute()

  test.each(['Spara ändå', 'Ta förslaget'])(
    'and “%s” pressed again, has one effect and one answer',
    async (title) => {
      const advice = await sent(mora.fieldWorker, { text: 'A-traktor ABC 123 körde mellan raderna' })
      const first = await house.as(mora.fieldWorker).presses(advice, title, valuesOf(advice))
      const after = await tracesIn(house.world.db)
      const again = await house.as(mora.fieldWorker).presses(advice, title, valuesOf(advice))
      expect(textOf(again)).toBe(textOf(first))
      expect(textOf(first)).toContain('H-2026-0001')
      expect(await tracesIn(house.world.db)).toBe(after)
      expect(await incidents()).toHaveLength(1)
    },
  )

  test('and Ångra pressed again, or by another, changes nothing more', async () => {
    const receipt = await sent(mora.fieldWorker)
    const before = await tracesIn(house.world.db)
    for (const who of [mora.chair, mora.coordinator, mora.police, mora.outsider])
      expect((await house.as(who).presses(receipt, 'Ångra')).kind === 'text' || who === mora.outsider).toBe(
        true,
      )
    expect(await tracesIn(house.world.db)).toBe(before)
    const undone = await house.as(mora.fieldWorker).presses(receipt, 'Ångra')
    const after = await tracesIn(house.world.db)
    expect(textOf(await house.as(mora.fieldWorker).presses(receipt, 'Ångra'))).toBe(textOf(undone))
    expect(await tracesIn(house.world.db)).toBe(after)
    expect(await incidents()).toMatchObject([{ status: 'undone' }])
  })

  test('and Ångra once a coordinator has acted, leaves it as it stands', async () => {
    const receipt = await sent(mora.fieldWorker)
    const coordinator = house.as(mora.coordinator)
    const form = await coordinator.presses(await coordinator.writes('H-2026-0001'), 'Bedöm')
    await coordinator.presses(form, 'Spara bedömningen', { ...valuesOf(form), published: 'yes' })
    const before = await tracesIn(house.world.db)
    expect((await house.as(mora.fieldWorker).presses(receipt, 'Ångra')).kind).toBe('text')
    expect(await tracesIn(house.world.db)).toBe(before)
    expect(await incidents()).toMatchObject([{ status: 'assessed' }])
  })

  test.each(['closed', 'withdrawn', 'undone', 'linked'] as const)(
    'about an incident that is %s since: “Samma händelse” reports it alone',
    async (state) => {
      await sent(mora.fieldWorker)
      const asked = await sent(mora.chair, { text: 'Bilar tutar på Noret.' })
      const { db } = house.world
      if (state === 'linked') {
        const other = await sent(mora.police, { place: '', placeText: 'Bakom ishallen' })
        expect(textOf(other)).toContain('H-2026-0002')
        const [first, second] = await incidents()
        await db
          .updateTable('incidents')
          .set({ linked_to: second?.id ?? null })
          .where('id', '=', first?.id ?? ('' as IncidentId))
          .execute()
      } else await db.updateTable('incidents').set({ status: state }).execute()
      const receipt = await house.as(mora.chair).presses(asked, 'Samma händelse', valuesOf(asked))
      expect(textOf(receipt)).toContain('Tack!')
      expect(textOf(receipt)).not.toContain('tjugotal')
      const last = (await incidents()).at(-1)
      expect(last).toMatchObject({ text: 'Bilar tutar på Noret.', linked_to: null, status: 'new' })
      expect(house.faults).toEqual([])
    },
  )

  test('forged to point at another council’s incident, at nothing or at nonsense: the report stands alone', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const theirs = await reportedInOrsa(orsaId)
    const before = await keptOf(house.world.db, orsaId)
    const form = await house.as(mora.fieldWorker).writes('rapportera')
    const filled = {
      ...valuesOf(form),
      council: house.councilId,
      category: choicesOf(form, 'category').Buskörning ?? '',
      place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Bilar tutar på Noret.',
      impact: '2',
    }
    for (const similar of [theirs, '00000000-0000-4000-8000-000000000000', "' or 1=1 --"]) {
      const reply = await house.as(mora.fieldWorker).forges('incidents.report', { ...filled, similar })
      expect(textOf(reply)).toContain('Tack!')
      expect(JSON.stringify(reply)).not.toMatch(onlyInOrsa)
    }
    expect((await incidents()).map(({ linked_to }) => linked_to)).toEqual([null, null, null])
    expect(await keptOf(house.world.db, orsaId)).toBe(before)
    expect(house.faults).toEqual([])
  })

  test('is asked of the own council only: the same kind, place and hour in another is not known of', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const written = { place: '', placeText: 'Bakom ishallen' }
    const { id } = await house.world.db
      .selectFrom('categories')
      .select('id')
      .where('council_id', '=', orsaId)
      .where('key', '=', 'reckless_driving')
      .executeTakeFirstOrThrow()
    await reportedInOrsa(orsaId, { ...written, category: id })
    expect(textOf(await sent(mora.fieldWorker, written))).toContain('Tack!')
  })

  test('of a calm week is of the own council: what was said in one is not said in the other', async () => {
    const orsaId = await addSecondCouncil(house.world)
    await reportedInOrsa(orsaId)
    const calm = (council: CouncilId) => house.as(orsa.both).forges('incidents.nothing', { council })
    expect(textOf(await calm(house.councilId))).toContain('Tack! Inget att rapportera')
    expect(textOf(await calm(orsaId))).toContain('Tack! Inget att rapportera')
    await house.as(orsa.both).forges('incidents.undoNothing', { council: orsaId })
    const rows = await house.world.db.selectFrom('zero_reports').select(['council_id', 'undone_at']).execute()
    expect(rows).toHaveLength(2)
    for (const row of rows)
      expect(row.undone_at).toEqual(row.council_id === orsaId ? expect.any(String) : null)
  })

  async function reportedInOrsa(
    council: CouncilId,
    changes: Record<string, string> = {},
  ): Promise<IncidentId> {
    const { db } = house.world
    const some = async (table: 'categories' | 'places') =>
      (await db.selectFrom(table).select('id').where('council_id', '=', council).executeTakeFirstOrThrow()).id
    await house.as(orsa.fieldWorker).forges('incidents.report', {
      council,
      category: await some('categories'),
      place: await some('places'),
      date: '2026-11-20',
      time: '08:30',
      text: 'ÅTERHÅLLET: bilar på stationen.',
      impact: '2',
      certainty: 'observed',
      ...changes,
    })
    const row = await db
      .selectFrom('incidents')
      .select('id')
      .where('council_id', '=', council)
      .executeTakeFirstOrThrow()
    return row.id
  }
})
