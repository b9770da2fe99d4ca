import type { Member } from '../chat/index.ts'
import { allFocusAreas } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { localDate } from '../shared/stockholm.ts'
import type { Action } from './action.ts'
import { openActionsOf, planOf } from './list-store.ts'
import {
  arranged,
  countsOf,
  isWanted,
  type PlanCounts,
  type PlanOrder,
  type PlanRow,
  type PlanSelection,
} from './plan.ts'

/** A council's plan as somebody asked for it. */
export interface Plan {
  readonly rows: readonly PlanRow[]
  readonly counts: PlanCounts
}

/** The actions of a member's council that are wanted, arranged, and how they stand today. */
export async function showPlan(
  world: World,
  { councilId }: Member,
  wanted: PlanSelection,
  order: PlanOrder,
): Promise<Plan> {
  const today = localDate(world.clock.now())
  const actions = (await planOf(world.db, councilId)).filter((action) => isWanted(action, wanted, today))
  const areas = (await allFocusAreas(world.db, councilId)).map(({ id }) => id)
  return { rows: arranged(actions, order, areas, today), counts: countsOf(actions, today) }
}

/** Everything a council ever planned, to choose filters among. */
export function wholePlan(world: World, { councilId }: Member): Promise<readonly Action[]> {
  return planOf(world.db, councilId)
}

/** The open actions a member answers for, the one that is due first at the top. */
export function actionsOf(world: World, { councilId, memberId }: Member): Promise<readonly Action[]> {
  return openActionsOf(world.db, councilId, memberId)
}
