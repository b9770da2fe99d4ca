import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { changeIncident } from './change-incident.ts'
import { type Incident, isFresh, isOwn } from './incident.ts'

/**
 * Undoes a report that was just made: it is then in no list, no count and no picture, and only its history tells that
 * it was there. Throws Refusal: notFound, notAllowed, tooLate (after ten minutes, or once somebody has acted on it).
 */
export async function undoReport(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.undo', id, (before) => {
    if (!isOwn(ask.who, before)) throw new Refusal('notAllowed')
    if (before.status === 'undone') return { after: before }
    if (!isFresh(before, world.clock.now())) throw new Refusal('tooLate')
    return { after: { ...before, status: 'undone', withdrawnAt: world.clock.now() } }
  })
}
