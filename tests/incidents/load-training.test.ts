import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from '@jest/globals'
import { councilRules } from '../../src/councils/index.ts'
import { loadTraining } from '../../src/incidents/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { type Instant, instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import { localDate, localTime } from '../../src/shared/stockholm.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'

interface Training {
  readonly incidents: readonly {
    readonly occurredAt: string
    readonly text: string
    readonly place: string
  }[]
}

const file: Training = JSON.parse(
  readFileSync(new URL('../../data/training-data.json', import.meta.url), 'utf8'),
)

const weekday = (at: Instant) =>
  new Date(`${localDate(at)}T12:00:00Z`).toLocaleDateString('sv-SE', { weekday: 'long', timeZone: 'UTC' })

const rulesOf = councilRules(readWordLists())

/** Loads a training file into a house’s council, its texts checked by the council’s own rules. */
async function load({ world, councilId }: House, json: unknown): Promise<number> {
  return loadTraining(world, councilId, json, await rulesOf(world.db, councilId))
}

eachDatabase('The training incidents', (engine) => {
  let house: House
  beforeAll(async () => {
    house = await buildHouse(await engine.open())
    await load(house, file)
  })

  const rows = () =>
    house.world.db
      .selectFrom('incidents')
      .selectAll()
      .where('training', '=', 1)
      .orderBy('occurred_at')
      .orderBy('number')
      .execute()

  test('are all there, numbered in order of time as training, and nobody reported them', async () => {
    const loaded = await rows()
    expect(loaded).toHaveLength(file.incidents.length)
    expect(loaded.map(({ text }) => text).toSorted()).toEqual(
      file.incidents.map(({ text }) => text).toSorted(),
    )
    const running = new Map<string, number>()
    for (const { number, occurred_at, reporter_aad } of loaded) {
      const year = localDate(occurred_at).slice(0, 4)
      running.set(year, (running.get(year) ?? 0) + 1)
      expect(number).toBe(`ÖVN-${year}-${String(running.get(year)).padStart(4, '0')}`)
      expect(reporter_aad).toBe('training')
    }
  })

  test('are moved by whole weeks to the last ones, at the same weekday and time, over the clock changes', async () => {
    const loaded = new Map((await rows()).map((row) => [row.text, row.occurred_at]))
    const shifts = new Set<number>()
    const clocks = new Set<string>()
    for (const told of file.incidents) {
      const [was, is] = [instant(told.occurredAt), loaded.get(checked(told.text))]
      if (!is) throw new Error(`not loaded: ${told.text}`)
      expect([told.text, weekday(is), localTime(is)]).toEqual([told.text, weekday(was), localTime(was)])
      shifts.add((Date.parse(localDate(is)) - Date.parse(localDate(was))) / 86_400_000)
      clocks.add(is.slice(11, 13) === was.slice(11, 13) ? 'same offset' : 'other offset')
    }
    const [days, ...others] = [...shifts]
    expect(others).toEqual([])
    expect((days ?? 1) % 7).toBe(0)
    // The file spans an autumn change, and what it is moved to spans another one on another day.
    expect(clocks).toEqual(new Set(['same offset', 'other offset']))
    const newest = Math.max(...[...loaded.values()].map((at) => Date.parse(at)))
    const age = Date.parse(house.clock.now()) - newest
    expect(age).toBeGreaterThanOrEqual(0)
    expect(age).toBeLessThan(7.1 * 86_400_000)
  })

  test('are loaded once, however often that is asked for', async () => {
    const before = await keptOf(house.world.db)
    const again = Array.from({ length: 3 }, () => load(house, file))
    expect(await Promise.all(again)).toEqual(Array(3).fill(file.incidents.length))
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('are known as training on every card, and never confused with what has happened', async () => {
    const coordinator = house.as(mora.coordinator)
    const list = await coordinator.writes('händelser')
    expect(textOf(list)).toContain('ÖVNING · ÖVN-2026-')
    const [row] = await rows()
    const card = await coordinator.writes(row?.number.replace('ÖVN', 'övn').replaceAll('-', ' ') ?? '')
    expect(textOf(card)).toContain(`ÖVNING · ${row?.number}`)
    // A reporter reads them as published ones, but changes none.
    const seen = await house.as(mora.fieldWorker).writes(row?.number ?? '')
    expect(buttonsOf(seen)).toEqual(['Historik'])
  })

  test('are counted in nothing real, take no real number, and are linked to nothing real', async () => {
    const { db } = house.world
    const place = (await rows()).find((row) => row.place_id && row.occurred_at > '2026-11')?.place_id ?? ''
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.writes('rapportera')
    const receipt = await fieldWorker.presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Nedskräpning ?? '',
      place,
      text: 'Skräp efter natten.',
      impact: '1',
    })
    expect(textOf(receipt)).toContain('H-2026-0001')
    const coordinator = house.as(mora.coordinator)
    const card = await coordinator.writes('H-2026-0001')
    expect(textOf(card)).not.toContain('Samma plats')
    expect(textOf(await coordinator.presses(card, 'Koppla ihop'))).toContain('ingen annan öppen händelse')
    const real = await db
      .selectFrom('incidents')
      .select('id')
      .where('training', '=', 0)
      .executeTakeFirstOrThrow()
    const [training] = await rows()
    for (const [incident, to] of [
      [real.id, training?.id],
      [training?.id, real.id],
    ]) {
      const link = await coordinator.forges('incidents.link', { council: house.councilId, incident, to })
      expect(textOf(link)).toContain('Det går inte att koppla')
    }
  })

  test('tell nobody anything, whatever is done with them', async () => {
    const { db } = house.world
    const incident = (await rows()).at(-1)?.id ?? newId()
    const before = await db.selectFrom('outbox').select('id').execute()
    const coordinator = house.as(mora.coordinator)
    const card = await coordinator.forges('incidents.show', { council: house.councilId, incident })
    const form = await coordinator.presses(card, 'Bedöm')
    await coordinator.presses(form, 'Spara bedömningen', valuesOf(form))
    const closing = await coordinator.presses(card, 'Avsluta')
    const closed = await coordinator.presses(closing, 'Avsluta och svara', {
      kind: 'handled',
      text: 'Det är löst.',
    })
    expect(textOf(closed)).toContain('✓ Avslutad')
    expect(await db.selectFrom('outbox').select('id').execute()).toHaveLength(before.length)
  })

  test('are refused as a whole when the file names what the council does not have', async () => {
    const [first, ...rest] = file.incidents
    const wrong = { incidents: [...rest, { ...first, category: 'finns_inte' }] }
    const other = await buildHouse(await engine.open())
    await expect(load(other, wrong)).rejects.toThrow('"finns_inte"')
    await expect(load(other, { incidents: [{}] })).rejects.toThrow()
    expect(await other.world.db.selectFrom('incidents').select('id').execute()).toEqual([])
  })
})
