import { beforeAll, expect, test } from '@jest/globals'
import { allFocusAreas, categoriesOf, placesOf } from '../../src/councils/index.ts'
import type { Incident } from '../../src/incidents/incident.ts'
import { pageOfIncidents, type Selection } from '../../src/incidents/show-incidents.ts'
import { undoReport } from '../../src/incidents/undo-report.ts'
import { instant, plusMs } from '../../src/shared/clock.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buttonsOf, mora, textOf } from '../helpers/house.ts'
import { type Scene, setScene } from './scene.ts'

const secondMs = 1_000

eachDatabase('Lists through the index of words', (engine) => {
  let scene: Scene
  let all: Incident[]
  beforeAll(async () => {
    scene = await setScene(await engine.open())
    const places = await placesOf(scene.world.db, scene.house.councilId)
    const categories = await categoriesOf(scene.world.db, scene.house.councilId)
    all = []
    for (let at = 0; at < 24; at++) {
      const changes = {
        place: places[at % places.length]?.name ?? '',
        category: categories[at % 3]?.key ?? '',
        at: `2026-11-${String(1 + Math.floor(at / 2)).padStart(2, '0')}T20:00:00.000Z`,
      }
      all.push(await scene.reports(`Lampa ${at}.`, changes, at % 2 ? mora.police : mora.fieldWorker))
    }
    all.push(await scene.reports('Lampan på en egen plats.', { place: 'Bakom Ålbryggan' }))
  }, 120_000)

  /** Every incident that a list gives a coordinator, over its pages. */
  async function listed(selection: Selection): Promise<readonly string[]> {
    const { who } = await scene.ask(mora.coordinator)
    const numbers: string[] = []
    let start: Parameters<typeof pageOfIncidents>[3]
    do {
      const page = await pageOfIncidents(scene.world, who, selection, start, 4)
      numbers.push(...page.incidents.map(({ number }) => number))
      start = page.older
    } while (start)
    return numbers
  }

  const expected = (fits: (incident: Incident) => boolean) =>
    all
      .filter(fits)
      .map(({ number }) => number)
      .toSorted()

  test('of what happened in the same minute have what was reported last first', async () => {
    const at = '2026-11-19T07:00:00.000Z'
    const reported: Incident[] = []
    for (let one = 0; one < 4; one++) {
      scene.house.clock.advance(secondMs)
      reported.push(await scene.reports(`Glas ${one}.`, { at, place: 'vid ån' }))
    }
    all.push(...reported)
    const since = instant(at)
    const numbers = reported.map(({ number }) => number)
    expect(await listed({ since, before: plusMs(since, secondMs) })).toEqual(numbers.toReversed())
  })

  test.each(['Noret', 'Centrum', 'Sollerön', 'Ingenstans', ''])(
    'of a part of the municipality (“%s”) have what happened at its places, each once, newest first',
    async (town) => {
      const found = await listed({ town })
      const here = expected(({ place }) => (town ? place.area === town : true))
      expect(found.toSorted()).toEqual(here)
      const when = new Map(all.map(({ number, occurredAt }) => [number, occurredAt]))
      const times = found.map((number) => when.get(number) ?? '')
      expect(times).toEqual(times.toSorted().toReversed())
    },
  )

  test('of a part of the municipality go by where its places are counted today', async () => {
    const { db } = scene.world
    const moved = all.find(({ place }) => place.area === 'Sollerön')
    await db.updateTable('places').set({ area: 'Östnor' }).where('area', '=', 'Sollerön').execute()
    expect(await listed({ town: 'Sollerön' })).toEqual([])
    expect(await listed({ town: 'Östnor' })).toContain(moved?.number)
    const back = moved?.place.id
    if (back) await db.updateTable('places').set({ area: 'Sollerön' }).where('id', '=', back).execute()
  })

  test('of a period begin at its first moment and end before its last', async () => {
    const since = instant('2026-11-03T20:00:00.000Z')
    const before = instant('2026-11-08T20:00:00.000Z')
    const within = ({ occurredAt }: Incident) => occurredAt >= since && occurredAt < before
    expect((await listed({ since, before })).toSorted()).toEqual(expected(within))
    expect((await listed({ before })).toSorted()).toEqual(expected(({ occurredAt }) => occurredAt < before))
    expect((await listed({ since, before, text: 'lamporna', town: 'Noret' })).toSorted()).toEqual(
      expected((incident) => within(incident) && incident.place.area === 'Noret'),
    )
    expect(await listed({ since: before, before: since })).toEqual([])
    const category = all[0]?.category.id
    if (!category) throw new Error('no category')
    expect((await listed({ before, town: 'Centrum', categoryId: category })).toSorted()).toEqual(
      expected((incident) => {
        const { place, occurredAt } = incident
        return occurredAt < before && place.area === 'Centrum' && incident.category.id === category
      }),
    )
  })

  test('with a forged start that is newer than the period stay in the period', async () => {
    const { who } = await scene.ask(mora.coordinator)
    const start = {
      occurredAt: instant('2027-01-01T00:00:00.000Z'),
      id: all[0]?.id ?? ('' as Incident['id']),
    }
    const before = instant('2026-11-02T00:00:00.000Z')
    const page = await pageOfIncidents(scene.world, who, { before }, start, 10)
    expect(page.incidents.map(({ number }) => number).toSorted()).toEqual(
      expected(({ occurredAt }) => occurredAt < before),
    )
  })

  test('in words narrow by place, category, period and what is left as words in any form', async () => {
    const reply = await scene.house.as(mora.coordinator).writes('händelser noret lampor')
    // A focus area of an older agreement is called Noret as well: the part of the municipality is meant.
    expect(textOf(reply)).toContain('Urval: ”lampor” · Noret\n')
    expect(buttonsOf(reply)).toContain('Visa')
    const [area] = await allFocusAreas(scene.world.db, scene.house.councilId)
    expect(
      (await listed({ focusAreaId: area?.id ?? ('' as NonNullable<typeof area>['id']) })).toSorted(),
    ).toEqual(expected(({ focusArea }) => focusArea?.id === area?.id))
  })

  test('have nothing of what was undone, for anybody, and no search finds it', async () => {
    const made = await scene.reports('Flodhästen badar.', { at: scene.world.clock.now() })
    expect(await scene.finds(mora.coordinator, 'flodhäst')).toEqual(['Flodhästen badar.'])
    expect(await listed({})).toContain(made.number)
    await undoReport(scene.world, await scene.ask(mora.fieldWorker), made.id)
    for (const person of [mora.coordinator, mora.fieldWorker]) {
      expect(await scene.finds(person, 'flodhäst')).toEqual([])
      expect(await scene.finds(person, made.number)).toEqual([])
      const { who } = await scene.ask(person)
      for (const selection of [{}, { status: 'undone' }, { text: 'flodhäst' }] satisfies Selection[]) {
        const page = await pageOfIncidents(scene.world, who, selection, undefined, 100)
        expect(page.incidents.map(({ number }) => number)).not.toContain(made.number)
      }
    }
  })
})
