import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { ActionId } from '../shared/ids.ts'
import type { Action, Effect } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'
import { refuseUnlessOpen, takenOn } from './see-through.ts'
import { tellReporters } from './tell-reporters.ts'

export interface Finishing {
  readonly effect: Effect
  readonly outcome: Checked
}

/**
 * An action is done, with what came of it. Those who reported its incidents are told, once.
 * Throws Refusal: notFound, notOwner, closed, changedMeanwhile.
 */
export async function finishAction(
  world: World,
  ask: Ask,
  id: ActionId,
  finishing: Finishing,
  kept: readonly string[] = [],
): Promise<Action> {
  return changeAction(world, ask, 'actions.finish', id, (before) => {
    refuseUnlessOpen(ask, before)
    return {
      noted: keptWarnings(kept),
      after: { ...takenOn(ask, before), ...finishing, status: 'done', closedAt: world.clock.now() },
      also: async (tx, saved) => {
        await tellReporters(tx, world, ask.who.person, saved)
        return []
      },
    }
  })
}
