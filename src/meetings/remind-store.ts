import type { Database } from '../database/index.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Body, Meeting } from './meeting.ts'
import type { MeetingDay } from './meeting-turn.ts'
import { toMeetings } from './store.ts'

/** The days of the meetings of every council from one day to another, both included, that are not cancelled; in order. */
export async function meetingDaysBetween(
  db: Database,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly MeetingDay[]> {
  const rows = await db
    .selectFrom('meetings')
    .select(['id', 'council_id as councilId', 'body', 'starts_on as on', 'starts_time as at'])
    .where('starts_on', '>=', from)
    .where('starts_on', '<=', to)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_on')
    .orderBy('starts_time')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, body: row.body as Body }))
}

/** Some meetings of a council. */
export async function meetingsWith(
  db: Database,
  councilId: CouncilId,
  ids: readonly MeetingId[],
): Promise<readonly Meeting[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('id', 'in', ids)
    .orderBy('starts_on')
    .orderBy('id')
    .execute()
  return toMeetings(db, councilId, rows)
}

/** The day of the meeting of the same body before one, if it is not cancelled. */
export async function dayOfPrevious(
  db: Database,
  { councilId, body, on, at }: Pick<Meeting, 'councilId' | 'body' | 'on' | 'at'>,
): Promise<LocalDate | undefined> {
  const row = await db
    .selectFrom('meetings')
    .select('starts_on as on')
    .where('council_id', '=', councilId)
    .where('body', '=', body)
    .where('cancelled_at', 'is', null)
    .where(({ eb, or, and }) =>
      or([eb('starts_on', '<', on), and([eb('starts_on', '=', on), eb('starts_time', '<', at)])]),
    )
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.on
}
