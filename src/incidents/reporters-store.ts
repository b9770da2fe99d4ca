import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, IncidentId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { goneStatuses, type Incident } from './incident.ts'
import { toIncident, withNames } from './store.ts'

/** A report that something else rests on: who wrote it, and its number. */
export interface ReportBehind {
  readonly number: string
  readonly reporter: Person
}

/**
 * The reports of some incidents of a council, and those that were linked to them as further observations, by number. Not
 * those taken back, nor for training.
 */
export async function reportsBehind(
  db: Database,
  councilId: CouncilId,
  ids: readonly IncidentId[],
): Promise<readonly ReportBehind[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('incidents')
    .select(['number', 'reporter_tenant', 'reporter_aad'])
    .where('council_id', '=', councilId)
    .where((eb) => eb.or([eb('id', 'in', ids), eb('linked_to', 'in', ids)]))
    .where('status', 'not in', goneStatuses)
    .where('training', '=', 0)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    reporter: { tenantId: row.reporter_tenant, aadObjectId: row.reporter_aad },
  }))
}

/**
 * A person's own reports in a council that are not over: those that are open, and those closed since a moment whose answer
 * they have not said anything about; the newest first, at most `limit`.
 */
export async function reportsOnTheWay(
  db: Database,
  councilId: CouncilId,
  { tenantId, aadObjectId }: Person,
  closedSince: Instant,
  limit: number,
): Promise<readonly Incident[]> {
  const rows = await withNames(db)
    .where('i.council_id', '=', councilId)
    .where('i.reporter_tenant', '=', tenantId)
    .where('i.reporter_aad', '=', aadObjectId)
    .where((eb) =>
      eb.or([
        eb('i.status', 'in', ['new', 'assessed']),
        eb.and([
          eb('i.status', '=', 'closed'),
          eb('i.helped', 'is', null),
          eb('i.closed_at', '>=', closedSince),
        ]),
      ]),
    )
    .orderBy('i.occurred_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toIncident)
}
