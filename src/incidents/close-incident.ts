import type { Ask } from '../chat/index.ts'
import type { DatabaseTransaction, Deed, World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { refuseUnlessOpen } from './assess-incident.ts'
import { changeIncident, keptWarnings, subjectKind } from './change-incident.ts'
import { changesBetween, type Incident, isGone, mayCoordinate, type OutcomeKind } from './incident.ts'
import { observationsOf, updateIncident } from './store.ts'
import { tellCoordinators, tellReporter } from './tell-coordinators.ts'

export interface Closing {
  readonly kind: OutcomeKind
  readonly text: Checked
}

/**
 * Closes an incident with what came of it. Who reported it is owed one answer, and so is everybody whose report was
 * linked to it: those are closed with the same words. Throws Refusal: notFound, notAllowed, withdrawn, closed.
 */
export async function closeIncident(
  world: World,
  ask: Ask,
  id: IncidentId,
  closing: Closing,
  kept: readonly string[] = [],
): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.close', id, (before) => {
    refuseUnlessOpen(ask, before)
    const closed = {
      status: 'closed',
      outcomeKind: closing.kind,
      outcome: closing.text,
      helped: undefined,
      closedAt: world.clock.now(),
    } as const
    return {
      noted: keptWarnings(kept),
      after: { ...before, ...closed },
      also: async (tx, saved) => {
        await tellReporter(tx, world, saved)
        return closeObservations(tx, world, saved, closed)
      },
    }
  })
}

async function closeObservations(
  tx: DatabaseTransaction,
  world: World,
  main: Incident,
  closed: Partial<Incident>,
): Promise<readonly Deed[]> {
  const deeds: Deed[] = []
  for (const observation of await observationsOf(tx, main)) {
    if (observation.status === 'closed') continue
    const after = { ...observation, ...closed }
    await updateIncident(tx, observation, after)
    const saved = { ...after, version: observation.version + 1 }
    await tellCoordinators(tx, world, saved)
    await tellReporter(tx, world, saved)
    deeds.push({ subjectKind, subjectId: saved.id, changes: changesBetween(observation, after) })
  }
  return deeds
}

/** Opens a closed incident again; the outcome stays in the history. Throws Refusal: notFound, notAllowed, withdrawn. */
export async function reopenIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.reopen', id, (before) => {
    if (!mayCoordinate(ask.who, before)) throw new Refusal('notAllowed')
    if (isGone(before)) throw new Refusal('withdrawn')
    if (before.status !== 'closed') return { after: before }
    const open = {
      status: 'assessed',
      outcomeKind: undefined,
      outcome: nothingWritten,
      closedAt: undefined,
    } as const
    return { after: { ...before, ...open } }
  })
}
