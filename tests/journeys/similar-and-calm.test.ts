import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { hourMs, minuteMs } from '../../src/shared/clock.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'

eachDatabase('The same thing twice, a slip, and a calm week', (engine) => {
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

  test('a second report of the same kind at the same place is asked of, and can be one more observation', async () => {
    await sent(mora.fieldWorker)
    const asked = await sent(mora.chair, { text: 'Bilar tutar på Noret.' })
    expect(textOf(asked)).toContain('Är det samma händelse?')
    expect(textOf(asked)).not.toContain('tjugotal')
    const receipt = await house.as(mora.chair).presses(asked, 'Samma händelse', valuesOf(asked))
    expect(textOf(receipt)).toContain('H-2026-0002')
    const first = await house.as(mora.coordinator).writes('H-2026-0001')
    expect(textOf(first)).toContain('Fler iakttagelser: En kopplad rapport')
    const replayed = await house.as(mora.chair).presses(asked, 'Ny händelse', valuesOf(asked))
    expect(textOf(replayed)).toContain('H-2026-0002')
  })

  test('another kind, another place, two days later, or taken back: nothing is asked', async () => {
    const first = await sent(mora.fieldWorker)
    const other = await sent(mora.chair, { place: '', placeText: 'bakom ishallen' })
    expect(textOf(other)).toContain('Tack!')
    await house.as(mora.fieldWorker).presses(first, 'Ångra')
    expect(textOf(await sent(mora.chair, { text: 'En till.' }))).toContain('Tack!')
    house.clock.advance(49 * hourMs)
    expect(textOf(await sent(mora.fieldWorker))).toContain('Tack!')
  })

  test('a free-text place is the same place however it is spelt', async () => {
    await sent(mora.fieldWorker, { place: '', placeText: 'Bakom ishallen' })
    const asked = await sent(mora.chair, { place: '', placeText: 'bakom  ISHALLEN' })
    expect(buttonsOf(asked)).toContain('Samma händelse')
  })

  test('another council is never asked of', async () => {
    await sent(mora.fieldWorker)
    await house.world.db.updateTable('incidents').set({ training: 1 }).execute()
    expect(textOf(await sent(mora.chair))).toContain('Tack!')
  })

  test('for ten minutes a report can be undone without a trace in the picture', async () => {
    const receipt = await sent(mora.fieldWorker)
    await house.deliver()
    house.clock.advance(9 * minuteMs)
    const undone = await house.as(mora.fieldWorker).presses(receipt, 'Ångra')
    expect(textOf(undone)).toContain('H-2026-0001 är ångrad')
    const [card] = await house.deliver()
    expect(card?.way).toBe('update')
    expect(card && textOf(card)).not.toContain('tjugotal')
    expect(textOf(await house.as(mora.coordinator).writes('händelser'))).toContain('Inga händelser ännu')
    expect(textOf(await house.as(mora.fieldWorker).writes('händelser'))).toContain('Inga händelser ännu')
    const history = await house.world.db.selectFrom('history').select(['field', 'new_value']).execute()
    expect(history).toContainEqual({ field: 'status', new_value: 'undone' })
  })

  test('after ten minutes, or once assessed, it is taken back instead', async () => {
    const receipt = await sent(mora.fieldWorker)
    house.clock.advance(11 * minuteMs)
    const late = await house.as(mora.fieldWorker).presses(receipt, 'Ångra')
    expect(textOf(late)).toContain('Tiden för att ångra är över')
    expect(textOf(await house.as(mora.chair).presses(receipt, 'Ångra'))).toContain('Jag hittar inte det')
  })

  test('inget att rapportera is noted once for the week, by person and organisation, and can be undone', async () => {
    const fieldWorker = house.as(mora.fieldWorker)
    const noted = await fieldWorker.writes('Inget att rapportera')
    expect(textOf(noted)).toContain('Tack! Inget att rapportera vecka 47')
    expect(textOf(await fieldWorker.writes('inget'))).toContain('Vecka 47 är redan noterad')
    const rows = await house.world.db.selectFrom('zero_reports').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ week: '2026-W47', council_id: house.councilId, undone_at: null })
    const undone = await fieldWorker.presses(noted, 'Ångra')
    expect(textOf(undone)).toContain('borttagen')
    expect(textOf(await fieldWorker.writes('inget att rapportera'))).toContain('Tack! Inget att rapportera')
    expect(await house.world.db.selectFrom('zero_reports').select('undone_at').execute()).toEqual([
      { undone_at: null },
    ])
  })

  test('whoever has reported something this week needs no zero report', async () => {
    await sent(mora.fieldWorker)
    expect(textOf(await house.as(mora.fieldWorker).writes('inget att rapportera'))).toContain(
      'Du har redan rapporterat en händelse vecka 47',
    )
    house.clock.set('2026-11-23T08:00:00.000Z')
    expect(textOf(await house.as(mora.fieldWorker).writes('inget att rapportera'))).toContain('vecka 48')
  })
})
