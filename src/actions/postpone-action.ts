import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { ActionId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Action } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'
import { refuseUnlessOpen } from './see-through.ts'

export interface Postponement {
  readonly dueOn: LocalDate
  /** The day it was to be done by when this was decided. */
  readonly seen: LocalDate
  readonly why: Checked
}

/**
 * Gives an action a later day. Throws Refusal: notFound, notOwner, closed, and changedMeanwhile when it has another day
 * already than the one that was seen.
 */
export async function postponeAction(
  world: World,
  ask: Ask,
  id: ActionId,
  { dueOn, seen, why }: Postponement,
  kept: readonly string[] = [],
): Promise<Action> {
  return changeAction(world, ask, 'actions.postpone', id, (before) => {
    refuseUnlessOpen(ask, before)
    if (before.dueOn !== seen) throw new Refusal('changedMeanwhile')
    return { why, noted: keptWarnings(kept), after: { ...before, dueOn } }
  })
}
