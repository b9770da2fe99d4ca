import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { goneStatuses, type Incident } from './incident.ts'
import { toIncident, withNames } from './store.ts'

/** How many incidents of a council were reported since a moment: not those taken back, nor for training. */
export async function countNewSince(db: Database, councilId: CouncilId, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('council_id', '=', councilId)
    .where('reported_at', '>=', since)
    .where('status', 'not in', goneStatuses)
    .where('training', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The incidents of a council that nobody has assessed yet: how many, and those that have waited longest. */
export async function waitingLongest(
  db: Database,
  councilId: CouncilId,
  limit: number,
): Promise<{ readonly count: number; readonly first: readonly Incident[] }> {
  const { count } = await db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('council_id', '=', councilId)
    .where('status', '=', 'new')
    .where('training', '=', 0)
    .executeTakeFirstOrThrow()
  const rows = await withNames(db)
    .where('i.council_id', '=', councilId)
    .where('i.status', '=', 'new')
    .where('i.training', '=', 0)
    .orderBy('i.reported_at')
    .orderBy('i.number')
    .limit(limit)
    .execute()
  return { count: Number(count), first: rows.map(toIncident) }
}
