import { randomUUID } from 'node:crypto'
import type { Ask } from '../../src/chat/index.ts'
import { categoriesOf, findStanding, placesOf } from '../../src/councils/index.ts'
import type { OpenDatabase, World } from '../../src/database/index.ts'
import { entryOf } from '../../src/incidents/findable-incident.ts'
import type { Incident } from '../../src/incidents/incident.ts'
import { foundIncidents } from '../../src/incidents/index.ts'
import type { Observation } from '../../src/incidents/observation.ts'
import { reportIncident } from '../../src/incidents/report-incident.ts'
import { toIncident, withNames } from '../../src/incidents/store.ts'
import { keysOf } from '../../src/lookup/entry.ts'
import { toId } from '../../src/lookup/store.ts'
import { search } from '../../src/search/search.ts'
import { nothingWritten } from '../../src/shared/checked.ts'
import type { OnceId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { checked } from '../helpers/checked.ts'
import { buildHouse, type House, mora } from '../helpers/house.ts'

/** A house with people who report and search by the use cases themselves. */
export interface Scene {
  readonly house: House
  readonly world: World
  ask(person: Person): Promise<Ask>
  observation(text: string, changes?: Partial<Told>): Promise<Observation>
  reports(text: string, changes?: Partial<Told>, person?: Person): Promise<Incident>
  /** The texts of what a person finds, the best first. */
  finds(person: Person, text: string): Promise<readonly string[]>
}

interface Told {
  readonly place: string
  readonly category: string
  readonly at: string
}

export async function setScene(database: OpenDatabase): Promise<Scene> {
  const house = await buildHouse(database)
  const { world, councilId } = house
  const places = await placesOf(world.db, councilId)
  const categories = await categoriesOf(world.db, councilId)
  const where = { conversationId: 'sök', kind: 'personal' } as const
  const ask = async (person: Person): Promise<Ask> => {
    const standing = await findStanding(world)(person, where, undefined)
    if (standing.kind !== 'member') throw new Error('no member')
    return { who: standing.member, where, locale: 'sv', onceId: randomUUID() as OnceId }
  }
  const observation: Scene['observation'] = async (text, changes = {}) => {
    const named = changes.place ?? 'bakom ishallen'
    const place = places.find(({ name }) => name === named)
    const category = categories.find(({ key }) => key === (changes.category ?? 'other')) ?? categories[0]
    if (!category) throw new Error('no category')
    return {
      place: place
        ? { id: place.id, name: place.name, area: place.area }
        : { id: undefined, name: checked(named), area: undefined },
      occurredAt: (changes.at ?? '2026-11-19T20:00:00.000Z') as Observation['occurredAt'],
      text: checked(text),
      impact: 2,
      certainty: 'observed',
      recurring: 'unknown',
      policeReported: 'unknown',
      immediateAction: nothingWritten,
      category,
    }
  }
  return {
    house,
    world,
    ask,
    observation,
    reports: async (text, changes = {}, person = mora.fieldWorker) =>
      reportIncident(world, await ask(person), await observation(text, changes)),
    finds: async (person, text) => {
      const page = await search(world, [foundIncidents(world)], await ask(person), text, {}, 100)
      return page.found.map(({ texts }) => texts[0] ?? '')
    },
  }
}

/** Every row of the index, and every row it should have by what the incidents are now: both in one order. */
export async function indexAndTruth(world: World): Promise<[index: string[], truth: string[]]> {
  const rows = await world.db.selectFrom('lookup_words').selectAll().execute()
  const index = rows.map(({ term, at, subject, weight }) => `${term} ${at} ${toId(subject)} ${weight}`)
  const incidents = (await withNames(world.db).execute()).map(toIncident)
  const truth = incidents.flatMap((incident) =>
    [...keysOf(entryOf(incident))].map(
      ([key, weight]) => `${key} ${Date.parse(incident.occurredAt)} ${incident.id} ${weight}`,
    ),
  )
  return [index.toSorted(), truth.toSorted()]
}
