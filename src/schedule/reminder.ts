import { type Instant, plusMs } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person, Role } from '../shared/person.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'

/** Something that somebody is to be reminded of, as today's facts say. */
export interface Occasion {
  readonly councilId: CouncilId
  readonly subjectId: string
  /** What makes it due: the same occasion is promised once. It must not hold anything that may change meanwhile. */
  readonly occasion: string
  readonly person: Person
  /** The day, at the person's own time of day (or the kind's); or the very moment. */
  readonly due: { readonly on: LocalDate } | { readonly at: Instant }
}

/** A span of time: after the first moment, up to and with the second, which is the end of today. */
export interface Span {
  readonly after: Instant
  readonly until: Instant
}

/** The Swedish days that a span is of: the one it looks back to, and the one that it ends with, which is today. */
export function daysOf({ after, until }: Span): { readonly from: LocalDate; readonly today: LocalDate } {
  return { from: localDate(after), today: localDate(plusMs(until, -1)) }
}

/** One kind of reminder: when it is due is derived from stored facts at each beat, and never written ahead. */
export interface Reminder {
  /** The kind of the notice that renders it. */
  readonly kind: string
  /** How long after it was due it is still of use, in milliseconds: so far a beat looks back over downtime. */
  readonly usefulForMs: number
  /** Whether it keeps to 07–20 on working days, as reminders do unless their kind says otherwise. */
  readonly hours: 'working' | 'any'
  /** The time of day of what is due on a day, unless the person has chosen one: `HH:MM`. */
  readonly timeOfDay: string
  /** What is due within a span, a little more than that does no harm. */
  readonly occasions: (span: Span) => Promise<readonly Occasion[]>
}

/** A kind of reminder as people meet it, where they choose what they get. A feature hands its kinds to app.ts. */
export interface KindOfReminder {
  readonly reminder: Reminder
  /** Who may get it: the others are not asked whether they want it. */
  readonly roles: readonly Role[]
  /** What it is called, in a few words. */
  readonly name: (locale: Locale) => string
  /** What it is and when it comes, in one plain sentence. */
  readonly about: (locale: Locale) => string
  /**
   * What a thing that it reminds of is called, safe for a card, as the person may see it; undefined when it is gone, or
   * not theirs to see. Without it the kind has one thing in each council, and is called by its own name.
   */
  readonly thing?: (
    councilId: CouncilId,
    subjectId: string,
    person: Person,
    locale: Locale,
  ) => Promise<string | undefined>
}
