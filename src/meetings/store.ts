import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, MeetingId, MemberId, SeriesId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { swedishOrder } from '../shared/text.ts'
import type { Answer, Attendee, Body, Called, Meeting } from './meeting.ts'

/** How many rows are written by one statement: both databases limit how many values one may carry. */
const atOnce = 100

type Row = Tables['meetings']

/** The meetings that rows are, in their order; two more queries for who they are about. */
export async function toMeetings(
  db: Database,
  councilId: CouncilId,
  rows: readonly Row[],
): Promise<readonly Meeting[]> {
  if (rows.length === 0) return []
  const called = await calledRows(db, councilId, rows)
  const ids = new Set<MemberId>()
  for (const { chair_id, secretary_id, approver_id } of rows)
    for (const id of [chair_id, secretary_id, approver_id]) if (id) ids.add(id)
  for (const { member_id, substitute_id } of called)
    for (const id of [member_id, substitute_id]) if (id) ids.add(id)
  const known = await attendees(db, councilId, [...ids])
  const of = (id: MemberId | null) => (id ? known.get(id) : undefined)
  return rows.map((row) => {
    const own = called.filter(({ meeting_id }) => meeting_id === row.id)
    return toMeeting(
      row,
      own.flatMap((each) => {
        const attendee = of(each.member_id)
        return attendee ? [toCalled(attendee, each, of(each.substitute_id))] : []
      }),
      of,
    )
  })
}

function calledRows(db: Database, councilId: CouncilId, rows: readonly Row[]) {
  return db
    .selectFrom('meeting_called')
    .selectAll()
    .where('council_id', '=', councilId)
    .where(
      'meeting_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
}

/** Members of a council as meetings know them, also those who have left it. */
export async function attendees(
  db: Database,
  councilId: CouncilId,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, Attendee>> {
  const found = new Map<MemberId, Attendee>()
  for (let from = 0; from < ids.length; from += atOnce * 5) {
    const rows = await db
      .selectFrom('members as m')
      .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
      .select(['m.id', 'm.tenant_id', 'm.aad_object_id', 'm.title', 'o.id as organisation'])
      .select(['o.name_sv as sv', 'o.name_en as en'])
      .where('m.council_id', '=', councilId)
      .where('m.id', 'in', ids.slice(from, from + atOnce * 5))
      .execute()
    for (const row of rows)
      found.set(row.id, {
        memberId: row.id,
        person: { tenantId: row.tenant_id, aadObjectId: row.aad_object_id },
        title: row.title,
        organisation: { id: row.organisation, name: { sv: row.sv, en: row.en } },
      })
  }
  return found
}

function toCalled(
  attendee: Attendee,
  row: Tables['meeting_called'],
  substitute: Attendee | undefined,
): Called {
  return {
    ...attendee,
    answer: row.answer as Answer,
    why: row.why,
    substitute,
    answeredAt: row.answered_at ?? undefined,
  }
}

function toMeeting(
  row: Row,
  called: readonly Called[],
  of: (id: MemberId | null) => Attendee | undefined,
): Meeting {
  return {
    id: row.id,
    councilId: row.council_id,
    seriesId: row.series_id ?? undefined,
    title: row.title,
    body: row.body as Body,
    on: row.starts_on,
    at: row.starts_time,
    lengthMinutes: row.length_minutes,
    place: row.place,
    link: row.link,
    offices: { chair: of(row.chair_id), secretary: of(row.secretary_id), approver: of(row.approver_id) },
    called: called.toSorted(
      (one, other) => swedishOrder(one.title, other.title) || (one.memberId < other.memberId ? -1 : 1),
    ),
    calledAt: row.called_at ?? undefined,
    moved:
      row.moved_from_on && row.moved_from_time
        ? { on: row.moved_from_on, at: row.moved_from_time, why: row.moved_why }
        : undefined,
    cancelled: row.cancelled_at ? { at: row.cancelled_at, why: row.cancelled_why } : undefined,
    sequence: row.sequence,
    createdBy: { tenantId: row.created_by_tenant, aadObjectId: row.created_by_aad },
    createdAt: row.created_at,
    version: row.version,
  }
}

function toRow(meeting: Meeting): Row {
  const { moved, cancelled, offices } = meeting
  return {
    id: meeting.id,
    council_id: meeting.councilId,
    series_id: meeting.seriesId ?? null,
    title: meeting.title,
    body: meeting.body,
    starts_on: meeting.on,
    starts_time: meeting.at,
    length_minutes: meeting.lengthMinutes,
    place: meeting.place,
    link: meeting.link,
    chair_id: offices.chair?.memberId ?? null,
    secretary_id: offices.secretary?.memberId ?? null,
    approver_id: offices.approver?.memberId ?? null,
    called_at: meeting.calledAt ?? null,
    moved_from_on: moved?.on ?? null,
    moved_from_time: moved?.at ?? null,
    moved_why: moved?.why ?? nothingWritten,
    cancelled_at: cancelled?.at ?? null,
    cancelled_why: cancelled?.why ?? nothingWritten,
    sequence: meeting.sequence,
    created_by_tenant: meeting.createdBy.tenantId,
    created_by_aad: meeting.createdBy.aadObjectId,
    created_at: meeting.createdAt,
    version: meeting.version,
  }
}

const calledRow = (meeting: Meeting, one: Called): Tables['meeting_called'] => ({
  meeting_id: meeting.id,
  member_id: one.memberId,
  council_id: meeting.councilId,
  answer: one.answer,
  why: one.why,
  substitute_id: one.substitute?.memberId ?? null,
  answered_at: one.answeredAt ?? null,
})

/** Saves new meetings and who is called to them. */
export async function insertMeetings(tx: DatabaseTransaction, meetings: readonly Meeting[]): Promise<void> {
  const rows = meetings.map(toRow)
  for (let from = 0; from < rows.length; from += atOnce / 2)
    await tx
      .insertInto('meetings')
      .values(rows.slice(from, from + atOnce / 2))
      .execute()
  await insertCalled(
    tx,
    meetings.flatMap((meeting) => meeting.called.map((one) => calledRow(meeting, one))),
  )
}

async function insertCalled(
  tx: DatabaseTransaction,
  rows: readonly Tables['meeting_called'][],
): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insertInto('meeting_called')
      .values(rows.slice(from, from + atOnce))
      .execute()
}

/**
 * Saves the next state of a meeting, and who is called with what they have said, if nobody else did since it was read.
 * Throws Refusal('changedMeanwhile') otherwise, and nothing is saved. Answers given meanwhile stand, unless `anew`: then
 * everybody is asked anew.
 */
export async function updateMeeting(
  tx: DatabaseTransaction,
  before: Meeting,
  after: Meeting,
  anew = false,
): Promise<void> {
  const { id, council_id, version, ...columns } = toRow(after)
  const result = await tx
    .updateTable('meetings')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
  const wanted = new Set(after.called.map(({ memberId }) => memberId))
  const known = new Set(before.called.map(({ memberId }) => memberId))
  for (const { memberId } of before.called.filter(({ memberId }) => !wanted.has(memberId)))
    await tx
      .deleteFrom('meeting_called')
      .where('meeting_id', '=', id)
      .where('member_id', '=', memberId)
      .execute()
  const added = after.called.filter(({ memberId }) => !known.has(memberId))
  await insertCalled(
    tx,
    added.map((one) => calledRow(after, one)),
  )
  if (anew)
    await tx
      .updateTable('meeting_called')
      .set({ answer: 'none', why: nothingWritten, substitute_id: null, answered_at: null })
      .where('meeting_id', '=', id)
      .execute()
}

/**
 * Saves what somebody who is called has said. Throws Refusal('changedMeanwhile') when the meeting itself changed since
 * it was read: an answer is to one day and time.
 */
export async function saveAnswer(tx: DatabaseTransaction, meeting: Meeting, said: Called): Promise<void> {
  const { meeting_id, member_id, council_id, ...columns } = calledRow(meeting, said)
  const result = await tx
    .updateTable('meeting_called')
    .set(columns)
    .where('meeting_id', '=', meeting_id)
    .where('member_id', '=', member_id)
    .where('council_id', '=', council_id)
    .executeTakeFirst()
  // Read after the write: who moves the meeting asks everybody anew, and so waits for this row, or has had it before us.
  const now = await tx
    .selectFrom('meetings')
    .select('version')
    .where('id', '=', meeting_id)
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) !== 1 || now?.version !== meeting.version)
    throw new Refusal('changedMeanwhile')
}

/** One meeting of a council, or undefined when the council has no such one. */
export async function findMeeting(
  db: Database,
  councilId: CouncilId,
  id: MeetingId,
): Promise<Meeting | undefined> {
  const row = await db
    .selectFrom('meetings')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && (await toMeetings(db, councilId, [row]))[0]
}

/** The meetings of a series from a day on that are not cancelled, in order. */
export async function restOfSeries(
  db: Database,
  councilId: CouncilId,
  seriesId: SeriesId,
  from: LocalDate,
): Promise<readonly Meeting[]> {
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('series_id', '=', seriesId)
    .where('starts_on', '>=', from)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_on')
    .orderBy('starts_time')
    .execute()
  return toMeetings(db, councilId, rows)
}
