import { hasRole, type Member } from '../chat/index.ts'
import type { Checked } from '../shared/checked.ts'
import { type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { CouncilId, MeetingId, MemberId, OrganisationId, SeriesId } from '../shared/ids.ts'
import { type Person, type Role, samePerson } from '../shared/person.ts'
import { type LocalDate, momentAt, plusDays } from '../shared/stockholm.ts'

/** Who meets: the council itself, the group that meets every week, or others. */
export const bodies = ['council', 'operationalGroup', 'other'] as const
export type Body = (typeof bodies)[number]

/** What somebody who was called has said. */
export const answers = ['none', 'coming', 'notComing', 'substitute'] as const
export type Answer = (typeof answers)[number]

/** What somebody does in a meeting besides being there. The approver (justerare) approves the minutes. */
export const offices = ['chair', 'secretary', 'approver'] as const
export type Office = (typeof offices)[number]

interface Named {
  readonly sv: string
  readonly en: string
}

/** A member as a meeting knows them. Somebody who has left the council is still told by title. */
export interface Attendee {
  readonly memberId: MemberId
  readonly person: Person
  readonly title: string
  readonly organisation: { readonly id: OrganisationId; readonly name: Named }
}

/** Somebody who is called to a meeting, and what they have said. */
export interface Called extends Attendee {
  readonly answer: Answer
  /** Why they do not come; may be empty. */
  readonly why: Checked
  /** Who comes for them. */
  readonly substitute: Attendee | undefined
  readonly answeredAt: Instant | undefined
}

/**
 * A meeting. Its day and time are Swedish, as people agreed on them: the moment follows from them, also over a change of
 * the clocks.
 */
export interface Meeting {
  readonly id: MeetingId
  readonly councilId: CouncilId
  readonly seriesId: SeriesId | undefined
  readonly title: Checked
  readonly body: Body
  readonly on: LocalDate
  /** The Swedish time of day, `13:00`. */
  readonly at: string
  readonly lengthMinutes: number
  readonly place: Checked
  /** An https address that opens the online meeting; empty when there is none. */
  readonly link: string
  readonly offices: Readonly<Record<Office, Attendee | undefined>>
  /** Everybody who is called, in the order of the council's list. */
  readonly called: readonly Called[]
  /** When the call was sent; undefined as long as it is only planned. */
  readonly calledAt: Instant | undefined
  /** Why it was moved the last time, and from when; undefined when it never was. */
  readonly moved: { readonly on: LocalDate; readonly at: string; readonly why: Checked } | undefined
  readonly cancelled: { readonly at: Instant; readonly why: Checked } | undefined
  /** How many times those who were called had to be told of a change: SEQUENCE of RFC 5545. */
  readonly sequence: number
  readonly createdBy: Person
  readonly createdAt: Instant
  /** Grows by one at every change of the meeting itself; an answer is its own. */
  readonly version: number
}

/** What a form says of a meeting. */
export type Planned = Pick<
  Meeting,
  'title' | 'body' | 'on' | 'at' | 'lengthMinutes' | 'place' | 'link' | 'offices'
> & { readonly called: readonly Attendee[] }

/** The longest title and place. */
export const titleLimit = 120
/** The longest reason. */
export const whyLimit = 200
/** A meeting is at least a quarter of an hour, and at most a day's work. */
export const lengths = { least: 15, most: 600 } as const

/** Who may see meetings: every member. */
export const reading: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair', 'registrar']
/** Who may plan, move and cancel meetings, and send the call. */
export const planning: readonly Role[] = ['coordinator', 'chair']
/** Who may propose an item for the agenda. */
export const proposing: readonly Role[] = ['councilMember', 'coordinator', 'chair']

/** When it begins. */
export function startsAt(meeting: Pick<Meeting, 'on' | 'at'>): Instant {
  return momentAt(meeting.on, meeting.at)
}

/** When it is planned to end. */
export function endsAt(meeting: Pick<Meeting, 'on' | 'at' | 'lengthMinutes'>): Instant {
  return plusMs(startsAt(meeting), meeting.lengthMinutes * minuteMs)
}

/** Planned, and not yet over. */
export function isComing(meeting: Meeting, now: Instant): boolean {
  return meeting.cancelled === undefined && endsAt(meeting) > now
}

/** Whether the agenda is locked: so many days before the day of the meeting. What is added later says so. */
export function isLocked(meeting: Pick<Meeting, 'on'>, lockDays: number, today: LocalDate): boolean {
  return today >= plusDays(meeting.on, -lockDays)
}

/** Who was called as this person; undefined when they were not. */
export function calledAs(meeting: Meeting, person: Person): Called | undefined {
  return meeting.called.find((one) => samePerson(one.person, person))
}

/** Who comes for somebody else as this person. */
export function substitutesFor(meeting: Meeting, person: Person): readonly Called[] {
  return meeting.called.filter(
    ({ answer, substitute }) =>
      answer === 'substitute' && substitute !== undefined && samePerson(substitute.person, person),
  )
}

/** Who may see a meeting: every member of its council. */
export function maySee(who: Member, meeting: Pick<Meeting, 'councilId'>): boolean {
  return who.councilId === meeting.councilId && hasRole(who, reading)
}

/** Who may change a meeting: the coordinators, the council's chair, and its own chair and secretary. */
export function mayPlan(who: Member, meeting: Meeting): boolean {
  return (
    who.councilId === meeting.councilId &&
    (hasRole(who, planning) || holdsOffice(who, meeting, ['chair', 'secretary']))
  )
}

/** Whether somebody holds one of these offices in a meeting. */
export function holdsOffice(who: Member, meeting: Meeting, wanted: readonly Office[]): boolean {
  return (
    who.councilId === meeting.councilId &&
    wanted.some((office) => {
      const holder = meeting.offices[office]
      return holder !== undefined && samePerson(holder.person, who.person)
    })
  )
}
