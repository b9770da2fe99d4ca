import { beforeAll, expect, test } from '@jest/globals'
import { foundIncidents } from '../../src/incidents/index.ts'
import { type PageStart, pageOfIncidents, type Selection } from '../../src/incidents/show-incidents.ts'
import { insertIncident } from '../../src/incidents/store.ts'
import type { SearchStart } from '../../src/lookup/index.ts'
import { search } from '../../src/search/search.ts'
import { plusMs } from '../../src/shared/clock.ts'
import { type IncidentId, newId } from '../../src/shared/ids.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { mora } from '../helpers/house.ts'
import { type Scene, setScene } from './scene.ts'

eachDatabase('The order of what is found', (engine) => {
  let scene: Scene
  /** More of them than one window of the ranking holds, and several at the same moment. */
  const many = 330
  beforeAll(async () => {
    scene = await setScene(await engine.open())
    await scene.reports('Klottret nämner Mora station bara i texten.', { at: '2026-11-19T22:00:00.000Z' })
    await scene.reports('Här är det tyst.', { place: 'Mora station', at: '2026-01-10T10:00:00.000Z' })
    const first = await scene.reports('Mopeder nr 0 vid Älven, sällsynt.', { at: '2026-02-01T10:00:00.000Z' })
    await scene.world.db.transaction().execute(async (tx) => {
      for (let at = 1; at < many; at++) {
        await insertIncident(tx, {
          ...first,
          id: newId<IncidentId>(),
          number: `H-2026-1${at}`,
          occurredAt: plusMs(first.occurredAt, Math.floor(at / 3) * 60_000),
          text: checked(`Mopeder nr ${at} vid Älven.`),
          reporter: at % 2 ? mora.fieldWorker : mora.police,
        })
      }
    })
  }, 120_000)

  test('puts what stands in the place before what stands in the text, though it is older', async () => {
    const found = await scene.finds(mora.coordinator, 'Mora station')
    expect(found.slice(0, 2)).toEqual(['Här är det tyst.', 'Klottret nämner Mora station bara i texten.'])
  })

  test.each(['coordinator', 'fieldWorker'] as const)(
    'gives every hit of a search once, page by page (%s)',
    async (name) => {
      const ask = await scene.ask(mora[name])
      const all: string[] = []
      let start: SearchStart | undefined = {}
      while (start) {
        const page = await search(scene.world, [foundIncidents(scene.world)], ask, 'moped', start, 7)
        all.push(...page.found.map(({ id }) => id))
        start = page.next
      }
      const expected = name === 'coordinator' ? many : Math.floor(many / 2) + 1
      expect(all.length).toBe(expected)
      expect(new Set(all).size).toBe(expected)
    },
  )

  test.each([{}, { text: 'mopeder' }, { text: 'moped älven' }, { status: 'new' }] satisfies Selection[])(
    'gives every incident of a list once, newest first, page by page: %j',
    async (selection) => {
      const { who } = await scene.ask(mora.coordinator)
      const all: { id: string; occurredAt: string }[] = []
      let start: PageStart | undefined
      do {
        const page = await pageOfIncidents(scene.world, who, selection, start, 7)
        all.push(...page.incidents)
        start = page.older
      } while (start)
      const expected = 'text' in selection ? many : many + 2
      expect(all.length).toBe(expected)
      expect(new Set(all.map(({ id }) => id)).size).toBe(expected)
      const moments = all.map(({ occurredAt }) => occurredAt)
      expect(moments).toEqual(moments.toSorted().toReversed())
    },
  )

  test('finds the one in the oldest corner when a rare word asks for it', async () => {
    expect(await scene.finds(mora.coordinator, 'sällsynta mopeder')).toEqual([
      'Mopeder nr 0 vid Älven, sällsynt.',
    ])
  })

  test('keeps to a period', async () => {
    const { who } = await scene.ask(mora.coordinator)
    const since = '2026-11-01T00:00:00.000Z' as NonNullable<Selection['since']>
    const page = await pageOfIncidents(scene.world, who, { since }, undefined, 7)
    expect(page.incidents.map(({ text }) => text)).toEqual(['Klottret nämner Mora station bara i texten.'])
    expect(page.older).toBeUndefined()
  })
})
