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
  SeriesId,
} from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** The tables of meetings: who is called, what is on the agenda, what was said and decided. */
export interface MeetingTables {
  /** What a council has decided about its meetings; without a row the usual holds. `offsets` is JSON. */
  meeting_settings: {
    council_id: CouncilId
    lock_days: number
    quorum_kind: string
    quorum_count: number
    offsets: string
    summaries: string
  }
  /** `rule` is an RRULE of RFC 5545; `planned_to` the last day up to which its meetings have been made. */
  meeting_series: {
    id: SeriesId
    council_id: CouncilId
    rule: string
    starts_on: LocalDate
    starts_time: string
    /** How many days from what the rule says it meets, since the rest of it was moved. */
    shift_days: number
    planned_to: LocalDate
    ended_at: Instant | null
    created_at: Instant
    version: number
  }
  meetings: {
    id: MeetingId
    council_id: CouncilId
    series_id: SeriesId | null
    title: Checked
    body: string
    starts_on: LocalDate
    starts_time: string
    length_minutes: number
    place: Checked
    link: string
    chair_id: MemberId | null
    secretary_id: MemberId | null
    approver_id: MemberId | null
    called_at: Instant | null
    moved_from_on: LocalDate | null
    moved_from_time: string | null
    moved_why: Checked
    cancelled_at: Instant | null
    cancelled_why: Checked
    sequence: number
    created_by_tenant: string
    created_by_aad: string
    created_at: Instant
    version: number
  }
  meeting_called: {
    meeting_id: MeetingId
    member_id: MemberId
    council_id: CouncilId
    answer: string
    why: Checked
    substitute_id: MemberId | null
    answered_at: Instant | null
  }
  agenda_items: {
    id: AgendaItemId
    council_id: CouncilId
    meeting_id: MeetingId
    position: number
    kind: string
    title: Checked
    note: Checked
    minutes: number
    presenter: Checked
    purpose: string
    registry_number: Checked
    proposed_by_tenant: string | null
    proposed_by_aad: string | null
    added_late: number
    removed: number
    version: number
  }
  minutes: {
    meeting_id: MeetingId
    number: number
    council_id: CouncilId
    state: string
    open_section_id: SectionId | null
    began_at: Instant
    ended_at: Instant | null
    sent_at: Instant | null
    change_asked: Checked
    approved_by: MemberId | null
    approved_title: string
    approved_at: Instant | null
    hash: string
    /** JSON of what was approved; every free text in it was checked when it was written. */
    text: string
    why: Checked
    /** The rows of `attendances` of who led the meeting and who kept the minutes, when it was said. */
    led_by: string | null
    noted_by: string | null
    version: number
  }
  minute_sections: {
    id: SectionId
    meeting_id: MeetingId
    council_id: CouncilId
    agenda_item_id: AgendaItemId | null
    number: number
    kind: string
    heading: Checked
    text: Checked
    version: number
  }
  attendances: {
    id: string
    meeting_id: MeetingId
    council_id: CouncilId
    member_id: MemberId | null
    title: Checked
    organisation: string
    presence: string
    until_section: number | null
    version: number
  }
  decisions: {
    id: DecisionId
    council_id: CouncilId
    meeting_id: MeetingId
    section_id: SectionId
    text: Checked
    owner_id: MemberId | null
    due_on: LocalDate | null
    action_id: ActionId | null
    made_by_tenant: string
    made_by_aad: string
    made_at: Instant
    withdrawn_at: Instant | null
    version: number
  }
  /** The private calendar of a person (`tenantId/aadObjectId`): `hash` is the SHA-256 of what stands in its address. */
  calendar_links: { person: string; hash: string; locale: string; made_at: Instant }
}
