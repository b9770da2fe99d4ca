import type { Database } from '../database/index.ts'
import type { ActionId, CouncilId } from '../shared/ids.ts'
import type { Action, Light, ProgressReport } from './action.ts'
import { toActions, withNames } from './store.ts'

/** What a council has agreed to do, by day; training is not agreed. */
export async function agreedActions(db: Database, councilId: CouncilId): Promise<readonly Action[]> {
  const rows = await withNames(db)
    .where('a.council_id', '=', councilId)
    .where('a.training', '=', 0)
    .orderBy('a.due_on')
    .orderBy('a.number')
    .execute()
  return toActions(db, rows)
}

/** The latest line of how it goes, of every action of a council that has one. */
export async function latestReports(
  db: Database,
  councilId: CouncilId,
): Promise<ReadonlyMap<ActionId, ProgressReport>> {
  const rows = await db
    .selectFrom('action_reports')
    .selectAll()
    .where('council_id', '=', councilId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(
    rows.map((row) => [
      row.action_id,
      {
        at: row.at,
        by: { tenantId: row.by_tenant, aadObjectId: row.by_aad },
        text: row.text,
        light: (row.light ?? undefined) as Light | undefined,
        progress:
          row.progress_done === null || row.progress_of === null
            ? undefined
            : { done: row.progress_done, of: row.progress_of },
      },
    ]),
  )
}
