import type { Member } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { dayMs, plusMs } from '../shared/clock.ts'
import type { Incident } from './incident.ts'
import { reportsOnTheWay } from './reporters-store.ts'

/** How long an answer waits to be said something about, before it is over without it. */
const answerMs = 30 * dayMs
/** Nobody reads more than so many of their own at once. */
const atMost = 50

/** A member's own reports that are not over: open ones, and answers that they have said nothing about yet. */
export function ownReportsOf(world: World, who: Member): Promise<readonly Incident[]> {
  const since = plusMs(world.clock.now(), -answerMs)
  return reportsOnTheWay(world.db, who.councilId, who.person, since, atMost)
}
