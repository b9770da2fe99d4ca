import type { Ask } from '../chat/index.ts'
import { hasRole } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { DeliveryId } from '../shared/ids.ts'
import { updateDelivery } from './delivery-store.ts'
import { deliverable, deliveryFor, deliveryKind, keptWarnings, type Told } from './log-delivery.ts'
import { type Delivery, delivering, mayCorrect } from './promise.ts'

/** A delivery that this person may correct. Throws Refusal: notFound, notAllowed, withdrawn. */
export async function correctable(world: World, ask: Ask, id: DeliveryId): Promise<Delivery> {
  const delivery = await deliveryFor(world, ask, id)
  if (!hasRole(ask.who, delivering) || !mayCorrect(ask.who, delivery)) throw new Refusal('notAllowed')
  return delivery
}

/**
 * Corrects what was logged, with history. Throws Refusal: notFound, notAllowed, withdrawn (take back the withdrawal
 * first), changedMeanwhile.
 */
export async function correctDelivery(
  world: World,
  ask: Ask,
  id: DeliveryId,
  told: Told,
  kept: readonly string[] = [],
): Promise<Delivery> {
  return changeDelivery(world, ask, 'promises.correct', id, kept, async (before, inside) => {
    if (before.withdrawnAt) throw new Refusal('withdrawn')
    if (told.commitmentId !== before.commitmentId) await deliverable(inside, ask, told.commitmentId)
    return { ...before, ...told }
  })
}

/** Takes back what was logged: it counts no more. Throws Refusal: notFound, notAllowed, changedMeanwhile. */
export async function withdrawDelivery(world: World, ask: Ask, id: DeliveryId): Promise<Delivery> {
  return changeDelivery(world, ask, 'promises.withdraw', id, [], (before) => ({
    ...before,
    withdrawnAt: before.withdrawnAt ?? world.clock.now(),
  }))
}

/** Undoes that it was taken back: it counts again. Throws Refusal: notFound, notAllowed, changedMeanwhile. */
export async function restoreDelivery(world: World, ask: Ask, id: DeliveryId): Promise<Delivery> {
  return changeDelivery(world, ask, 'promises.restore', id, [], (before) => ({
    ...before,
    withdrawnAt: undefined,
  }))
}

async function changeDelivery(
  world: World,
  ask: Ask,
  verb: string,
  id: DeliveryId,
  kept: readonly string[],
  decide: (before: Delivery, inside: World) => Promise<Delivery> | Delivery,
): Promise<Delivery> {
  const act = { councilId: ask.who.councilId, who: ask.who.person, verb, onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const inside = { ...world, db: tx }
    const before = await correctable(inside, ask, id)
    const after = await decide(before, inside)
    const changes = changesBetween(before, after)
    if (changes.length > 0) await updateDelivery(tx, before, after)
    const noted = changes.length > 0 ? keptWarnings(kept) : []
    return { subjectKind: deliveryKind, subjectId: id, changes: [...changes, ...noted] }
  })
  return deliveryFor(world, ask, id)
}

const fields = ['commitmentId', 'deliveredOn', 'count', 'minutes', 'staff', 'note', 'withdrawnAt'] as const

/** What changed between two states of a delivery, for its history. */
function changesBetween(before: Delivery, after: Delivery): readonly Change[] {
  return fields.flatMap((field) => {
    const [from, to] = [String(before[field] ?? ''), String(after[field] ?? '')]
    return from === to ? [] : [{ field, from: from || null, to: to || null }]
  })
}
