import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import type { ItemKind } from '../meetings/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, MeetingId, SectionId } from '../shared/ids.ts'
import type { Attendance, Minutes, MinutesState, Presence, Section } from './minutes.ts'

/** Whose minutes: every query says the council. */
export interface OfMeeting {
  readonly councilId: CouncilId
  readonly meetingId: MeetingId
}

/** Every version of a meeting's minutes, the latest first. */
export async function versionsOf(db: Database, of: OfMeeting): Promise<readonly Minutes[]> {
  const rows = await db
    .selectFrom('minutes')
    .selectAll()
    .where('council_id', '=', of.councilId)
    .where('meeting_id', '=', of.meetingId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(toMinutes)
}

/** The latest version of a meeting's minutes; undefined before they are begun. */
export async function findMinutes(db: Database, of: OfMeeting): Promise<Minutes | undefined> {
  return (await versionsOf(db, of))[0]
}

/** The minutes of a council where a § is open now, those begun last first. */
export async function minutesWithOpenSection(
  db: Database,
  councilId: CouncilId,
): Promise<readonly Minutes[]> {
  const rows = await db
    .selectFrom('minutes')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('open_section_id', 'is not', null)
    .where('state', 'in', ['draft', 'changeAsked'])
    .orderBy('began_at', 'desc')
    .orderBy('meeting_id')
    .limit(10)
    .execute()
  return rows.map(toMinutes)
}

/** Saves a new version, unless somebody was faster: true for one only. */
export async function insertMinutes(tx: DatabaseTransaction, minutes: Minutes): Promise<boolean> {
  const result = await tx
    .insertInto('minutes')
    .values(toRow(minutes))
    .onConflict((conflict) => conflict.columns(['meeting_id', 'number']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1
}

/** Saves the next state of minutes, if nobody else did since. Throws Refusal('changedMeanwhile') otherwise. */
export async function updateMinutes(
  tx: DatabaseTransaction,
  before: Minutes,
  after: Minutes,
): Promise<Minutes> {
  const saved = { ...after, version: before.version + 1 }
  const { meeting_id, number, council_id, ...columns } = toRow(saved)
  const result = await tx
    .updateTable('minutes')
    .set(columns)
    .where('meeting_id', '=', before.meetingId)
    .where('council_id', '=', before.councilId)
    .where('number', '=', before.number)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
  return saved
}

/**
 * Holds minutes for the rest of a transaction as long as something may be written in them: who sends them for approval
 * waits, and what is written after that is refused. Throws Refusal('closed') then.
 */
export async function holdOpen(tx: DatabaseTransaction, minutes: Minutes): Promise<void> {
  const result = await tx
    .updateTable('minutes')
    .set({ began_at: minutes.beganAt })
    .where('meeting_id', '=', minutes.meetingId)
    .where('council_id', '=', minutes.councilId)
    .where('number', '=', minutes.number)
    .where('state', 'in', ['draft', 'changeAsked'])
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) !== 1) throw new Refusal('closed')
}

/** The §§ of a meeting, in their order. */
export async function sectionsOf(db: Database, of: OfMeeting): Promise<readonly Section[]> {
  const rows = await db
    .selectFrom('minute_sections')
    .selectAll()
    .where('council_id', '=', of.councilId)
    .where('meeting_id', '=', of.meetingId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    agendaItemId: row.agenda_item_id ?? undefined,
    number: row.number,
    kind: row.kind as ItemKind,
    heading: row.heading,
    text: row.text,
    version: row.version,
  }))
}

/** The meeting that a § of a council belongs to; undefined when the council has no such §. */
export async function meetingOfSection(
  db: Database,
  councilId: CouncilId,
  id: SectionId,
): Promise<MeetingId | undefined> {
  const row = await db
    .selectFrom('minute_sections')
    .select('meeting_id')
    .where('council_id', '=', councilId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.meeting_id
}

export async function insertSections(
  tx: DatabaseTransaction,
  of: OfMeeting,
  sections: readonly Section[],
): Promise<void> {
  if (sections.length === 0) return
  const rows = sections.map((section) => ({
    id: section.id,
    meeting_id: of.meetingId,
    council_id: of.councilId,
    agenda_item_id: section.agendaItemId ?? null,
    number: section.number,
    kind: section.kind,
    heading: section.heading,
    text: section.text,
    version: section.version,
  }))
  await tx.insertInto('minute_sections').values(rows).execute()
}

/** Saves what is written in a §, if it still is as it was read; false when somebody wrote there since, and nothing is saved. */
export async function updateSection(
  tx: DatabaseTransaction,
  of: OfMeeting,
  before: Section,
  { heading, text }: Pick<Section, 'heading' | 'text'>,
): Promise<boolean> {
  const result = await tx
    .updateTable('minute_sections')
    .set({ heading, text, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', of.councilId)
    .where('meeting_id', '=', of.meetingId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Who took part in a meeting and how, in the order they were written. */
export async function attendancesOf(db: Database, of: OfMeeting): Promise<readonly Attendance[]> {
  const rows = await db
    .selectFrom('attendances as a')
    .leftJoin('members as m', 'm.id', 'a.member_id')
    .selectAll('a')
    .select('m.title as memberTitle')
    .where('a.council_id', '=', of.councilId)
    .where('a.meeting_id', '=', of.meetingId)
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      memberId: row.member_id ?? undefined,
      title: row.memberTitle ?? row.title,
      organisation: row.organisation,
      presence: row.presence as Presence,
      until: row.until_section ?? undefined,
      version: row.version,
    }))
    .toSorted((one, other) => one.title.localeCompare(other.title, 'sv') || (one.id < other.id ? -1 : 1))
}

/** Adds people to the list; a member is called by the title they have, anybody else by `inWords`. */
export async function insertAttendances(
  tx: DatabaseTransaction,
  of: OfMeeting,
  attendances: readonly Attendance[],
  inWords: Checked = nothingWritten,
): Promise<void> {
  if (attendances.length === 0) return
  const rows = attendances.map((one) => ({
    id: one.id,
    meeting_id: of.meetingId,
    council_id: of.councilId,
    member_id: one.memberId ?? null,
    title: inWords,
    organisation: one.organisation,
    presence: one.presence,
    until_section: one.until ?? null,
    version: one.version,
  }))
  for (let from = 0; from < rows.length; from += 100)
    await tx
      .insertInto('attendances')
      .values(rows.slice(from, from + 100))
      .execute()
}

/** Saves how somebody took part. Throws Refusal('changedMeanwhile') when somebody else noted it since it was read. */
export async function updateAttendance(
  tx: DatabaseTransaction,
  of: OfMeeting,
  before: Attendance,
  { presence, until }: Pick<Attendance, 'presence' | 'until'>,
): Promise<void> {
  const result = await tx
    .updateTable('attendances')
    .set({ presence, until_section: until ?? null, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', of.councilId)
    .where('meeting_id', '=', of.meetingId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
}

function toMinutes(row: Tables['minutes']): Minutes {
  const { approved_by, approved_at } = row
  return {
    councilId: row.council_id,
    meetingId: row.meeting_id,
    number: row.number,
    state: row.state as MinutesState,
    openSectionId: row.open_section_id ?? undefined,
    beganAt: row.began_at,
    endedAt: row.ended_at ?? undefined,
    sentAt: row.sent_at ?? undefined,
    changeAsked: row.change_asked,
    approved:
      approved_by && approved_at
        ? { by: approved_by, title: row.approved_title, at: approved_at, hash: row.hash }
        : undefined,
    text: row.text,
    why: row.why,
    ledBy: row.led_by ?? undefined,
    notedBy: row.noted_by ?? undefined,
    version: row.version,
  }
}

function toRow(minutes: Minutes): Tables['minutes'] {
  const { approved } = minutes
  return {
    meeting_id: minutes.meetingId,
    number: minutes.number,
    council_id: minutes.councilId,
    state: minutes.state,
    open_section_id: minutes.openSectionId ?? null,
    began_at: minutes.beganAt,
    ended_at: minutes.endedAt ?? null,
    sent_at: minutes.sentAt ?? null,
    change_asked: minutes.changeAsked,
    approved_by: approved?.by ?? null,
    approved_title: approved?.title ?? '',
    approved_at: approved?.at ?? null,
    hash: approved?.hash ?? '',
    text: minutes.text,
    why: minutes.why,
    led_by: minutes.ledBy ?? null,
    noted_by: minutes.notedBy ?? null,
    version: minutes.version,
  }
}
