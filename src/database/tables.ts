import type { Kysely, Transaction } from 'kysely'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type {
  AgreementId,
  CategoryId,
  CouncilId,
  FocusAreaId,
  IncidentId,
  JoinRequestId,
  MemberId,
  OrganisationId,
  PlaceId,
} from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { MeetingTables } from './meeting-tables.ts'
import type { WorkTables } from './work-tables.ts'

/**
 * Every table, as both engines hold it. Instants and days are text (so that both engines order them alike), yes and no
 * are 1 and 0, short lists are JSON text. Every row that belongs to a council carries its id.
 */
export interface Tables extends WorkTables, MeetingTables {
  councils: {
    id: CouncilId
    key: string
    name: string
    municipality: string
    /** Where the coordinators' cards go; nothing until the bot is installed in the council's channel. */
    channel_conversation: string | null
    /** JSON: telephone numbers that may stand in texts, as the council's file has them. */
    allowed_numbers: string
    /** When silent reporters are asked whether they have anything to report: 1 Monday … 7 Sunday; null: never. */
    ask_weekday: number | null
    /** The Swedish time of day of that question, `13:00`. */
    ask_at: string
    created_at: Instant
    updated_at: Instant
  }
  accepted_tenants: { council_id: CouncilId; tenant_id: string }
  organisations: { id: OrganisationId; council_id: CouncilId; key: string; name_sv: string; name_en: string }
  members: {
    id: MemberId
    council_id: CouncilId
    tenant_id: string
    aad_object_id: string
    /** What the person is called here: a role or a post ("Kommunpolis"), never a name. */
    title: string
    organisation_id: OrganisationId
    /** JSON: Role[] */
    roles: string
    added_at: Instant
    removed_at: Instant | null
  }
  /** People who have asked to be let into a council: one open row a person and council, and what became of the others. */
  join_requests: {
    id: JoinRequestId
    council_id: CouncilId
    tenant_id: string
    aad_object_id: string
    /** What the person says they do: a role, as a member's title. */
    title: Checked
    organisation_id: OrganisationId
    asked_at: Instant
    version: number
    state: 'asked' | 'approved' | 'declined'
    /** `tenantId/aadObjectId` */
    decided_by: string | null
    decided_at: Instant | null
    role: string | null
    /** What the coordinator wrote to the person who was declined. */
    reason: Checked
  }
  agreements: {
    id: AgreementId
    council_id: CouncilId
    key: string
    title: string
    purpose: string
    /** JSON: { name, signedBy }[] */
    parties: string
    follow_up: string
    /** What an agreement must also describe; empty when this one does not. */
    causes: string
    goals: string
    documentation: string
    registry_number: string | null
    valid_from: LocalDate
    valid_to: LocalDate | null
  }
  focus_areas: {
    id: FocusAreaId
    council_id: CouncilId
    agreement_id: AgreementId
    key: string
    name_sv: string
    name_en: string
    description: string
    /** JSON: category keys that belong here. */
    categories: string
    /** JSON: areas of town it is limited to; empty means the whole municipality. */
    areas: string
    valid_from: LocalDate
    valid_to: LocalDate | null
    /** The order in which the agreement names them. */
    position: number
  }
  places: {
    id: PlaceId
    council_id: CouncilId
    key: string
    name: string
    area: string
    /** JSON: string[] */
    synonyms: string
    retired_at: Instant | null
  }
  categories: {
    id: CategoryId
    council_id: CouncilId
    key: string
    name_sv: string
    name_en: string
    /** JSON: string[] */
    synonyms: string
    position: number
    retired_at: Instant | null
  }
  counters: { council_id: CouncilId; kind: string; year: number; last: number }
  incidents: {
    id: IncidentId
    council_id: CouncilId
    number: string
    reporter_tenant: string
    reporter_aad: string
    organisation_id: OrganisationId
    category_id: CategoryId
    place_id: PlaceId | null
    place_text: Checked | null
    occurred_at: Instant
    text: Checked
    impact: number
    certainty: string
    recurring: string
    police_reported: string
    immediate_action: Checked
    focus_area_id: FocusAreaId | null
    status: string
    assessment_note: Checked
    linked_to: IncidentId | null
    outcome: Checked
    outcome_kind: string | null
    helped: string | null
    training: number
    reported_at: Instant
    published_at: Instant | null
    closed_at: Instant | null
    withdrawn_at: Instant | null
    version: number
  }
  /** Somebody's word that a week was calm. */
  zero_reports: {
    id: string
    council_id: CouncilId
    reporter_tenant: string
    reporter_aad: string
    organisation_id: OrganisationId
    /** ISO 8601 week, "2026-W47". */
    week: string
    reported_at: Instant
    undone_at: Instant | null
  }
  history: {
    id: string
    council_id: CouncilId
    subject_kind: string
    subject_id: string
    field: string
    old_value: string | null
    new_value: string | null
    who: string
    at: Instant
    why: string | null
    position: number
  }
  audit: {
    id: string
    council_id: CouncilId
    who: string
    verb: string
    subject_kind: string
    subject_id: string
    at: Instant
  }
  /** What has taken effect: one row for a person's press or line, with what came of it. */
  once: { who: string; once_id: string; verb: string; subject_id: string; at: Instant }
  /** Chat lines that have been answered, so that Teams sending one again is not answered again. */
  turns: { activity_key: string; begun_at: Instant; answered_at: Instant | null }
  addresses: {
    conversation_id: string
    kind: 'personal' | 'groupChat' | 'channel'
    tenant_id: string
    /** The person, for a personal chat; nothing for the others. `tenantId/aadObjectId` */
    person: string | null
    /** The name Teams shows, kept only so that a coordinator can pick who to let in. */
    shown_name: string | null
    locale: string
    service_url: string
    /** JSON: the conversation reference. */
    reference: string
    seen_at: Instant
    closed_at: Instant | null
    closed_why: string | null
  }
  /** Which council a person means in a conversation, where there are several to choose from. */
  council_choices: { who: string; conversation_id: string; council_id: CouncilId; at: Instant }
  outbox: {
    id: string
    /** kind/subject/occasion/recipient: one occasion is written once. */
    key: string
    council_id: CouncilId
    kind: string
    subject_id: string
    /** `person:tenantId/aadObjectId` or `conversation:id` */
    recipient: string
    /** Whose rates it is sent within. */
    tenant_id: string
    state: string
    due_at: Instant
    /** Orders the promises to one recipient: nothing is sent before what stands before it. */
    place_in_line: string
    /** When it may be tried, or tried again. */
    not_before: Instant
    /** When `not_before` was decided. */
    set_at: Instant
    /** The morning that it waits for, or waited for, because it was late and it was quiet hours. */
    quiet_until: Instant | null
    /** The worker that has taken it, and until when it is believed to live. */
    leased_by: string | null
    lease_until: Instant | null
    attempts: number
    /** 1 when it is sent once more because nobody knows whether it arrived. */
    repeated: 0 | 1
    reason: string | null
    activity_id: string | null
    created_at: Instant
    settled_at: Instant | null
  }
  /** Teams asked us to wait (429); nothing is sent into the tenant until then. */
  paused_tenants: { tenant_id: string; set_at: Instant; until: Instant }
  /** The limiter library's own, on PostgreSQL: what all processes have sent together. `expire` in milliseconds. */
  rate_limits: { key: string; points: number; expire: number | null }
  /** How a person wants reminders: one by one or gathered in one card a day, and when. `who` is tenantId/aadObjectId. */
  reminder_settings: { who: string; digest: 0 | 1; time_of_day: string; at: Instant }
  /** The kinds of reminders that a person does not want at all. */
  reminders_off: { who: string; kind: string; at: Instant }
  /** The things that a person does not want to be reminded of any more. */
  reminders_stopped: { who: string; kind: string; subject_id: string; council_id: CouncilId; at: Instant }
  living_cards: {
    kind: string
    subject_id: string
    recipient: string
    council_id: CouncilId
    conversation_id: string
    activity_id: string
    at: Instant
  }
  /**
   * What is found by which word (src/lookup/): `term` is the number of a word on a shelf, `at` in milliseconds. In the
   * order of its primary key (term, at, subject), "the newest with this word" is one walk along it.
   */
  lookup_words: { term: number; at: number; subject: Buffer; weight: number }
  /** What a thing is found by, so that exactly that is removed when it changes. */
  lookup_subjects: {
    /** The thing's UUID as 16 bytes. */
    subject: Buffer
    council_id: CouncilId
    kind: string
    at: number
    /** JSON: term, weight, term, weight … */
    terms: string
    /** The version of the rules by which its words were cut. */
    rules: number
  }
  /** By which rules everything of a kind is kept: older ones are brought up to date at the start. */
  lookup_rules: { kind: string; rules: number }
}

/** The database, or a transaction in it: stores take either. */
export type Database = Kysely<Tables>
export type DatabaseTransaction = Transaction<Tables>
