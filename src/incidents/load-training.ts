import { z } from 'zod'
import {
  type Category,
  categoriesOf,
  focusAreaFor,
  focusAreasOn,
  organisationsOf,
  placesOf,
} from '../councils/index.ts'
import { actOnce, nextRunningNumber, type World } from '../database/index.ts'
import { checkText, type PrivacyRules } from '../privacy/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { dayMs, type Instant, instant } from '../shared/clock.ts'
import { type CouncilId, type IncidentId, newId, type OnceId } from '../shared/ids.ts'
import { localDate, localTime, localYear, momentOf, plusDays } from '../shared/stockholm.ts'
import { subjectKind } from './change-incident.ts'
import { certainties, type Impact, type Incident, incidentNumber } from './incident.ts'
import { insertIncident } from './store.ts'

/** Whoever is said to have reported a training incident: nobody. */
const nobody = { tenantId: 'training', aadObjectId: 'training' }
const weekMs = 7 * dayMs

const trainingFile = z.object({
  incidents: z.array(
    z.object({
      occurredAt: z.iso.datetime({ offset: true }),
      place: z.string(),
      area: z.string(),
      category: z.string(),
      reportingOrg: z.string(),
      impact: z.number().int().min(1).max(3),
      certainty: z.enum(certainties),
      policeReported: z.enum(['yes', 'no', 'unknown', 'not_applicable']),
      recurring: z.boolean(),
      text: z.string().max(500),
    }),
  ),
})
type TrainingIncident = z.infer<typeof trainingFile>['incidents'][number]

/**
 * Loads the training incidents of a file into a council, once: marked as training, never counted, and moved by whole
 * weeks so that the newest is of the last seven days, at the same weekday and time of day.
 * Gives how many there are. Throws when the file is not a training file, names what the council does not have, or has a
 * text that points out somebody.
 */
export async function loadTraining(
  world: World,
  councilId: CouncilId,
  json: unknown,
  rules: PrivacyRules,
): Promise<number> {
  const { incidents } = trainingFile.parse(json)
  const now = world.clock.now()
  const newest = Math.max(...incidents.map(({ occurredAt }) => Date.parse(occurredAt)))
  const days = Math.floor((Date.parse(now) - newest) / weekMs) * 7
  const inOrder = incidents.toSorted(
    (one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt),
  )
  const act = {
    councilId,
    who: nobody,
    verb: 'incidents.loadTraining',
    onceId: `training-${councilId}` as OnceId,
  }
  await actOnce(world, act, async (tx) => {
    const inside = { ...world, db: tx }
    const known = {
      categories: await categoriesOf(tx, councilId),
      places: await placesOf(tx, councilId),
      organisations: await organisationsOf(tx, councilId),
    }
    const lists = { ...known, rules }
    for (const [at, told] of inOrder.entries()) {
      const isRecent = at >= inOrder.length - 5
      await insertIncident(tx, await toIncident(inside, councilId, lists, told, days, isRecent))
    }
    return { subjectKind, subjectId: 'training', changes: [] }
  })
  return incidents.length
}

interface Lists {
  readonly categories: Awaited<ReturnType<typeof categoriesOf>>
  readonly places: Awaited<ReturnType<typeof placesOf>>
  readonly rules: PrivacyRules
  readonly organisations: Awaited<ReturnType<typeof organisationsOf>>
}

async function toIncident(
  world: World & { db: Parameters<typeof nextRunningNumber>[0] },
  councilId: CouncilId,
  lists: Lists,
  told: TrainingIncident,
  days: number,
  isRecent: boolean,
): Promise<Incident> {
  const occurredAt = moved(instant(told.occurredAt), days)
  const year = localYear(occurredAt)
  const category = named(lists.categories, told.category)
  const place = lists.places.find(({ name }) => name === told.place)
  return {
    id: newId<IncidentId>(),
    councilId,
    number: incidentNumber(true, year, await nextRunningNumber(world.db, councilId, 'training', year)),
    training: true,
    reporter: nobody,
    organisation: named(lists.organisations, told.reportingOrg),
    category,
    place: place
      ? { id: place.id, name: place.name, area: place.area }
      : { id: undefined, name: clear(told.place, lists.rules), area: undefined },
    focusArea: await areaOn(world, councilId, occurredAt, category, told.area),
    occurredAt,
    text: clear(told.text, lists.rules),
    impact: told.impact as Impact,
    certainty: told.certainty,
    recurring: told.recurring ? 'yes' : 'no',
    policeReported: told.policeReported === 'not_applicable' ? 'notApplicable' : told.policeReported,
    immediateAction: nothingWritten,
    status: isRecent ? 'new' : 'assessed',
    assessmentNote: nothingWritten,
    linkedTo: undefined,
    outcomeKind: undefined,
    outcome: nothingWritten,
    helped: undefined,
    reportedAt: occurredAt,
    publishedAt: occurredAt,
    closedAt: undefined,
    withdrawnAt: undefined,
    version: 1,
  }
}

async function areaOn(
  world: World,
  councilId: CouncilId,
  at: Instant,
  category: Category,
  area: string,
): Promise<Incident['focusArea']> {
  const fitting = focusAreaFor(await focusAreasOn(world.db, councilId, localDate(at)), {
    categoryKey: category.key,
    area,
  })
  return fitting ? { id: fitting.id, name: fitting.name } : undefined
}

/** The same weekday and time of day, `days` later: by the calendar, so that clock changes move nothing. */
function moved(at: Instant, days: number): Instant {
  const later = momentOf(plusDays(localDate(at), days), localTime(at))
  if (!later) throw new Error(`no such moment ${days} days after ${at}`)
  return later
}

function clear(text: string, rules: PrivacyRules): Checked {
  const verdict = checkText(text, rules)
  if (verdict.kind !== 'clear') throw new Error('a text of the training data points out somebody')
  return verdict.text
}

function named<Thing extends { readonly key: string }>(things: readonly Thing[], key: string): Thing {
  const found = things.find((thing) => thing.key === key)
  if (!found) throw new Error(`the council has no "${key}", which the training data names`)
  return found
}
