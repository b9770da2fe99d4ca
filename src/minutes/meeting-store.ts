import type { Database, DatabaseTransaction, Tables } from '../database/index.ts'
import {
  type Attendee,
  type Body,
  type Called,
  type Meeting,
  type MeetingSettings,
  usualSettings,
} from '../meetings/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, MeetingId, MemberId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** What minutes need to know of meetings, in this one file. */

/** A meeting of a council; undefined when it has no such one. */
export async function meetingOf(
  db: Database,
  councilId: CouncilId,
  id: MeetingId,
): Promise<Meeting | undefined> {
  const row = await meetings(db, councilId).where('id', '=', id).executeTakeFirst()
  return row && (await toMeeting(db, row))
}

/** The meetings of a council on a day that were not cancelled, in their order. */
export async function meetingsOn(
  db: Database,
  councilId: CouncilId,
  on: LocalDate,
): Promise<readonly Meeting[]> {
  const rows = await meetings(db, councilId)
    .where('starts_on', '=', on)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_time')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map((row) => toMeeting(db, row)))
}

/** The last meeting up to and with a day, and the first one after it; cancelled ones do not count. */
export async function meetingsAround(
  db: Database,
  councilId: CouncilId,
  day: LocalDate,
): Promise<{ readonly last: Meeting | undefined; readonly next: Meeting | undefined }> {
  const held = () => meetings(db, councilId).where('cancelled_at', 'is', null)
  const last = await held()
    .where('starts_on', '<=', day)
    .orderBy('starts_on', 'desc')
    .orderBy('starts_time', 'desc')
    .limit(1)
    .executeTakeFirst()
  const next = await held()
    .where('starts_on', '>', day)
    .orderBy('starts_on')
    .orderBy('starts_time')
    .limit(1)
    .executeTakeFirst()
  return { last: last && (await toMeeting(db, last)), next: next && (await toMeeting(db, next)) }
}

/** The next meeting of the same body after one; undefined when none is planned. */
export async function meetingAfter(
  db: Database,
  { councilId, body, on }: Pick<Meeting, 'councilId' | 'body' | 'on'>,
): Promise<Pick<Meeting, 'on' | 'at'> | undefined> {
  const row = await meetings(db, councilId)
    .where('cancelled_at', 'is', null)
    .where('body', '=', body)
    .where('starts_on', '>', on)
    .orderBy('starts_on')
    .orderBy('starts_time')
    .limit(1)
    .executeTakeFirst()
  return row && { on: row.starts_on, at: row.starts_time }
}

/** The agenda's items of a meeting that were not removed, in their order. */
export async function agendaOf(db: Database, councilId: CouncilId, id: MeetingId) {
  return db
    .selectFrom('agenda_items')
    .select(['id', 'kind', 'title'])
    .where('council_id', '=', councilId)
    .where('meeting_id', '=', id)
    .where('removed', '=', 0)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** When a council's summaries go out. */
export async function summariesOf(db: Database, councilId: CouncilId): Promise<MeetingSettings['summaries']> {
  const row = await db
    .selectFrom('meeting_settings')
    .select('summaries')
    .where('council_id', '=', councilId)
    .executeTakeFirst()
  return row ? (row.summaries as MeetingSettings['summaries']) : usualSettings.summaries
}

/**
 * Makes a member the approver of a meeting's minutes: often elected at the meeting itself. Throws
 * Refusal('changedMeanwhile') when the meeting was changed since it was read.
 */
export async function appointApprover(
  tx: DatabaseTransaction,
  { id, councilId, version }: Meeting,
  approver: MemberId,
): Promise<void> {
  const result = await tx
    .updateTable('meetings')
    .set({ approver_id: approver, version: version + 1 })
    .where('id', '=', id)
    .where('council_id', '=', councilId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) !== 1) throw new Refusal('changedMeanwhile')
}

/** The titles of members of a council, also of those who have left, by their ids. */
export async function titlesOf(
  db: Database,
  councilId: CouncilId,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<string, string>> {
  const known = await attendees(db, councilId, ids)
  return new Map([...known].map(([id, { title }]) => [id, title]))
}

function meetings(db: Database, councilId: CouncilId) {
  return db.selectFrom('meetings').selectAll().where('council_id', '=', councilId)
}

async function toMeeting(db: Database, row: Tables['meetings']): Promise<Meeting> {
  const rows = await db
    .selectFrom('meeting_called')
    .selectAll()
    .where('council_id', '=', row.council_id)
    .where('meeting_id', '=', row.id)
    .execute()
  const ids = [row.chair_id, row.secretary_id, row.approver_id]
  for (const { member_id, substitute_id } of rows) ids.push(member_id, substitute_id)
  const known = await attendees(
    db,
    row.council_id,
    ids.filter((id) => id !== null),
  )
  const of = (id: MemberId | null) => (id === null ? undefined : known.get(id))
  const called = rows.flatMap((one): readonly Called[] => {
    const attendee = of(one.member_id)
    if (!attendee) return []
    const { why, answered_at } = one
    return [
      {
        ...attendee,
        answer: one.answer as Called['answer'],
        why,
        substitute: of(one.substitute_id),
        answeredAt: answered_at ?? undefined,
      },
    ]
  })
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
    called: called.toSorted((one, other) => (one.title < other.title ? -1 : 1)),
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

async function attendees(
  db: Database,
  councilId: CouncilId,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, Attendee>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('members as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select(['m.id as id', 'm.tenant_id as tenant', 'm.aad_object_id as aad', 'm.title as title'])
    .select(['o.id as organisation', 'o.name_sv as sv', 'o.name_en as en'])
    .where('m.council_id', '=', councilId)
    .where('m.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.map(({ id, tenant, aad, title, organisation, sv, en }) => [
      id,
      {
        memberId: id,
        person: { tenantId: tenant, aadObjectId: aad },
        title,
        organisation: { id: organisation, name: { sv, en } },
      },
    ]),
  )
}
