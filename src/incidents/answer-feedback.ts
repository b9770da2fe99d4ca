import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { IncidentId } from '../shared/ids.ts'
import { changeIncident } from './change-incident.ts'
import { type HelpAnswer, type Incident, isOwn } from './incident.ts'

/**
 * Keeps whether the answer helped who reported it; they may change their mind. Throws Refusal: notFound, notAllowed, and
 * changedMeanwhile when the incident was opened again since: the answer is no longer the last word.
 */
export async function answerFeedback(
  world: World,
  ask: Ask,
  id: IncidentId,
  helped: HelpAnswer,
): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.helped', id, (before) => {
    if (!isOwn(ask.who, before)) throw new Refusal('notAllowed')
    if (before.status !== 'closed') throw new Refusal('changedMeanwhile')
    return { after: { ...before, helped } }
  })
}
