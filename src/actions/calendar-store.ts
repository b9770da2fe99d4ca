import type { Database } from '../database/index.ts'
import type { MemberId } from '../shared/ids.ts'
import type { DueDay } from './due-day.ts'

/** The days of the open actions that these members answer for, but those for training and those they said no to. */
export async function dueDaysOf(db: Database, memberIds: readonly MemberId[]): Promise<readonly DueDay[]> {
  if (memberIds.length === 0) return []
  const rows = await db
    .selectFrom('actions as a')
    .innerJoin('councils as c', 'c.id', 'a.council_id')
    .select((eb) => [
      'a.id as id',
      'a.number as number',
      'a.text as text',
      'a.goal as goal',
      'a.due_on as dueOn',
      'a.version as version',
      'a.created_at as createdAt',
      'c.name as councilName',
      eb
        .selectFrom('history as h')
        .select(({ fn }) => fn.max('h.at').as('at'))
        .whereRef('h.council_id', '=', 'a.council_id')
        .where('h.subject_kind', '=', 'action')
        .whereRef('h.subject_id', '=', 'a.id')
        .as('historyAt'),
    ])
    .where('a.owner_id', 'in', memberIds)
    .where('a.status', 'in', ['planned', 'inProgress'])
    .where('a.training', '=', 0)
    .where('a.ownership', '!=', 'declined')
    .execute()
  return rows.map(({ createdAt, historyAt, ...row }) => ({ ...row, changedAt: historyAt ?? createdAt }))
}
