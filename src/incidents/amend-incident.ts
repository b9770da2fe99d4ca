import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { changeIncident, keptWarnings } from './change-incident.ts'
import { type Incident, isGone, isOwn, mayAmend } from './incident.ts'
import type { Observation } from './observation.ts'
import { derivedFocusArea } from './report-incident.ts'

/**
 * Changes what was reported. The focus area follows the new category, place and day until a coordinator has assessed it.
 * Throws Refusal: notFound, notAllowed, withdrawn or closed.
 */
export async function amendIncident(
  world: World,
  ask: Ask,
  id: IncidentId,
  observation: Observation,
  kept: readonly string[] = [],
): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.amend', id, async (before, tx) => {
    refuseUnlessAmendable(ask, before)
    const focusArea =
      before.status === 'new' ? await derivedFocusArea(tx, ask, observation) : before.focusArea
    return { after: { ...before, ...observation, focusArea }, noted: keptWarnings(kept) }
  })
}

/** Throws the Refusal that says why this person may not change this incident; returns when they may. */
export function refuseUnlessAmendable(ask: Ask, incident: Incident): void {
  if (mayAmend(ask.who, incident)) return
  if (!isOwn(ask.who, incident) && !ask.who.roles.includes('coordinator')) throw new Refusal('notAllowed')
  throw new Refusal(isGone(incident) ? 'withdrawn' : 'closed')
}
