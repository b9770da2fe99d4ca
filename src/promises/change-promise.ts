import type { Ask } from '../chat/index.ts'
import { hasRole } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { PromiseId } from '../shared/ids.ts'
import { promiseKind } from './findable-promise.ts'
import { type CitizenPromise, coordinating } from './promise.ts'
import { findPromise, updatePromise } from './store.ts'

/** The next state of a promise, and what its history says of the change. */
export interface NextPromise {
  readonly after: CitizenPromise
  readonly changes: readonly Change[]
}

/**
 * Changes a promise once per onceId: reads it anew, lets `decide` say its next state (or throw a Refusal), and saves it
 * with its history and the audit line in one transaction. Gives it as it then stands. Throws Refusal: notFound,
 * changedMeanwhile.
 */
export async function changePromise(
  world: World,
  ask: Ask,
  verb: string,
  id: PromiseId,
  decide: (before: CitizenPromise) => NextPromise,
): Promise<CitizenPromise> {
  const act = { councilId: ask.who.councilId, who: ask.who.person, verb, onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const before = await promiseFor({ ...world, db: tx }, ask, id)
    const { after, changes } = decide(before)
    if (changes.length > 0) await updatePromise(tx, before, after)
    return { subjectKind: promiseKind, subjectId: id, changes }
  })
  return promiseFor(world, ask, id)
}

/** A promise of the council of who asks. Throws Refusal('notFound') when it has no such one. */
export async function promiseFor(world: World, ask: Ask, id: PromiseId): Promise<CitizenPromise> {
  const promise = await findPromise(world.db, ask.who.councilId, id)
  if (!promise) throw new Refusal('notFound')
  return promise
}

/** Throws Refusal('notAllowed') for who does not coordinate. */
export function refuseUnlessCoordinator(ask: Ask): void {
  if (!hasRole(ask.who, coordinating)) throw new Refusal('notAllowed')
}
