import type {
  AgreementId,
  CategoryId,
  CouncilId,
  FocusAreaId,
  MemberId,
  OrganisationId,
  PlaceId,
} from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person, Role } from '../shared/person.ts'
import { type LocalDate, momentOf } from '../shared/stockholm.ts'

/** A name in both languages. */
export type Named = Readonly<Record<Locale, string>>

export interface Council {
  readonly id: CouncilId
  readonly key: string
  readonly name: string
  readonly municipality: string
}

export interface Organisation {
  readonly id: OrganisationId
  readonly key: string
  readonly name: Named
}

/** A place that people in the council call by name; `area` is the part of the municipality it lies in. */
export interface Place {
  readonly id: PlaceId
  readonly key: string
  readonly name: string
  readonly area: string
  readonly synonyms: readonly string[]
}

/** What kind of thing happened. */
export interface Category {
  readonly id: CategoryId
  readonly key: string
  readonly name: Named
  readonly synonyms: readonly string[]
}

/** Who agreed: an organisation, and the post that signed for it (never a name). */
export interface Party {
  readonly name: string
  readonly signedBy: string
}

/** One version of what the municipality and the police agreed; `validTo` is its last day, null until further notice. */
export interface Agreement {
  readonly id: AgreementId
  readonly key: string
  readonly title: string
  readonly purpose: string
  readonly parties: readonly Party[]
  readonly followUp: string
  /** What an agreement must also describe; empty when this one does not. */
  readonly causes: string
  readonly goals: string
  readonly documentation: string
  readonly registryNumber: string | null
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** A problem that an agreement has put in focus. `areas` empty means the whole municipality. */
export interface FocusArea {
  readonly id: FocusAreaId
  readonly key: string
  readonly name: Named
  readonly description: string
  readonly categories: readonly string[]
  readonly areas: readonly string[]
  readonly agreementId: AgreementId
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  readonly position: number
}

/** A member as the list of members shows it. */
export interface ListedMember {
  readonly memberId: MemberId
  readonly person: Person
  readonly title: string
  readonly organisation: Organisation
  readonly roles: readonly Role[]
}

/** A title is a role, and roles are short: how many characters one may have. */
export const titleLength = 60

/** The key of the category for what fits nowhere else; it always comes last. */
export const otherCategory = 'other'

/** Whether something that is valid from one day through another is so on `date`; both ends belong to it. */
export function inForce(
  thing: { readonly validFrom: LocalDate; readonly validTo: LocalDate | null },
  date: LocalDate,
): boolean {
  return thing.validFrom <= date && (thing.validTo === null || date <= thing.validTo)
}

/** The agreement in force on a day: should several overlap, the one that began last. */
export function agreementOn(agreements: readonly Agreement[], date: LocalDate): Agreement | undefined {
  return agreements
    .filter((agreement) => inForce(agreement, date))
    .toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1))[0]
}

/**
 * The focus area that something belongs to: one that is limited to its area of town and names its category wins (Noret),
 * then the first for the whole municipality that names the category. Undefined when nothing does: a coordinator decides.
 */
export function focusAreaFor(
  areas: readonly FocusArea[],
  what: { readonly categoryKey: string; readonly area: string | undefined },
): FocusArea | undefined {
  const naming = areas
    .filter((area) => area.categories.includes(what.categoryKey))
    .toSorted((one, other) => one.position - other.position)
  const { area } = what
  return (
    (area === undefined ? undefined : naming.find((focus) => focus.areas.includes(area))) ??
    naming.find((focus) => focus.areas.length === 0)
  )
}

/** Whether a text is a day that exists, written `2017-05-01`. */
export function isDay(text: string): text is LocalDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && momentOf(text, '12:00') !== undefined
}

/**
 * The days that a person may mean by "2017-05-01" or "2017", the likeliest first: of a year its first of July, the
 * middle of it, then its last and its first day, for an agreement may begin or end within it. None when the text is
 * neither.
 */
export function daysMeant(text: string): readonly LocalDate[] {
  const days = /^\d{4}$/.test(text) ? [`${text}-07-01`, `${text}-12-31`, `${text}-01-01`] : [text]
  return days.filter(isDay)
}
