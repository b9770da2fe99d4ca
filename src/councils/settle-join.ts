import type { DatabaseTransaction, Deed } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type { Person, Role } from '../shared/person.ts'
import type { JoinRequest } from './join-request.ts'
import { saveRequest } from './join-store.ts'
import { tellAsker, tellCoordinators } from './tell-of-join.ts'

/** What a coordinator decided about a request. */
export interface Decision {
  readonly state: 'approved' | 'declined'
  readonly decidedBy: Person
  readonly role: Role | null
  readonly reason: Checked
}

/**
 * Writes down what was decided about a request, and promises to tell the asker and, in their card, the coordinators. The
 * deed is for the books of the act that this is part of.
 */
export async function settleJoin(
  tx: DatabaseTransaction,
  at: Instant,
  asked: JoinRequest,
  decision: Decision,
): Promise<Deed> {
  const decided: JoinRequest = { ...asked, ...decision, decidedAt: at, version: asked.version + 1 }
  await saveRequest(tx, decided)
  await tellCoordinators(tx, at, decided)
  await tellAsker(tx, at, decided)
  const why = decision.reason === '' ? {} : { why: decision.reason }
  const changes = [{ field: 'state', from: asked.state, to: decision.state, ...why }]
  return { subjectKind: 'joinRequest', subjectId: asked.id, changes }
}
