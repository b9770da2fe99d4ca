import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type {
  ActionId,
  CommitmentId,
  CouncilId,
  DeliveryId,
  FocusAreaId,
  FollowUpId,
  IncidentId,
  MemberId,
  OrganisationId,
  PromiseId,
} from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** The tables of what is agreed and promised, and of the files made of it. */
export interface WorkTables {
  promises: {
    id: PromiseId
    council_id: CouncilId
    /** What the council file calls it; for one that was made in the chat, its id. */
    key: string
    title: Checked
    ended_on: LocalDate | null
    ended_why: Checked
    created_at: Instant
    version: number
  }
  promise_versions: {
    promise_id: PromiseId
    council_id: CouncilId
    number: number
    valid_from: LocalDate
    valid_to: LocalDate
    problem: Checked
    effect: Checked
    follow_up: Checked
    why: Checked
    decided_on: LocalDate
  }
  commitments: {
    id: CommitmentId
    promise_id: PromiseId
    council_id: CouncilId
    position: number
    organisation_id: OrganisationId | null
    /** The owner in words, when it is no organisation of the council. */
    owner_text: Checked
    text: Checked
    /** inPeriod, perWeek, perMonth, perMonthAndHolidays, milestone or none */
    quota_kind: string
    quota_count: number
    since_version: number
    until_version: number | null
    reached_on: LocalDate | null
  }
  deliveries: {
    id: DeliveryId
    commitment_id: CommitmentId
    council_id: CouncilId
    delivered_on: LocalDate
    count: number
    minutes: number | null
    staff: number | null
    organisation_id: OrganisationId
    note: Checked
    logged_by_tenant: string
    logged_by_aad: string
    logged_at: Instant
    withdrawn_at: Instant | null
    version: number
  }
  /** That the council has followed up what the law asks it to: what is corrected or taken back stays in the history. */
  follow_ups: {
    id: FollowUpId
    council_id: CouncilId
    followed_on: LocalDate
    /** JSON: which of lägesbild, åtgärdsplan and överenskommelse. */
    things: string
    /** Of what the council's file says: which of the three, and the day the file had. */
    file_thing: string | null
    file_on: LocalDate | null
    withdrawn_at: Instant | null
    version: number
  }
  actions: {
    id: ActionId
    council_id: CouncilId
    number: string
    training: number
    cause: Checked
    text: Checked
    goal: Checked
    starts_on: LocalDate
    due_on: LocalDate
    owner_id: MemberId
    ownership: string
    ownership_why: Checked
    focus_area_id: FocusAreaId | null
    way: string
    promise_id: PromiseId | null
    origin: Checked
    status: string
    light: string | null
    progress_done: number | null
    progress_of: number | null
    effect: string | null
    outcome: Checked
    created_by_tenant: string
    created_by_aad: string
    created_at: Instant
    closed_at: Instant | null
    version: number
  }
  action_incidents: { action_id: ActionId; incident_id: IncidentId; council_id: CouncilId }
  action_reports: {
    id: string
    action_id: ActionId
    council_id: CouncilId
    at: Instant
    by_tenant: string
    by_aad: string
    text: Checked
    light: string | null
    progress_done: number | null
    progress_of: number | null
  }
  /** Links that work once: `hash` is the SHA-256 of what stands in the link, `about` says what the file is of. */
  file_links: {
    hash: string
    council_id: CouncilId
    /** `tenantId/aadObjectId` of who asked. */
    who: string
    kind: string
    about: string
    locale: string
    made_at: Instant
    expires_at: Instant
    used_at: Instant | null
  }
}
