import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { ActionId, CouncilId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Action, Ownership } from './action.ts'
import { toActions, withNames } from './store.ts'

/** What a beat needs to know of an action that somebody may have to be reminded of. */
export interface OpenAction {
  readonly id: ActionId
  readonly councilId: CouncilId
  readonly owner: Person
  readonly ownership: Ownership
  readonly dueOn: LocalDate
  readonly createdAt: Instant
}

/** The open actions of every council, but those for training, that are due before or on a day; in one statement. */
export async function openActionsDueBy(db: Database, day: LocalDate): Promise<readonly OpenAction[]> {
  const rows = await db
    .selectFrom('actions as a')
    .innerJoin('members as m', 'm.id', 'a.owner_id')
    .select([
      'a.id as id',
      'a.council_id as councilId',
      'a.ownership as ownership',
      'a.due_on as dueOn',
      'a.created_at as createdAt',
      'm.tenant_id as tenantId',
      'm.aad_object_id as aadObjectId',
    ])
    .where('a.status', 'in', ['planned', 'inProgress'])
    .where('a.training', '=', 0)
    .where('a.due_on', '<=', day)
    .where('m.removed_at', 'is', null)
    .orderBy('a.due_on')
    .orderBy('a.id')
    .execute()
  return rows.map(({ tenantId, aadObjectId, ownership, ...row }) => ({
    ...row,
    ownership: ownership as Ownership,
    owner: { tenantId, aadObjectId },
  }))
}

/** The open actions of a council, but those for training, that were due before or on a day; the oldest first. */
export async function overdueSince(
  db: Database,
  councilId: CouncilId,
  day: LocalDate,
): Promise<readonly Action[]> {
  const rows = await withNames(db)
    .where('a.council_id', '=', councilId)
    .where('a.status', 'in', ['planned', 'inProgress'])
    .where('a.training', '=', 0)
    .where('a.due_on', '<=', day)
    .orderBy('a.due_on')
    .orderBy('a.number')
    .execute()
  return toActions(db, rows)
}
