import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type {
  ActionId,
  AgendaItemId,
  CouncilId,
  DecisionId,
  MeetingId,
  MemberId,
  SectionId,
} from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
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
  readonly title: Checked
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
  readonly version: number
}

/** The longest texts. */
export const minutesLimits = { heading: 160, text: 4_000, decision: 500, title: 80, why: 300 } as const
