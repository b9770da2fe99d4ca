import { beforeEach, expect, test } from '@jest/globals'
import { goOnAfterRestore } from '../../scripts/restoring/go-on.ts'
import type { OpenDatabase } from '../../src/database/index.ts'
import { heldOf } from '../../src/delivery/index.ts'
import { minuteMs } from '../../src/shared/clock.ts'
import { type LocalDate, momentAt } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'

const config = { publicUrl: 'https://tryggve.example', operators: [mora.operator] }
const day = (text: string) => text as LocalDate

eachDatabase('A database that was brought back from an earlier moment', (engine) => {
  let database: OpenDatabase
  let house: House
  beforeEach(async () => {
    database = await engine.open()
    house = await buildHouse(database)
  })

  const goOn = () => goOnAfterRestore(house.world, config)
  const at = (date: string, time: string) => house.clock.set(momentAt(day(date), time))
  const held = async () =>
    (await heldOf(database.db, house.notices, house.councilId, { from: 0, most: 10 })).held

  async function report(): Promise<string> {
    const empty = await house.as(mora.fieldWorker).writes('rapportera')
    const receipt = await house.as(mora.fieldWorker).forges('incidents.report', {
      similar: 'new',
      ...valuesOf(empty),
      category: choicesOf(empty, 'category').Buskörning ?? '',
      place: choicesOf(empty, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Ett tjugotal bilar på parkeringen, några kör fort mellan raderna.',
      impact: '2',
    })
    return /H-\d{4}-\d+/.exec(textOf(receipt))?.[0] ?? textOf(receipt)
  }

  test('holds what waited to be sent then, for somebody to decide, and says why', async () => {
    at('2026-11-18', '10:00')
    await report()
    at('2026-11-19', '10:00')
    expect(await goOn()).toEqual({ doubted: 2 })
    house.clock.advance(2 * minuteMs)
    expect(await house.beat()).toEqual([])
    expect((await held()).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['incidents.coordination', 'restored'],
      ['incidents.coordination', 'restored'],
    ])
    const list = textOf(await house.as(mora.coordinator).writes('utskick'))
    expect(list).toContain(
      'Tryggve återställdes från en säkerhetskopia. Meddelandet kan ha skickats dessförinnan.',
    )
  })

  test('repeats the reminders that have become due since, each marked as one that may have come before', async () => {
    at('2026-11-19', '10:00')
    await savedAction(house, mora.police, { number: 'Å-2026-0001', dueOn: day('2026-11-27') })
    at('2026-11-20', '11:00')
    expect((await goOn()).doubted).toBeGreaterThan(0)
    expect(await house.beat()).toEqual([])
    house.clock.advance(minuteMs)
    const came = (await house.beat()).map(textOf).filter((text) => text.includes('Å-2026-0001'))
    expect(came.length).toBeGreaterThan(0)
    for (const text of came) expect(text).toMatch(/[Kk]an ha skickats tidigare/)
    expect(await held()).toEqual([])
  })

  test('sends what becomes due later as if nothing had happened', async () => {
    at('2026-11-19', '10:00')
    await savedAction(house, mora.police, { number: 'Å-2026-0001', dueOn: day('2026-11-27') })
    await goOn()
    at('2026-11-20', '11:00')
    const came = (await house.beat()).map(textOf).filter((text) => text.includes('Å-2026-0001'))
    expect(came.length).toBeGreaterThan(0)
    for (const text of came) expect(text).not.toMatch(/[Kk]an ha skickats tidigare/)
  })

  test('gives no number again that may have been given since: at least a hundred are left out', async () => {
    at('2026-11-18', '10:00')
    expect(await report()).toBe('H-2026-0001')
    await goOn()
    expect(await report()).toBe('H-2026-0201')
    await goOn()
    expect(await report()).toBe('H-2026-0401')
  })

  test('leaves numbers out also of a kind, or a year, in which it knows of none yet', async () => {
    at('2026-12-31', '10:00')
    await report()
    at('2027-01-02', '10:00')
    await goOn()
    expect(await report()).toBe('H-2027-0101')
    const counters = await database.db
      .selectFrom('counters')
      .select(['kind', 'last'])
      .where('year', '=', 2027)
      .where('kind', '=', 'action')
      .execute()
    expect(counters).toEqual([{ kind: 'action', last: 100 }])
  })
})
