import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { PromiseId } from '../shared/ids.ts'
import { localDate } from '../shared/stockholm.ts'
import { changePromise, refuseUnlessCoordinator } from './change-promise.ts'
import type { CitizenPromise } from './promise.ts'
import { isOpen } from './span.ts'

/**
 * A coordinator ends a promise before its last day: today is the last that counts. Throws Refusal: notAllowed, notFound,
 * closed (it is over already), changedMeanwhile.
 */
export async function endPromise(
  world: World,
  ask: Ask,
  id: PromiseId,
  why: Checked,
): Promise<CitizenPromise> {
  refuseUnlessCoordinator(ask)
  return changePromise(world, ask, 'promises.end', id, (before) => {
    refuseUnlessEndable(world, before)
    const today = localDate(world.clock.now())
    const changes = [{ field: 'ended', from: null, to: today, why }]
    return { after: { ...before, ended: { on: today, why } }, changes }
  })
}

/** Throws Refusal('closed') for a promise that is over already. */
export function refuseUnlessEndable(world: World, promise: CitizenPromise): void {
  if (!isOpen(promise, localDate(world.clock.now()))) throw new Refusal('closed')
}

/** Takes back that a promise was ended, as if it had not been. Throws as endPromise does. */
export async function resumePromise(world: World, ask: Ask, id: PromiseId): Promise<CitizenPromise> {
  refuseUnlessCoordinator(ask)
  return changePromise(world, ask, 'promises.resume', id, (before) => ({
    after: { ...before, ended: undefined },
    changes: before.ended ? [{ field: 'ended', from: before.ended.on, to: null }] : [],
  }))
}
