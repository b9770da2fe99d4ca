import type { Database } from '../database/index.ts'
import type { CouncilId, SeriesId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Meeting } from './meeting.ts'
import { toMeetings } from './store.ts'

/** A page of a council's meetings, and how many there are in all. */
export interface MeetingPage {
  readonly meetings: readonly Meeting[]
  readonly count: number
}

/** The meetings from a day on, the next first. A cancelled one is among them until its day has passed. */
export async function comingMeetings(
  db: Database,
  councilId: CouncilId,
  from: LocalDate,
  { start, limit }: { readonly start: number; readonly limit: number },
): Promise<MeetingPage> {
  const query = db.selectFrom('meetings').where('council_id', '=', councilId).where('starts_on', '>=', from)
  const rows = await query
    .selectAll()
    .orderBy('starts_on')
    .orderBy('starts_time')
    .orderBy('id')
    .offset(start)
    .limit(limit)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return { meetings: await toMeetings(db, councilId, rows), count: Number(count) }
}

/** The meetings before a day, the latest first. */
export async function pastMeetings(
  db: Database,
  councilId: CouncilId,
  before: LocalDate,
  { start, limit }: { readonly start: number; readonly limit: number },
): Promise<MeetingPage> {
  const query = db.selectFrom('meetings').where('council_id', '=', councilId).where('starts_on', '<', before)
  const rows = await query
    .selectAll()
    .orderBy('starts_on', 'desc')
    .orderBy('starts_time', 'desc')
    .orderBy('id')
    .offset(start)
    .limit(limit)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return { meetings: await toMeetings(db, councilId, rows), count: Number(count) }
}

/** How many meetings of a series there are from a day on that are not cancelled. */
export async function leftInSeries(
  db: Database,
  councilId: CouncilId,
  seriesId: SeriesId,
  from: LocalDate,
): Promise<number> {
  const { count } = await db
    .selectFrom('meetings')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('council_id', '=', councilId)
    .where('series_id', '=', seriesId)
    .where('starts_on', '>=', from)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The meetings of a council on a day that were not cancelled, in their order. */
export async function meetingsOn(
  db: Database,
  councilId: CouncilId,
  on: LocalDate,
): Promise<readonly Meeting[]> {
  const rows = await held(db, councilId)
    .where('starts_on', '=', on)
    .orderBy('starts_time')
    .orderBy('id')
    .execute()
  return toMeetings(db, councilId, rows)
}

/** The last meeting up to and with a day, and the first one after it; cancelled ones do not count. */
export async function meetingsAround(
  db: Database,
  councilId: CouncilId,
  day: LocalDate,
): Promise<{ readonly last: Meeting | undefined; readonly next: Meeting | undefined }> {
  const last = await held(db, councilId)
    .where('starts_on', '<=', day)
    .orderBy('starts_on', 'desc')
    .orderBy('starts_time', 'desc')
    .orderBy('id')
    .limit(1)
    .execute()
  const next = await held(db, councilId)
    .where('starts_on', '>', day)
    .orderBy('starts_on')
    .orderBy('starts_time')
    .orderBy('id')
    .limit(1)
    .execute()
  return {
    last: (await toMeetings(db, councilId, last))[0],
    next: (await toMeetings(db, councilId, next))[0],
  }
}

/** The next meeting of the same body after one; undefined when none is planned. */
export async function meetingAfter(
  db: Database,
  { councilId, body, on, at }: Pick<Meeting, 'councilId' | 'body' | 'on' | 'at'>,
): Promise<Meeting | undefined> {
  const rows = await held(db, councilId)
    .where('body', '=', body)
    .where((eb) =>
      eb.or([eb('starts_on', '>', on), eb.and([eb('starts_on', '=', on), eb('starts_time', '>', at)])]),
    )
    .orderBy('starts_on')
    .orderBy('starts_time')
    .orderBy('id')
    .limit(1)
    .execute()
  return (await toMeetings(db, councilId, rows))[0]
}

function held(db: Database, councilId: CouncilId) {
  return db
    .selectFrom('meetings')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('cancelled_at', 'is', null)
}
