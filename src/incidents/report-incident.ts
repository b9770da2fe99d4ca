import type { Ask } from '../chat/index.ts'
import { focusAreaFor, focusAreasOn, organisationOf } from '../councils/index.ts'
import { actOnce, type Database, nextRunningNumber, type World } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type IncidentId, newId } from '../shared/ids.ts'
import { localDate, localYear } from '../shared/stockholm.ts'
import { keptWarnings, seenIncident, subjectKind } from './change-incident.ts'
import { type Incident, incidentNumber } from './incident.ts'
import type { Observation } from './observation.ts'
import { findIncident, insertIncident } from './store.ts'
import { tellCoordinators } from './tell-coordinators.ts'

export interface ReportMore {
  /** The incident that this is a further observation of; when it no longer can be, the report stands alone. */
  readonly sameAs?: IncidentId
  /** The kinds of privacy warnings that the writer read and kept; the history tells. */
  readonly kept?: readonly string[]
}

/**
 * Reports an incident, once per onceId: the row with its number, its history, the audit line and the coordinators'
 * cards are saved together or not at all. Gives the incident as it stands (also when it had been reported already).
 */
export async function reportIncident(
  world: World,
  ask: Ask,
  observation: Observation,
  more: ReportMore = {},
): Promise<Incident> {
  const act = {
    councilId: ask.who.councilId,
    who: ask.who.person,
    verb: 'incidents.report',
    onceId: ask.onceId,
  }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    const now = world.clock.now()
    const running = await nextRunningNumber(tx, ask.who.councilId, 'incident', localYear(now))
    const organisation = await organisationOf(tx, ask.who.councilId, ask.who.organisationId)
    if (!organisation) throw new Refusal('notFound')
    const target = more.sameAs && (await linkable(tx, ask, more.sameAs))
    const incident: Incident = {
      ...observation,
      id: newId<IncidentId>(),
      councilId: ask.who.councilId,
      number: incidentNumber(false, localYear(now), running),
      training: false,
      reporter: ask.who.person,
      organisation,
      focusArea: await derivedFocusArea(tx, ask, observation),
      status: 'new',
      assessmentNote: nothingWritten,
      linkedTo: target && { id: target.id, number: target.number },
      outcomeKind: undefined,
      outcome: nothingWritten,
      helped: undefined,
      reportedAt: now,
      publishedAt: undefined,
      closedAt: undefined,
      withdrawnAt: undefined,
      version: 1,
    }
    await insertIncident(tx, incident)
    await tellCoordinators(tx, world, incident)
    if (target) await tellCoordinators(tx, world, target, `observation ${incident.id} v1`)
    const reported = { field: 'status', from: null, to: 'new' }
    return { subjectKind, subjectId: incident.id, changes: [reported, ...keptWarnings(more.kept)] }
  })
  return seenIncident(world, ask, subjectId as IncidentId)
}

/** The incident that a report may be linked to: of this council, open, and not itself linked. */
async function linkable(db: Database, ask: Ask, id: IncidentId): Promise<Incident | undefined> {
  const target = await findIncident(db, ask.who.councilId, { id })
  const open = target?.status === 'new' || target?.status === 'assessed'
  return open && !target.linkedTo && !target.training ? target : undefined
}

/** The focus area in force on the day it happened that fits the category and the place; a coordinator may change it. */
export async function derivedFocusArea(
  db: Database,
  ask: Ask,
  observation: Observation,
): Promise<Incident['focusArea']> {
  const areas = await focusAreasOn(db, ask.who.councilId, localDate(observation.occurredAt))
  const fitting = focusAreaFor(areas, { categoryKey: observation.category.key, area: observation.place.area })
  return fitting ? { id: fitting.id, name: fitting.name } : undefined
}
