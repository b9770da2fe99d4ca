import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CommitmentId, CouncilId, PromiseId } from '../shared/ids.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { promiseFor } from './change-promise.ts'
import { deliveriesOf } from './delivery-store.ts'
import { type Pace, paceOf } from './pace.ts'
import { type CitizenPromise, type Commitment, type Delivery, mayDeliver } from './promise.ts'
import { isOpen } from './span.ts'
import { promisesOf, promiseWith } from './store.ts'

/** A commitment and how it stands. */
export interface StandingCommitment {
  readonly commitment: Commitment
  readonly pace: Pace
}

/** A promise and how its commitments stand on a day. */
export interface StandingPromise {
  readonly promise: CitizenPromise
  readonly on: LocalDate
  readonly isOpen: boolean
  /** A promise of the past of which nothing was ever logged here: we know nothing of how it was kept. */
  readonly isUnknown: boolean
  readonly commitments: readonly StandingCommitment[]
}

/** How a promise stands on a Swedish day, by what is known to be done now. */
export async function standingOf(
  world: World,
  promise: CitizenPromise,
  on: LocalDate,
): Promise<StandingPromise> {
  const ids = promise.commitments.map(({ id }) => id)
  const deliveries = byCommitment(await deliveriesOf(world.db, promise.councilId, ids))
  const open = isOpen(promise, on)
  const commitments = promise.commitments.map((commitment) => ({
    commitment,
    pace: paceOf(promise, commitment, deliveries.get(commitment.id) ?? [], on),
  }))
  const isUnknown = !open && commitments.every(({ pace }) => pace.done === 0 && pace.counted === 0)
  return { promise, on, isOpen: open, isUnknown, commitments }
}

function byCommitment(deliveries: readonly Delivery[]): ReadonlyMap<CommitmentId, readonly Delivery[]> {
  const found = new Map<CommitmentId, Delivery[]>()
  for (const each of deliveries) found.set(each.commitmentId, [...(found.get(each.commitmentId) ?? []), each])
  return found
}

/** The promises of a council that are still to be kept on a day, or will be; the newest first. */
export async function openPromises(
  world: World,
  councilId: CouncilId,
  on: LocalDate,
): Promise<readonly CitizenPromise[]> {
  return (await promisesOf(world.db, councilId)).filter((promise) => isOpen(promise, on))
}

/** The open promises of the council of who asks, or those that are over, and how they stand today. */
export async function promisesFor(world: World, ask: Ask, which: 'open' | 'over') {
  const today = localDate(world.clock.now())
  const all = await promisesOf(world.db, ask.who.councilId)
  const wanted = all.filter((promise) => isOpen(promise, today) === (which === 'open'))
  return Promise.all(wanted.map((promise) => standingOf(world, promise, today)))
}

/** All promises of the council of who asks, and how they stand today; the newest first. */
export async function allPromisesFor(world: World, ask: Ask): Promise<readonly StandingPromise[]> {
  const today = localDate(world.clock.now())
  const all = await promisesSeen(world, ask)
  return Promise.all(all.map((promise) => standingOf(world, promise, today)))
}

/** The promises that who asks may read: all of the council's. */
export function promisesSeen(world: World, ask: Ask): Promise<readonly CitizenPromise[]> {
  return promisesOf(world.db, ask.who.councilId)
}

/** One promise as it stands today. Throws Refusal('notFound'). */
export async function promiseStanding(world: World, ask: Ask, id: PromiseId): Promise<StandingPromise> {
  return standingOf(world, await promiseFor(world, ask, id), localDate(world.clock.now()))
}

/** One commitment as it stands today, with its promise. Throws Refusal('notFound'). */
export async function commitmentStanding(world: World, ask: Ask, id: CommitmentId) {
  const found = await promiseWith(world.db, ask.who.councilId, id)
  if (!found) throw new Refusal('notFound')
  const { promise, commitments } = await standingOf(world, found, localDate(world.clock.now()))
  const one = commitments.find(({ commitment }) => commitment.id === id)
  if (!one) throw new Refusal('notFound')
  return { promise, ...one }
}

/** What was done for a promise and stands, the latest first, each with its commitment. Throws Refusal('notFound'). */
export async function deliveriesFor(world: World, ask: Ask, id: PromiseId) {
  const promise = await promiseFor(world, ask, id)
  const deliveries = await deliveriesOf(
    world.db,
    promise.councilId,
    promise.commitments.map((each) => each.id),
  )
  return { promise, deliveries }
}

/** The commitments of open promises that this person may log for, those of their own organisation first. */
export async function deliverablesFor(world: World, ask: Ask) {
  const today = localDate(world.clock.now())
  const promises = await openPromises(world, ask.who.councilId, today)
  const all = promises.flatMap((promise) =>
    promise.commitments
      .filter((each) => mayDeliver(ask.who, promise, each))
      .filter((each) => each.reachedOn === undefined && paceOf(promise, each, [], today).daysLeft > 0)
      .map((commitment) => ({ promise, commitment })),
  )
  const isOwn = ({ commitment }: (typeof all)[number]) => commitment.owner.id === ask.who.organisationId
  return [...all.filter(isOwn), ...all.filter((each) => !isOwn(each))]
}

/** The promises of a council as others name them: with their title, and whether they still run. */
export function namedPromises(
  world: World,
): (councilId: CouncilId) => Promise<readonly { id: PromiseId; title: string; open: boolean }[]> {
  return async (councilId) => {
    const today = localDate(world.clock.now())
    const all = await promisesOf(world.db, councilId)
    return all.map((promise) => ({ id: promise.id, title: promise.title, open: isOpen(promise, today) }))
  }
}
