import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { ActionId } from '../shared/ids.ts'
import type { Action } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'
import { refuseUnlessOpen } from './see-through.ts'

/** Ends an action that is not to be done, with why. Throws Refusal: notFound, notOwner, closed, changedMeanwhile. */
export async function cancelAction(
  world: World,
  ask: Ask,
  id: ActionId,
  why: Checked,
  kept: readonly string[] = [],
): Promise<Action> {
  return changeAction(world, ask, 'actions.cancel', id, (before) => {
    refuseUnlessOpen(ask, before)
    return {
      noted: keptWarnings(kept),
      after: { ...before, status: 'cancelled', outcome: why, closedAt: world.clock.now() },
    }
  })
}
