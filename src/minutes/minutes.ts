import type { Member } from '../chat/index.ts'
import {
  type AgendaItem,
  holdsOffice,
  type ItemKind,
  type Meeting,
  mayPlan,
  maySee,
  numbered,
} from '../meetings/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import {
  type ActionId,
  type AgendaItemId,
  type CouncilId,
  type DecisionId,
  type MeetingId,
  type MemberId,
  newId,
  type SectionId,
} from '../shared/ids.ts'
import type { Person, Role } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** Where minutes are on their way. What was approved is never changed: a correction is a new version. */
export const minutesStates = ['draft', 'sent', 'changeAsked', 'approved'] as const
export type MinutesState = (typeof minutesStates)[number]

/** How somebody took part. `coOpted` is adjungerad: there to speak, not to decide. */
export const presences = ['present', 'absent', 'substitute', 'coOpted'] as const
export type Presence = (typeof presences)[number]

/** Somebody's part in a meeting: a member, or one who was there in words ("Representant för MMO"), never by name. */
export interface Attendance {
  readonly id: string
  readonly memberId: MemberId | undefined
  readonly title: string
  readonly organisation: string
  readonly presence: Presence
  /** The last § they took part in; undefined when they stayed. */
  readonly until: number | undefined
  readonly version: number
}

/** One § of the minutes. Two who write in different ones do not meet; in the same one the version tells. */
export interface Section {
  readonly id: SectionId
  readonly agendaItemId: AgendaItemId | undefined
  /** The § number. */
  readonly number: number
  /** What it is called by when it has no heading of its own. */
  readonly kind: ItemKind
  readonly heading: Checked
  readonly text: Checked
  readonly version: number
}

/** What was decided in a §. With an owner and a day it is an agreed action as well. */
export interface Decision {
  readonly id: DecisionId
  readonly councilId: CouncilId
  readonly meetingId: MeetingId
  readonly sectionId: SectionId
  readonly text: Checked
  readonly ownerId: MemberId | undefined
  readonly dueOn: LocalDate | undefined
  /** The action it became. */
  readonly actionId: ActionId | undefined
  readonly madeBy: Person
  readonly madeAt: Instant
  readonly withdrawnAt: Instant | undefined
  readonly version: number
}

/** The minutes of a meeting, in one version. */
export interface Minutes {
  readonly councilId: CouncilId
  readonly meetingId: MeetingId
  /** 1, and one more for each correction after an approval. */
  readonly number: number
  readonly state: MinutesState
  /** The § that is being dealt with: what is decided in the chat goes there. */
  readonly openSectionId: SectionId | undefined
  readonly beganAt: Instant
  readonly endedAt: Instant | undefined
  readonly sentAt: Instant | undefined
  /** What the approver wants otherwise. */
  readonly changeAsked: Checked
  /** Who approved it, with what; the hash is the SHA-256 of `text`. */
  readonly approved:
    | { readonly by: MemberId; readonly title: string; readonly at: Instant; readonly hash: string }
    | undefined
  /** What was approved, word for word: JSON of the whole document; empty until then. */
  readonly text: string
  /** Why there is a new version. */
  readonly why: Checked
  /** Which attendance led the meeting, and which kept the minutes, when somebody has said so; `leaderOf` knows the rest. */
  readonly ledBy: string | undefined
  readonly notedBy: string | undefined
  readonly version: number
}

/** The longest texts. */
export const minutesLimits = { heading: 160, text: 4_000, decision: 500, title: 80, why: 300 } as const
/** So many decisions in one §, and so many that are noted in words: more is a slip. */
export const most = { decisionsInSection: 15, attendances: 400 } as const

/** Who may ask for minutes at all: every member. What they then see is `maySeeDraft`. */
export const reading: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair', 'registrar']

/** Who writes the minutes: the meeting's secretary and chair, the council's chair and the coordinators. */
export function mayWrite(who: Member, meeting: Meeting): boolean {
  return mayPlan(who, meeting)
}

/** Who approves them: the approver (justerare) and nobody else. */
export function mayApprove(who: Member, meeting: Meeting): boolean {
  return maySee(who, meeting) && holdsOffice(who, meeting, ['approver'])
}

/** What is not approved yet is read by who writes it and who is to approve it. */
export function maySeeDraft(who: Member, meeting: Meeting): boolean {
  return mayWrite(who, meeting) || mayApprove(who, meeting)
}

/** Whether something may still be written in them. */
export function isBeingWritten(minutes: Minutes): boolean {
  return minutes.state === 'draft' || minutes.state === 'changeAsked'
}

/** Everything that stands in the minutes of a meeting as they are now. */
export interface MinutesBook {
  readonly meeting: Meeting
  readonly minutes: Minutes
  readonly sections: readonly Section[]
  readonly attendances: readonly Attendance[]
  /** In the order they were made, without what was withdrawn. */
  readonly decisions: readonly Decision[]
  /** What has come to the agenda since the minutes were begun and has no § yet; nothing once they are locked. */
  readonly waiting: readonly AgendaItem[]
}

/** The items of an agenda, in their order, that have no § among these. */
export function withoutSection(
  items: readonly AgendaItem[],
  sections: readonly Section[],
): readonly AgendaItem[] {
  const taken = new Set(sections.map(({ agendaItemId }) => agendaItemId))
  return numbered(items).filter(({ id }) => !taken.has(id))
}

/**
 * A § for each of these items, from this number on. A number is never given anew: decisions and actions are known by it
 * ("§ 4"), so what comes to the agenda later gets the next one after the last.
 */
export function sectionsFrom(items: readonly AgendaItem[], first: number): readonly Section[] {
  return items.map(({ id, kind, title }, at) => ({
    id: newId<SectionId>(),
    agendaItemId: id,
    number: first + at,
    kind,
    heading: title,
    text: nothingWritten,
    version: 1,
  }))
}

/** The § that is being dealt with; undefined before the first and after the last. */
export function openSection({ minutes, sections }: Pick<MinutesBook, 'minutes' | 'sections'>) {
  return sections.find(({ id }) => id === minutes.openSectionId)
}

type Leading = Pick<MinutesBook, 'meeting' | 'minutes' | 'attendances'>

/** Who took part in a meeting: any of them may have led it, whatever they are else. */
export function tookPartIn({ attendances }: Pick<MinutesBook, 'attendances'>): readonly Attendance[] {
  return attendances.filter(({ presence }) => presence !== 'absent')
}

/**
 * Who led the meeting: whoever was said to, or else its chair. Only somebody who was there: an absent chair led nothing,
 * and whoever was chosen and is noted absent afterwards did not either. Undefined when it must be said.
 */
export function leaderOf(book: Leading): Attendance | undefined {
  const there = tookPartIn(book)
  const { chair } = book.meeting.offices
  return (
    there.find(({ id }) => id === book.minutes.ledBy) ??
    there.find(({ memberId }) => memberId !== undefined && memberId === chair?.memberId)
  )
}

/** The title of who kept the minutes: whoever was said to, or else the meeting's secretary unless noted absent. */
export function secretaryTitle(book: Leading): string {
  const { secretary } = book.meeting.offices
  const said = tookPartIn(book).find(({ id }) => id === book.minutes.notedBy)
  if (said) return said.title
  const noted = book.attendances.find(
    ({ memberId }) => memberId !== undefined && memberId === secretary?.memberId,
  )
  return secretary && noted?.presence !== 'absent' ? secretary.title : ''
}
