import type { Database } from '../database/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { OfMeeting } from './store.ts'

/** The last minutes that were begun of an earlier meeting of the same body, and whether a version of them is approved. */
export async function minutesBefore(
  db: Database,
  { councilId, body, on, at }: Pick<Meeting, 'councilId' | 'body' | 'on' | 'at'>,
): Promise<{ readonly on: LocalDate; readonly approved: boolean } | undefined> {
  const row = await db
    .selectFrom('minutes as x')
    .innerJoin('meetings as m', 'm.id', 'x.meeting_id')
    .select(({ fn }) => ['m.starts_on as on', fn.max('x.approved_at').as('approvedAt')])
    .where('x.council_id', '=', councilId)
    .where('m.body', '=', body)
    .where('m.cancelled_at', 'is', null)
    .where(({ eb, or, and }) =>
      or([eb('m.starts_on', '<', on), and([eb('m.starts_on', '=', on), eb('m.starts_time', '<', at)])]),
    )
    .groupBy(['m.id', 'm.starts_on', 'm.starts_time'])
    .orderBy('m.starts_on', 'desc')
    .orderBy('m.starts_time', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { on: row.on, approved: row.approvedAt !== null }
}

/** Whether a word stands in the minutes of a meeting yet: a text of a §, or a decision that was not withdrawn. */
export async function hasWords(db: Database, { councilId, meetingId }: OfMeeting): Promise<boolean> {
  const section = await db
    .selectFrom('minute_sections')
    .select('id')
    .where('council_id', '=', councilId)
    .where('meeting_id', '=', meetingId)
    .where('text', '<>', nothingWritten)
    .limit(1)
    .executeTakeFirst()
  if (section) return true
  const decision = await db
    .selectFrom('decisions')
    .select('id')
    .where('council_id', '=', councilId)
    .where('meeting_id', '=', meetingId)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return decision !== undefined
}
