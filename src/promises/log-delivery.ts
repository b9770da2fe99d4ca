import type { Ask } from '../chat/index.ts'
import { organisationOf } from '../councils/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { type CommitmentId, type DeliveryId, newId } from '../shared/ids.ts'
import { findDelivery, insertDelivery } from './delivery-store.ts'
import { type CitizenPromise, type Commitment, type Delivery, mayDeliver } from './promise.ts'
import { promiseWith } from './store.ts'

/** What deliveries are called in the history and the audit. */
export const deliveryKind = 'delivery'

/** What was done, as somebody tells it. */
export type Told = Pick<Delivery, 'commitmentId' | 'deliveredOn' | 'count' | 'minutes' | 'staff' | 'note'>

/** A commitment with the promise it is part of. */
export interface InPromise {
  readonly promise: CitizenPromise
  readonly commitment: Commitment
}

/**
 * The commitment that this person may log something for. Throws Refusal: notFound, notAllowed (another organisation's).
 */
export async function deliverable(world: World, ask: Ask, id: CommitmentId): Promise<InPromise> {
  const promise = await promiseWith(world.db, ask.who.councilId, id)
  const commitment = promise?.commitments.find((each) => each.id === id)
  if (!promise || !commitment) throw new Refusal('notFound')
  if (!mayDeliver(ask.who, promise, commitment)) throw new Refusal('notAllowed')
  return { promise, commitment }
}

/**
 * Logs what was done for a commitment, once per onceId, with its history and audit line. It is said of the commitment's
 * own organisation; of one outside the council ("McDonald's"), of the coordinator's who tells it. Only counts are kept,
 * never whom it concerned. Gives it as it stands. Throws Refusal: notFound, notAllowed.
 */
export async function logDelivery(
  world: World,
  ask: Ask,
  told: Told,
  kept: readonly string[] = [],
): Promise<Delivery> {
  const { councilId, person } = ask.who
  const act = { councilId, who: person, verb: 'promises.log', onceId: ask.onceId }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    const { commitment } = await deliverable({ ...world, db: tx }, ask, told.commitmentId)
    const of = commitment.owner.id ?? ask.who.organisationId
    const organisation = await organisationOf(tx, councilId, of)
    if (!organisation) throw new Refusal('notFound')
    const delivery: Delivery = {
      ...told,
      id: newId<DeliveryId>(),
      councilId,
      organisation,
      loggedBy: person,
      loggedAt: world.clock.now(),
      withdrawnAt: undefined,
      version: 1,
    }
    await insertDelivery(tx, delivery)
    const logged = { field: 'deliveredOn', from: null, to: told.deliveredOn }
    return { subjectKind: deliveryKind, subjectId: delivery.id, changes: [logged, ...keptWarnings(kept)] }
  })
  return deliveryFor(world, ask, subjectId as DeliveryId)
}

/** A delivery of the council of who asks. Throws Refusal('notFound') when it has no such one. */
export async function deliveryFor(world: World, ask: Ask, id: DeliveryId): Promise<Delivery> {
  const delivery = await findDelivery(world.db, ask.who.councilId, id)
  if (!delivery) throw new Refusal('notFound')
  return delivery
}

/** What the history says of warnings that the writer kept. */
export function keptWarnings(kept: readonly string[]): readonly Change[] {
  return kept.length > 0 ? [{ field: 'keptWarning', from: null, to: kept.join(', ') }] : []
}
