import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { ActionId } from '../shared/ids.ts'
import { type Action, isOpen, maySeeThrough } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'

/**
 * Undoes that an action was done or cancelled; what came of it stays in the history, with why it was opened again.
 * Throws Refusal: notFound, notOwner, and changedMeanwhile when it is open already.
 */
export async function reopenAction(
  world: World,
  ask: Ask,
  id: ActionId,
  why: Checked,
  kept: readonly string[] = [],
): Promise<Action> {
  return changeAction(world, ask, 'actions.reopen', id, (before) => {
    refuseUnlessReopenable(ask, before)
    return {
      why,
      noted: keptWarnings(kept),
      after: {
        ...before,
        // It has a light since it was reported on, and not before.
        status: before.light ? 'inProgress' : 'planned',
        effect: undefined,
        outcome: nothingWritten,
        closedAt: undefined,
      },
    }
  })
}

/** Throws the Refusal that says why this person may not open this action again; returns when they may. */
export function refuseUnlessReopenable(ask: Ask, action: Action): void {
  if (!maySeeThrough(ask.who, action)) throw new Refusal('notOwner')
  if (isOpen(action)) throw new Refusal('changedMeanwhile')
}
