import { createHash } from 'node:crypto'
import type { Member } from '../chat/index.ts'
import { councilOf } from '../councils/index.ts'
import type { Database, World } from '../database/index.ts'
import {
  agendaItemsOf,
  attendees,
  endsAt,
  findMeeting,
  type Meeting,
  maySee,
  meetingAfter,
  meetingSettings,
  meetingsAround,
  meetingsOn,
  startsAt,
} from '../meetings/index.ts'
import { minuteMs, plusMs } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { decisionsOf } from './decision-store.ts'
import {
  isBeingWritten,
  type Minutes,
  type MinutesBook,
  maySeeDraft,
  mayWrite,
  withoutSection,
} from './minutes.ts'
import { attendancesOf, findMinutes, sectionsOf, versionsOf } from './store.ts'
import { type WrittenMinutes, written } from './written-minutes.ts'

/** The meeting, when this person may see it. Throws Refusal('notFound') otherwise. */
export async function seenMeeting(world: World, who: Member, id: MeetingId): Promise<Meeting> {
  const meeting = await findMeeting(world.db, who.councilId, id)
  if (!meeting || !maySee(who, meeting)) throw new Refusal('notFound')
  return meeting
}

/** Everything in a meeting's minutes as they are now; undefined before they are begun. */
export async function bookOf(db: Database, meeting: Meeting): Promise<MinutesBook | undefined> {
  const of = { councilId: meeting.councilId, meetingId: meeting.id }
  const minutes = await findMinutes(db, of)
  if (!minutes) return undefined
  const sections = await sectionsOf(db, of)
  const items = isBeingWritten(minutes) ? await agendaItemsOf(db, of.councilId, meeting.id) : []
  return {
    meeting,
    minutes,
    sections,
    attendances: await attendancesOf(db, of),
    decisions: await decisionsOf(db, of),
    waiting: withoutSection(items, sections),
  }
}

/** The book of minutes that this person writes. Throws Refusal: notFound, notAllowed. */
export async function writableBook(world: World, who: Member, id: MeetingId): Promise<MinutesBook> {
  const meeting = await seenMeeting(world, who, id)
  if (!mayWrite(who, meeting)) throw new Refusal('notAllowed')
  const book = await bookOf(world.db, meeting)
  if (!book) throw new Refusal('notFound')
  return book
}

/** The paper of a book as it would be approved now. */
export async function paperNow(db: Database, book: MinutesBook): Promise<WrittenMinutes> {
  const { councilId } = book.meeting
  const owners = book.decisions.flatMap(({ ownerId }) => (ownerId ? [ownerId] : []))
  const known = await attendees(db, councilId, owners)
  const titles = new Map([...known].map(([id, { title }]) => [id, title]))
  const council = await councilOf(db, councilId)
  const next = await meetingAfter(db, book.meeting)
  return written(book, council?.name ?? '', titles, next ?? null)
}

/** A paper word for word, and what tells it from every other: the SHA-256 of that, in hexadecimal. */
export function frozen(paper: WrittenMinutes): { readonly text: string; readonly hash: string } {
  const text = JSON.stringify(paper)
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') }
}

/** A paper that may be read, and the minutes it is of. */
export interface ReadPaper {
  readonly meeting: Meeting
  readonly minutes: Minutes
  readonly paper: WrittenMinutes
  /** What it is told by: the hash that was approved, or of the draft as it is now. */
  readonly hash: string
  readonly isDraft: boolean
}

/**
 * The latest paper of a meeting that everybody may read: what was approved last, or, when the council tells at once,
 * what was sent for approval. Undefined when there is none yet.
 */
export async function publishedPaper(world: World, meeting: Meeting): Promise<ReadPaper | undefined> {
  const versions = await versionsOf(world.db, { councilId: meeting.councilId, meetingId: meeting.id })
  const [latest] = versions
  const approved = versions.find((version) => version.approved)
  if (approved) return approvedPaper(meeting, approved)
  const atOnce = latest?.sentAt && (await tellsAtOnce(world.db, meeting.councilId))
  return atOnce ? draftPaper(world, meeting) : undefined
}

/** Whether a council's summaries go out before the minutes are approved, as drafts. */
export async function tellsAtOnce(db: Database, councilId: CouncilId): Promise<boolean> {
  return (await meetingSettings(db, councilId)).summaries === 'atOnce'
}

/**
 * The paper this person may read: who writes and who approves read the draft, everybody else what is published. Undefined
 * when there is none yet.
 */
export async function paperFor(world: World, who: Member, meeting: Meeting): Promise<ReadPaper | undefined> {
  const published = await publishedPaper(world, meeting)
  if (!maySeeDraft(who, meeting)) return published
  const draft = await draftPaper(world, meeting)
  return draft?.minutes.approved ? approvedPaper(meeting, draft.minutes) : (draft ?? published)
}

/** What was approved, word for word. */
function approvedPaper(meeting: Meeting, minutes: Minutes): ReadPaper {
  const hash = minutes.approved?.hash ?? ''
  return { meeting, minutes, paper: JSON.parse(minutes.text) as WrittenMinutes, hash, isDraft: false }
}

async function draftPaper(world: World, meeting: Meeting): Promise<ReadPaper | undefined> {
  const book = await bookOf(world.db, meeting)
  if (!book) return undefined
  const paper = await paperNow(world.db, book)
  return { meeting, minutes: book.minutes, paper, hash: frozen(paper).hash, isDraft: true }
}

/** So long before a meeting, in milliseconds, the minutes meant are those of it and no longer of the one before. */
const earlyMs = 60 * minuteMs

/**
 * The meeting whose minutes are meant now: the one that goes on, else the last that was held, else the next. With a day,
 * the one on that day. Undefined when there is none.
 */
export async function meetingMeant(
  world: World,
  councilId: CouncilId,
  on?: LocalDate,
): Promise<Meeting | undefined> {
  const now = world.clock.now()
  if (on) return (await meetingsOn(world.db, councilId, on))[0]
  const today = await meetingsOn(world.db, councilId, localDate(now))
  const begun = today.filter((meeting) => plusMs(startsAt(meeting), -earlyMs) <= now)
  const going = begun.find((meeting) => endsAt(meeting) >= now) ?? begun.at(-1)
  if (going) return going
  const { last, next } = await meetingsAround(
    world.db,
    councilId,
    localDate(plusMs(now, -24 * 60 * minuteMs)),
  )
  return last ?? today[0] ?? next
}
