import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { amendIncident } from '../../src/incidents/amend-incident.ts'
import { assessIncident } from '../../src/incidents/assess-incident.ts'
import { closeIncident, reopenIncident } from '../../src/incidents/close-incident.ts'
import type { Incident } from '../../src/incidents/incident.ts'
import { keepIncidentsFindable } from '../../src/incidents/index.ts'
import { restoreIncident, withdrawIncident } from '../../src/incidents/withdraw-incident.ts'
import { Refusal } from '../../src/shared/errors.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { mora } from '../helpers/house.ts'
import { indexAndTruth, type Scene, setScene } from './scene.ts'

const words = [
  'lampa',
  'lampor',
  'moped',
  'Älgvägen',
  'krossad',
  'åäöé',
  'H-2026-0001',
  'på',
  '🛵',
  '-',
  "d'Arc",
]
const texts = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
  .map((some) => some.join(' '))
const places = fc.constantFrom('Mora station', 'bakom ishallen')
const deeds = fc.oneof(
  fc.record({ kind: fc.constant('report' as const), text: texts, place: places }),
  fc.record({ kind: fc.constant('amend' as const), text: texts, place: places, hour: fc.nat(20) }),
  fc.record({ kind: fc.constantFrom('withdraw' as const, 'restore' as const, 'reopen' as const) }),
  fc.record({ kind: fc.constant('assess' as const), published: fc.boolean() }),
  fc.record({ kind: fc.constant('close' as const), text: texts }),
)
type Deed = typeof deeds extends fc.Arbitrary<infer T> ? T : never

/** Does a deed to an incident; what the rules refuse is not done. */
async function perform(scene: Scene, deed: Deed, incident: Incident): Promise<void> {
  const { world } = scene
  const own = await scene.ask(mora.fieldWorker)
  const coordinator = await scene.ask(mora.coordinator)
  if (deed.kind === 'amend') {
    const at = `2026-11-19T${String(deed.hour).padStart(2, '0')}:00:00.000Z`
    await amendIncident(
      world,
      own,
      incident.id,
      await scene.observation(deed.text, { place: deed.place, at }),
    )
  }
  if (deed.kind === 'withdraw') await withdrawIncident(world, own, incident.id)
  if (deed.kind === 'restore') await restoreIncident(world, own, incident.id)
  if (deed.kind === 'reopen') await reopenIncident(world, coordinator, incident.id)
  if (deed.kind === 'assess') {
    const { published } = deed
    const assessment = { focusAreaId: undefined, impact: 2 as const, note: checked('Åtgärdas'), published }
    await assessIncident(world, coordinator, incident.id, assessment)
  }
  if (deed.kind === 'close') {
    await closeIncident(world, coordinator, incident.id, { kind: 'handled', text: checked(deed.text) })
  }
}

eachDatabase('The index of words', (engine) => {
  test('is what the incidents are, whatever was done to them', async () => {
    const scene = await setScene(await engine.open())
    const incidents: Incident[] = [await scene.reports('Den första, vid älven.')]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(deeds, fc.nat()), { maxLength: 8 }), async (sequence) => {
        for (const [deed, which] of sequence) {
          if (deed.kind === 'report') {
            incidents.push(await scene.reports(deed.text, { place: deed.place }))
            continue
          }
          const incident = incidents[which % incidents.length]
          if (!incident) throw new Error('none')
          await perform(scene, deed, incident).catch((problem) => {
            if (!(problem instanceof Refusal)) throw problem
          })
        }
        const [index, truth] = await indexAndTruth(scene.world)
        expect(index).toEqual(truth)
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  test('is made at the start of a process for what was saved before there was one, once', async () => {
    const scene = await setScene(await engine.open())
    for (let at = 0; at < 5; at++) await scene.reports(`Lampa ${at} vid Älgvägen.`)
    const { db } = scene.world
    await db.deleteFrom('lookup_words').execute()
    await db.deleteFrom('lookup_subjects').execute()
    expect(await scene.finds(mora.fieldWorker, 'lampor')).toEqual([])
    await keepIncidentsFindable(scene.world)
    expect((await scene.finds(mora.fieldWorker, 'lampor')).length).toBe(5)
    const [index, truth] = await indexAndTruth(scene.world)
    expect(index).toEqual(truth)
    // Once is enough: the next start does not look.
    await db.deleteFrom('lookup_words').execute()
    await keepIncidentsFindable(scene.world)
    expect((await indexAndTruth(scene.world))[0]).toEqual([])
    // By older rules: kept anew, and nothing of the old is left.
    await db.updateTable('lookup_rules').set({ rules: 0 }).execute()
    await db.updateTable('lookup_subjects').set({ terms: '[]' }).execute()
    await keepIncidentsFindable(scene.world)
    expect((await indexAndTruth(scene.world))[0]).toEqual(truth)
  })
})
