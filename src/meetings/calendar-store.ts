import type { Database } from '../database/index.ts'
import type { CouncilId, MeetingId, MemberId } from '../shared/ids.ts'
import type { CalendarMeeting } from './calendar-meeting.ts'

/**
 * The meetings of a person who is these members: those they are called to, come to for somebody else, or hold an office in.
 * Cancelled and past ones too, so that a calendar learns of the one and keeps the other.
 */
export async function meetingsOfMembers(
  db: Database,
  memberIds: readonly MemberId[],
): Promise<readonly CalendarMeeting[]> {
  if (memberIds.length === 0) return []
  const own = await ownCalls(db, memberIds)
  const others = await callsOfOthers(db, memberIds)
  const rows = await withChange(db)
    .where((eb) =>
      eb.or([
        eb(
          'm.id',
          'in',
          eb.selectFrom('meeting_called').select('meeting_id').where('member_id', 'in', memberIds),
        ),
        eb(
          'm.id',
          'in',
          eb
            .selectFrom('meeting_called')
            .select('meeting_id')
            .where('substitute_id', 'in', memberIds)
            .where('answer', '=', 'substitute'),
        ),
        eb('m.chair_id', 'in', memberIds),
        eb('m.secretary_id', 'in', memberIds),
        eb('m.approver_id', 'in', memberIds),
      ]),
    )
    .execute()
  return rows.map((row) => {
    const substitutesFor = others.filter((one) => one.meetingId === row.id).map(({ title }) => title)
    // Who said no and then comes for somebody else comes.
    const said = substitutesFor.length > 0 ? undefined : own.get(row.id)
    return toMeeting(row, partOf(said), substitutesFor)
  })
}

/** One meeting of a council, as it stands in the calendar of somebody who has said nothing. */
export async function meetingForCalendar(
  db: Database,
  councilId: CouncilId,
  id: MeetingId,
): Promise<CalendarMeeting | undefined> {
  const row = await withChange(db)
    .where('m.council_id', '=', councilId)
    .where('m.id', '=', id)
    .executeTakeFirst()
  return row && toMeeting(row, 'comes', [])
}

/** Meetings with the name of their council, and when anything of them changed last: their history knows. */
function withChange(db: Database) {
  return db
    .selectFrom('meetings as m')
    .innerJoin('councils as c', 'c.id', 'm.council_id')
    .selectAll('m')
    .select((eb) => [
      'c.name as councilName',
      eb
        .selectFrom('history as h')
        .select(({ fn }) => fn.max('h.at').as('at'))
        .whereRef('h.council_id', '=', 'm.council_id')
        .where('h.subject_kind', '=', 'meeting')
        .whereRef('h.subject_id', '=', 'm.id')
        .as('historyAt'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof withChange>['executeTakeFirstOrThrow']>>

function toMeeting(
  row: Row,
  part: CalendarMeeting['part'],
  substitutesFor: readonly string[],
): CalendarMeeting {
  const moments = [row.created_at, row.called_at, row.cancelled_at, row.historyAt]
  const changedAt = moments.reduce<Row['created_at']>(
    (latest, at) => (at && at > latest ? at : latest),
    row.created_at,
  )
  return {
    id: row.id,
    councilName: row.councilName,
    title: row.title,
    on: row.starts_on,
    at: row.starts_time,
    lengthMinutes: row.length_minutes,
    place: row.place,
    link: row.link,
    called: row.called_at !== null,
    cancelledWhy: row.cancelled_at ? row.cancelled_why : undefined,
    sequence: row.sequence,
    changedAt,
    part,
    substitutesFor,
  }
}

function partOf(answer: string | undefined): CalendarMeeting['part'] {
  if (answer === 'notComing') return 'notComing'
  return answer === 'substitute' ? 'sends' : 'comes'
}

/** What these members have answered, by meeting. */
async function ownCalls(
  db: Database,
  memberIds: readonly MemberId[],
): Promise<ReadonlyMap<MeetingId, string>> {
  const rows = await db
    .selectFrom('meeting_called')
    .select(['meeting_id', 'answer'])
    .where('member_id', 'in', memberIds)
    .execute()
  return new Map(rows.map(({ meeting_id, answer }) => [meeting_id, answer]))
}

/** Whom these members come for, by title. */
async function callsOfOthers(db: Database, memberIds: readonly MemberId[]) {
  return db
    .selectFrom('meeting_called as mc')
    .innerJoin('members as m', 'm.id', 'mc.member_id')
    .select(['mc.meeting_id as meetingId', 'm.title as title'])
    .where('mc.substitute_id', 'in', memberIds)
    .where('mc.answer', '=', 'substitute')
    .orderBy('m.title')
    .execute()
}
