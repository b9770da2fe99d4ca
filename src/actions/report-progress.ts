import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { ActionId } from '../shared/ids.ts'
import type { Action, Light } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'
import { refuseUnlessOpen, takenOn } from './see-through.ts'
import { insertReport } from './store.ts'

export interface Progress {
  readonly text: Checked
  readonly light: Light
  /** Nothing leaves what was said before. */
  readonly progress: Action['progress']
}

/**
 * Keeps a line of how an action goes; with the first one it is in progress.
 * Throws Refusal: notFound, notOwner, closed, changedMeanwhile.
 */
export async function reportProgress(
  world: World,
  ask: Ask,
  id: ActionId,
  { text, light, progress }: Progress,
  kept: readonly string[] = [],
): Promise<Action> {
  return changeAction(world, ask, 'actions.report', id, (before) => {
    refuseUnlessOpen(ask, before)
    const after: Action = {
      ...takenOn(ask, before),
      status: 'inProgress',
      light,
      progress: progress ?? before.progress,
    }
    const report = { at: world.clock.now(), by: ask.who.person, text, light, progress: after.progress }
    return {
      noted: [{ field: 'report', from: null, to: text }, ...keptWarnings(kept)],
      after,
      also: async (tx, saved) => {
        await insertReport(tx, saved, report)
        return []
      },
    }
  })
}
