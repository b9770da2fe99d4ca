import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { changeIncident } from './change-incident.ts'
import { type Incident, isOwn, mayRestore, mayWithdraw } from './incident.ts'

/**
 * Takes back one's own report: from then on it is never counted and its text is shown to nobody else.
 * Throws Refusal: notFound, notAllowed, closed. What is already taken back stays so.
 */
export async function withdrawIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.withdraw', id, (before) => {
    if (!isOwn(ask.who, before)) throw new Refusal('notAllowed')
    if (before.status === 'withdrawn') return { after: before }
    if (!mayWithdraw(ask.who, before)) throw new Refusal('closed')
    return { after: { ...before, status: 'withdrawn', withdrawnAt: world.clock.now() } }
  })
}

/** Undoes a withdrawal: the report counts again and waits to be assessed. Throws Refusal: notFound, notAllowed. */
export async function restoreIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.restore', id, (before) => {
    if (!isOwn(ask.who, before)) throw new Refusal('notAllowed')
    if (!mayRestore(ask.who, before)) return { after: before }
    return { after: { ...before, status: 'new', withdrawnAt: undefined } }
  })
}
