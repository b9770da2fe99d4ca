import type { Ask } from '../chat/index.ts'
import type { DatabaseTransaction, Deed, World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { refuseUnlessOpen } from './assess-incident.ts'
import { changeIncident } from './change-incident.ts'
import { type Incident, isGone } from './incident.ts'
import { findIncident, holdIncidents, observationsOf } from './store.ts'
import { tellCoordinators } from './tell-coordinators.ts'

/**
 * Makes one report a further observation of another incident. Links are one level deep: what is itself linked, or has
 * observations of its own, is refused (ownLink), and so are incidents of the two kinds, real and training, together.
 * Throws Refusal: notFound, notAllowed, withdrawn, closed, ownLink.
 */
export async function linkIncidents(
  world: World,
  ask: Ask,
  id: IncidentId,
  to: IncidentId,
): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.link', id, async (before, tx) => {
    refuseUnlessOpen(ask, before)
    // Two who link at once could otherwise make a ring of what each of them found free.
    await holdIncidents(tx, ask.who.councilId, [id, to])
    const target = await findIncident(tx, ask.who.councilId, { id: to })
    if (!target) throw new Refusal('notFound')
    if (isGone(target)) throw new Refusal('withdrawn')
    const chained = target.id === id || target.linkedTo !== undefined || target.training !== before.training
    if (chained || (await observationsOf(tx, before)).length > 0) throw new Refusal('ownLink')
    return {
      after: { ...before, linkedTo: { id: target.id, number: target.number } },
      also: (tx, saved) => tellOfObservation(tx, world, target, saved),
    }
  })
}

/** Makes a linked report an incident of its own again. Throws Refusal: notFound, notAllowed, withdrawn, closed. */
export async function unlinkIncident(world: World, ask: Ask, id: IncidentId): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.unlink', id, async (before, tx) => {
    refuseUnlessOpen(ask, before)
    const target = before.linkedTo && (await findIncident(tx, ask.who.councilId, before.linkedTo))
    return {
      after: { ...before, linkedTo: undefined },
      also: async (tx, saved) => (target ? tellOfObservation(tx, world, target, saved) : []),
    }
  })
}

/** The card of the incident that gained or lost an observation is shown anew. */
async function tellOfObservation(
  tx: DatabaseTransaction,
  world: World,
  target: Incident,
  observation: Incident,
): Promise<readonly Deed[]> {
  await tellCoordinators(tx, world, target, `observation ${observation.id} v${observation.version}`)
  return []
}
