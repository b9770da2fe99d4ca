import type { Ask } from '../chat/index.ts'
import { actOnce, type Change, type DatabaseTransaction, type Deed, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { incidentKind } from './findable-incident.ts'
import { changesBetween, type Incident, maySee } from './incident.ts'
import { findIncident, updateIncident } from './store.ts'
import { tellCoordinators } from './tell-coordinators.ts'

/** What incidents are called in the history and the audit. */
export const subjectKind = incidentKind

/** One change of one incident: what its next state is, and what else the same transaction saves. */
export interface NextState {
  readonly after: Incident
  /** What the history should say besides what changed on the incident itself. */
  readonly noted?: readonly Change[]
  /** What else the same act does, such as what is owed to the reporter; gives what it did to other incidents. */
  readonly also?: (tx: DatabaseTransaction, saved: Incident) => Promise<readonly Deed[]>
}

/**
 * Changes an incident once per onceId: reads it anew, lets `decide` say its next state (or throw a Refusal), and saves
 * it with its history, the audit line and the coordinators' card in one transaction. Gives it as it then stands.
 * Throws Refusal('notFound') for what this person may not see, and 'changedMeanwhile' when somebody else was faster.
 */
export async function changeIncident(
  world: World,
  ask: Ask,
  verb: string,
  id: IncidentId,
  decide: (before: Incident, tx: DatabaseTransaction) => Promise<NextState> | NextState,
): Promise<Incident> {
  await actOnce(
    world,
    { councilId: ask.who.councilId, who: ask.who.person, verb, onceId: ask.onceId },
    async (tx) => {
      const before = await seenIncident({ ...world, db: tx }, ask, id)
      const { after, noted = [], also } = await decide(before, tx)
      const changes = changesBetween(before, after)
      if (changes.length === 0) return { subjectKind, subjectId: id, changes }
      await updateIncident(tx, before, after)
      const saved = { ...after, version: before.version + 1 }
      await tellCoordinators(tx, world, saved)
      const others = (await also?.(tx, saved)) ?? []
      return { subjectKind, subjectId: id, changes: [...changes, ...noted], also: others }
    },
  )
  return seenIncident(world, ask, id)
}

/** The incident, when this person may see it. Throws Refusal('notFound') otherwise: not seeing and not being are one. */
export async function seenIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  const incident = await findIncident(world.db, ask.who.councilId, { id })
  if (!incident || !maySee(ask.who, incident)) throw new Refusal('notFound')
  return incident
}

/** What the history says of warnings that the writer kept. */
export function keptWarnings(kept: readonly string[] = []): readonly Change[] {
  return kept.length > 0 ? [{ field: 'keptWarning', from: null, to: kept.join(', ') }] : []
}
