import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { changeIncident } from './change-incident.ts'
import { type Incident, isGone, isOwn, mayRestore, mayWithdraw } from './incident.ts'

/**
 * Takes back one's own report: from then on it is never counted and its text is shown to nobody else.
 * Throws Refusal: notFound, notAllowed, closed. What is already taken back stays so.
 */
export async function withdrawIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.withdraw', id, (before) => {
    if (isOwn(ask.who, before) && before.status === 'withdrawn') return { after: before }
    refuseUnlessWithdrawable(ask, before)
    return { after: { ...before, status: 'withdrawn', withdrawnAt: world.clock.now() } }
  })
}

/** Throws the Refusal that says why this person may not take this report back; returns when they may. */
export function refuseUnlessWithdrawable(ask: Ask, incident: Incident): void {
  if (mayWithdraw(ask.who, incident)) return
  if (!isOwn(ask.who, incident)) throw new Refusal('notAllowed')
  throw new Refusal(isGone(incident) ? 'withdrawn' : 'closed')
}

/** Undoes a withdrawal: the report counts again and waits to be assessed. Throws Refusal: notFound, notAllowed. */
export async function restoreIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.restore', id, (before) => {
    if (!isOwn(ask.who, before)) throw new Refusal('notAllowed')
    if (!mayRestore(ask.who, before)) return { after: before }
    return { after: { ...before, status: 'new', withdrawnAt: undefined } }
  })
}
