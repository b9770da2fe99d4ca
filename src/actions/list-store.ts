import type { Database } from '../database/index.ts'
import type { CouncilId, MemberId } from '../shared/ids.ts'
import type { Action } from './action.ts'
import { toActions, withNames } from './store.ts'

/** Every action of a council, by day. A plan is read whole: a council agrees on tens of actions a year. */
export async function planOf(db: Database, councilId: CouncilId): Promise<readonly Action[]> {
  const rows = await withNames(db)
    .where('a.council_id', '=', councilId)
    .orderBy('a.due_on')
    .orderBy('a.number')
    .execute()
  return toActions(db, rows)
}

/** The open actions that a member of a council answers for, the one that is due first at the top. */
export async function openActionsOf(
  db: Database,
  councilId: CouncilId,
  memberId: MemberId,
): Promise<readonly Action[]> {
  const rows = await withNames(db)
    .where('a.council_id', '=', councilId)
    .where('a.owner_id', '=', memberId)
    .where('a.status', 'in', ['planned', 'inProgress'])
    .orderBy('a.due_on')
    .orderBy('a.number')
    .execute()
  return toActions(db, rows)
}
