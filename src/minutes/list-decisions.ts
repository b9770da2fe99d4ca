import type { Member } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import { standingDecisions } from './decision-store.ts'
import { isLeft, type Standing } from './standing.ts'

/** Every decision of a member's council since the beginning, and what became of it; the latest first. */
export function decisionsFor(world: World, { councilId }: Member): Promise<readonly Standing[]> {
  return standingDecisions(world.db, councilId)
}

/** The decisions of a council of which something is still to be done: they go to the next agenda. */
export async function decisionsLeft(world: World, councilId: CouncilId): Promise<readonly Standing[]> {
  return (await standingDecisions(world.db, councilId)).filter(isLeft)
}
