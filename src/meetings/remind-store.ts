import type { Database } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Meeting } from './meeting.ts'
import { toMeetings } from './store.ts'

/** The meetings of every council on the days from one to another, both included, that are not cancelled. */
export async function meetingsBetween(
  db: Database,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly Meeting[]> {
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('starts_on', '>=', from)
    .where('starts_on', '<=', to)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_on')
    .orderBy('id')
    .execute()
  const byCouncil = Map.groupBy(rows, ({ council_id }) => council_id)
  const found: Meeting[] = []
  for (const [councilId, own] of byCouncil) found.push(...(await toMeetings(db, councilId as CouncilId, own)))
  return found
}
