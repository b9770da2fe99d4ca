import type { Member } from '../chat/index.ts'
import { memberOf } from '../councils/index.ts'
import { type Change, historyOf, type World } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { ActionId, CouncilId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import { type Action, maySee, type ProgressReport } from './action.ts'
import { subjectKind } from './change-action.ts'
import { findAction, reportsOf } from './store.ts'

/** The action with this number in the person's council; undefined when there is none that the person may see. */
export async function actionByNumber(world: World, who: Member, number: string): Promise<Action | undefined> {
  const action = await findAction(world.db, who.councilId, { number })
  return action && maySee(who, action) ? action : undefined
}

/** The action a promised message is about, as it is now. */
export function actionNow(world: World, councilId: CouncilId, id: ActionId): Promise<Action | undefined> {
  return findAction(world.db, councilId, { id })
}

/** The latest line of how an action goes. */
export async function latestReport(world: World, action: Action): Promise<ProgressReport | undefined> {
  return (await reportsOf(world.db, action, 1))[0]
}

/** One act in the history of an action; `who` is a title, undefined when it was you, null when they have left. */
export interface Past {
  readonly at: Instant
  readonly who: string | undefined | null
  readonly changes: readonly Change[]
}

/** Everything that was ever changed on an action, the latest first, and who did it by title. */
export async function pastOf(world: World, who: Member, action: Action): Promise<readonly Past[]> {
  const acts = await historyOf(world.db, who.councilId, subjectKind, action.id)
  const titles = new Map<string, string | undefined | null>()
  const past: Past[] = []
  for (const act of acts) {
    const key = act.who.aadObjectId
    if (!titles.has(key)) {
      const member = await memberOf(world.db, who.councilId, act.who)
      titles.set(key, samePerson(act.who, who.person) ? undefined : (member?.title ?? null))
    }
    past.push({ at: act.at, who: titles.get(key), changes: act.changes })
  }
  return past.filter(({ changes }) => changes.length > 0)
}
