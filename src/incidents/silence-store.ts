import type { Database } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'
import type { Week } from '../shared/stockholm.ts'
import { goneStatuses } from './incident.ts'

/**
 * Who in these councils has been heard of in a week: by an incident that was not taken back, or by the word that there was
 * nothing to report. In two queries, however many there are. Ask it with `heardKey`.
 */
export async function heardInWeek(
  db: Database,
  councils: readonly CouncilId[],
  week: Week,
): Promise<ReadonlySet<string>> {
  const reported = await db
    .selectFrom('incidents')
    .select(['council_id', 'reporter_tenant', 'reporter_aad'])
    .distinct()
    .where('council_id', 'in', councils)
    .where('reported_at', '>=', week.from)
    .where('status', 'not in', goneStatuses)
    .execute()
  const calm = await db
    .selectFrom('zero_reports')
    .select(['council_id', 'reporter_tenant', 'reporter_aad'])
    .where('council_id', 'in', councils)
    .where('week', '=', week.key)
    .where('undone_at', 'is', null)
    .execute()
  return new Set(
    [...reported, ...calm].map((row) =>
      heardKey(row.council_id, { tenantId: row.reporter_tenant, aadObjectId: row.reporter_aad }),
    ),
  )
}

/** One person in one council. */
export function heardKey(councilId: CouncilId, person: Person): string {
  return `${councilId}/${personKey(person)}`
}
