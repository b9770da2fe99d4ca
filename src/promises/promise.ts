import { hasRole, type Member } from '../chat/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type { CommitmentId, CouncilId, DeliveryId, OrganisationId, PromiseId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person, Role } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'

interface Named {
  readonly sv: string
  readonly en: string
}

/** How much a commitment promises: so often in the whole period, per week, per month, on holidays too, once, or no number. */
export type Quota =
  | { readonly kind: 'inPeriod'; readonly count: number }
  | { readonly kind: 'perWeek'; readonly count: number }
  | { readonly kind: 'perMonth'; readonly count: number; readonly andHolidays: boolean }
  | { readonly kind: 'milestone' }
  | { readonly kind: 'none' }

/** What a promise says from one day through another; an extension is a new version, and the old one is kept. */
export interface PromiseVersion {
  readonly number: number
  readonly from: LocalDate
  readonly to: LocalDate
  readonly problem: Checked
  readonly effect: Checked
  readonly followUp: Checked
  /** Why it was made, or extended. */
  readonly why: Checked
  readonly decidedOn: LocalDate
}

/** What one organisation, of the council or another, has promised. */
export interface Commitment {
  readonly id: CommitmentId
  readonly position: number
  /** An organisation of the council, or one in words ("McDonald's"). */
  readonly owner:
    | { readonly id: OrganisationId; readonly name: Named }
    | { readonly id: undefined; readonly name: Checked }
  readonly text: Checked
  readonly quota: Quota
  /** The version it came with. */
  readonly sinceVersion: number
  /** The last version it was part of; undefined as long as it is. A new count is a new commitment, from its own version. */
  readonly untilVersion: number | undefined
  /** The day a milestone was reached. */
  readonly reachedOn: LocalDate | undefined
}

/** A promise to the citizens: a problem, the effect wanted, a period, and who does what. */
export interface CitizenPromise {
  readonly id: PromiseId
  readonly councilId: CouncilId
  readonly key: string
  readonly title: Checked
  /** The oldest first; the last is the one in force. */
  readonly versions: readonly PromiseVersion[]
  readonly commitments: readonly Commitment[]
  /** Why it was ended before its day; undefined while it runs. */
  readonly ended: { readonly on: LocalDate; readonly why: Checked } | undefined
  /** Grows by one at every change. */
  readonly version: number
}

/** Something that was done to keep a commitment: only counts, never whom it concerned. */
export interface Delivery {
  readonly id: DeliveryId
  readonly councilId: CouncilId
  readonly commitmentId: CommitmentId
  readonly deliveredOn: LocalDate
  /** How many times it counts. */
  readonly count: number
  readonly minutes: number | undefined
  /** How many took part in the work: of the staff, never of the public. */
  readonly staff: number | undefined
  readonly organisation: { readonly id: OrganisationId; readonly name: Named }
  readonly note: Checked
  readonly loggedBy: Person
  readonly loggedAt: Instant
  readonly withdrawnAt: Instant | undefined
  readonly version: number
}

/** Who may read promises: every member. */
export const reading: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair', 'registrar']
/** Who may log what was done: whoever works for it. */
export const delivering: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair']
export const coordinating: readonly Role[] = ['coordinator']

/** The longest texts: what is promised, and why, is a sentence or two each. */
export const textLimit = 400
export const titleLimit = 120

/** What comes of the training data: shown, marked ÖVNING, and never reminded of. */
const trainingPrefix = 'training-'

/** The key that a promise of the training data is known by. */
export function trainingKey(key: string): string {
  return `${trainingPrefix}${key}`
}

/** Whether a promise is part of the training data. */
export function isTraining({ key }: Pick<CitizenPromise, 'key'>): boolean {
  return key.startsWith(trainingPrefix)
}

/** Who may log what was done for a commitment: its organisation's own people, and the coordinators. */
export function mayDeliver(who: Member, promise: CitizenPromise, commitment: Commitment): boolean {
  if (who.councilId !== promise.councilId || !hasRole(who, delivering)) return false
  return hasRole(who, coordinating) || who.organisationId === commitment.owner.id
}

/** What the owner of a commitment is called. */
export function ownerName({ owner }: Pick<Commitment, 'owner'>, locale: Locale): string {
  return typeof owner.name === 'string' ? owner.name : owner.name[locale]
}

/** Who may correct or withdraw a delivery: its organisation's members, and the coordinators. */
export function mayCorrect(who: Member, delivery: Delivery): boolean {
  if (who.councilId !== delivery.councilId) return false
  return hasRole(who, coordinating) || who.organisationId === delivery.organisation.id
}
