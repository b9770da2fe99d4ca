import type { Member } from '../chat/index.ts'
import type { Database, DatabaseTransaction, Tables } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { goneStatuses } from './incident.ts'

export type ZeroReport = Tables['zero_reports']

/** What a member said of a week, also when it was undone; undefined when nothing. */
export async function findZeroReport(
  db: Database,
  who: Member,
  week: string,
): Promise<ZeroReport | undefined> {
  return db
    .selectFrom('zero_reports')
    .selectAll()
    .where('council_id', '=', who.councilId)
    .where('reporter_tenant', '=', who.person.tenantId)
    .where('reporter_aad', '=', who.person.aadObjectId)
    .where('week', '=', week)
    .executeTakeFirst()
}

/** Saves that a week was calm; again, after it was undone. */
export async function saveZeroReport(tx: DatabaseTransaction, report: ZeroReport): Promise<void> {
  await tx
    .insertInto('zero_reports')
    .values(report)
    .onConflict((conflict) =>
      conflict
        .columns(['council_id', 'reporter_tenant', 'reporter_aad', 'week'])
        .doUpdateSet({ reported_at: report.reported_at, undone_at: null }),
    )
    .execute()
}

/** Takes back what a member said of a week. */
export async function undoZeroReport(
  tx: DatabaseTransaction,
  report: ZeroReport,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('zero_reports')
    .set({ undone_at: at })
    .where('id', '=', report.id)
    .where('council_id', '=', report.council_id)
    .execute()
}

/** How many incidents a member has reported since a moment, those taken back not counted. */
export async function countReportedSince(db: Database, who: Member, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('council_id', '=', who.councilId)
    .where('reporter_tenant', '=', who.person.tenantId)
    .where('reporter_aad', '=', who.person.aadObjectId)
    .where('reported_at', '>=', since)
    .where('status', 'not in', goneStatuses)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
