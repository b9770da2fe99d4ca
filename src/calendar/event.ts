import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** When it is: from a moment and so long, or a whole Swedish day. */
export type EventTime =
  | { readonly startsAt: Instant; readonly lengthMinutes: number }
  | { readonly on: LocalDate }

/** Something that stands in a calendar. */
export interface CalendarEvent {
  /** The same for as long as it is the same thing, whoever's calendar it stands in: a UUID (RFC 7986 section 5.3). */
  readonly uid: string
  /** Grows when it is moved, cancelled or changed: SEQUENCE of RFC 5545 section 3.8.7.4. */
  readonly sequence: number
  readonly title: string
  readonly when: EventTime
  /** Where it is; may be empty. */
  readonly place: string
  /** An https address that opens it; may be empty. */
  readonly link: string
  readonly description: string
  /** Planned and not yet called to, called to, or cancelled: STATUS of RFC 5545 section 3.8.1.11. */
  readonly state: 'tentative' | 'confirmed' | 'cancelled'
  /** Whether who sees it is busy then; nobody is when it is cancelled. */
  readonly busy: boolean
  /** When any of this changed last. */
  readonly changedAt: Instant
}

/** What stands in a person's calendar now, of one kind: what they may know, in their language. */
export type CalendarSource = (person: Person, locale: Locale) => Promise<readonly CalendarEvent[]>
