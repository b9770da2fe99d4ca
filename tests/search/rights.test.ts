import { beforeEach, expect, test } from '@jest/globals'
import { amendIncident } from '../../src/incidents/amend-incident.ts'
import { assessIncident } from '../../src/incidents/assess-incident.ts'
import { closeIncident } from '../../src/incidents/close-incident.ts'
import type { Incident } from '../../src/incidents/incident.ts'
import { pageOfIncidents } from '../../src/incidents/show-incidents.ts'
import { restoreIncident, withdrawIncident } from '../../src/incidents/withdraw-incident.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { mora } from '../helpers/house.ts'
import { indexAndTruth, type Scene, setScene } from './scene.ts'

eachDatabase('What sök and händelser find', (engine) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(await engine.open())
  })

  const text = 'Trasiga lampor på Älgvägen.'

  async function listed(
    person: (typeof mora)[keyof typeof mora],
    words?: string,
  ): Promise<readonly string[]> {
    const { who } = await scene.ask(person)
    const page = await pageOfIncidents(scene.world, who, words ? { text: words } : {}, undefined, 50)
    return page.incidents.map((incident) => incident.text)
  }

  async function assess(incident: Incident, published: boolean, note = ''): Promise<Incident> {
    const assessment = { focusAreaId: undefined, impact: 2 as const, note: checked(note), published }
    return assessIncident(scene.world, await scene.ask(mora.coordinator), incident.id, assessment)
  }

  /** Who finds a word, by both ways of asking, which must agree. */
  async function finders(word = 'lampan'): Promise<readonly string[]> {
    const found: string[] = []
    for (const name of ['coordinator', 'police', 'fieldWorker', 'chair'] as const) {
      const hits = await scene.finds(mora[name], word)
      expect(await listed(mora[name], word)).toEqual(hits)
      if (hits.length > 0) found.push(name)
    }
    return found
  }

  test('is a report by whoever wrote it and the coordinators, and by everybody once it is published', async () => {
    const incident = await scene.reports(text)
    expect(await finders()).toEqual(['coordinator', 'police', 'fieldWorker'])
    await assess(incident, true)
    expect(await finders()).toEqual(['coordinator', 'police', 'fieldWorker', 'chair'])
    await assess(incident, false)
    expect(await finders()).toEqual(['coordinator', 'police', 'fieldWorker'])
  })

  test('is nothing by words that were taken back, until they are given again', async () => {
    const incident = await scene.reports(text)
    await assess(incident, true)
    await withdrawIncident(scene.world, await scene.ask(mora.fieldWorker), incident.id)
    expect(await finders()).toEqual([])
    // In the lists of those who may see it, it stays.
    expect(await listed(mora.coordinator)).toEqual([text])
    expect(await listed(mora.fieldWorker)).toEqual([text])
    expect(await listed(mora.chair)).toEqual([])
    await restoreIncident(scene.world, await scene.ask(mora.fieldWorker), incident.id)
    expect(await finders()).toEqual(['coordinator', 'police', 'fieldWorker', 'chair'])
  })

  test('is not what a text said before it was changed', async () => {
    const incident = await scene.reports(text)
    const changed = await scene.observation('Bänkarna är borta.', { place: 'Mora station' })
    await amendIncident(scene.world, await scene.ask(mora.fieldWorker), incident.id, changed)
    expect(await finders('lampan')).toEqual([])
    expect(await finders('ishallen')).toEqual([])
    expect(await finders('bänk')).toEqual(['coordinator', 'police', 'fieldWorker'])
  })

  test('is what came of it, and never the coordinators’ own note', async () => {
    const incident = await scene.reports(text)
    await assess(incident, true, 'Tas upp med nätverksgruppen.')
    await closeIncident(scene.world, await scene.ask(mora.coordinator), incident.id, {
      kind: 'action',
      text: checked('Entreprenören har bytt armatur.'),
    })
    expect(await finders('armaturer')).toEqual(['coordinator', 'police', 'fieldWorker', 'chair'])
    expect(await finders('nätverksgrupp')).toEqual([])
  })

  test('is by place, category and number, with or without åäö, and only with all of the words', async () => {
    const incident = await scene.reports(text)
    for (const words of ['ALGVAGEN', 'trasig lampa', incident.number, incident.category.name.sv, 'ishall']) {
      expect([words, await finders(words)]).toEqual([words, ['coordinator', 'police', 'fieldWorker']])
    }
    expect(await finders('lampa moped')).toEqual([])
  })

  test('is right after two have changed one at once: one text, and the index says the same', async () => {
    const incident = await scene.reports(text)
    const ask = [await scene.ask(mora.fieldWorker), await scene.ask(mora.coordinator)] as const
    const texts = ['Vandaliserade bänkar vid Älgvägen.', 'Klottrade väggar vid Älgvägen.'] as const
    const done = await Promise.allSettled([
      amendIncident(scene.world, ask[0], incident.id, await scene.observation(texts[0])),
      amendIncident(scene.world, ask[1], incident.id, await scene.observation(texts[1])),
    ])
    expect(done.some(({ status }) => status === 'fulfilled')).toBe(true)
    const [index, truth] = await indexAndTruth(scene.world)
    expect(index).toEqual(truth)
    expect(await finders('lampa')).toEqual([])
  })

  test('is nothing of another council, even where the index says so', async () => {
    const incident = await scene.reports(text)
    await scene.world.db
      .updateTable('incidents')
      .set({ reporter_aad: 'någon annan' })
      .where('id', '=', incident.id)
      .execute()
    // The index still has it on the field worker's shelf; the rights are asked of the incident itself.
    expect(await scene.finds(mora.fieldWorker, 'lampa')).toEqual([])
    expect(await listed(mora.fieldWorker, 'lampa')).toEqual([])
  })
})
