import type { Action } from '../actions/index.ts'
import type { ReportCounts } from '../incidents/index.ts'
import type { StandingPromise } from '../promises/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Meeting } from './meeting.ts'
import type { Season } from './season.ts'

/** A decision that is not yet carried out. */
export interface OpenDecision {
  readonly text: Checked
  /** Where it was made: `§ 4, 2026-11-26`. */
  readonly origin: string
  /** The title of who answers for it; empty when nobody does. */
  readonly owner: string
  readonly dueOn: LocalDate | undefined
}

/** What the minutes of a council know: the last ones, and every decision that is still open. */
export interface Decisions {
  readonly last: { readonly on: LocalDate; readonly approved: boolean } | undefined
  readonly open: readonly OpenDecision[]
}

/**
 * Where what was decided before a meeting is asked for. Minutes stand after meetings, so this is handed in where they are
 * wired.
 */
export type DecisionsOf = (
  meeting: Pick<Meeting, 'id' | 'councilId' | 'body' | 'on' | 'at'>,
) => Promise<Decisions>

/** What holds where no minutes are kept. */
export const noDecisions: DecisionsOf = () => Promise.resolve({ last: undefined, open: [] })

/** What the agenda says by itself, as it is today. */
export interface AgendaFacts {
  readonly today: LocalDate
  readonly approver: string | undefined
  readonly decisions: Decisions
  /** What was reported since the last meeting, and in as many days before that. */
  readonly situation: {
    readonly since: LocalDate
    readonly sinceMeeting: boolean
    readonly now: ReportCounts
    readonly before: ReportCounts
  }
  readonly late: readonly Action[]
  readonly promises: readonly StandingPromise[]
  /** The agreement that ends within half a year, and its last day. */
  readonly agreementEnds: LocalDate | undefined
  /** What the months after the meeting have brought in earlier years. */
  readonly seasons: readonly Season[]
  readonly next: Meeting | undefined
}

/** How many were reported from each area, and before that; the areas with the most first. */
export function byArea(
  now: ReportCounts,
  before: ReportCounts,
): readonly { readonly area: string; readonly now: number; readonly before: number }[] {
  const found = new Map<string, { now: number; before: number }>()
  const add = (counts: ReportCounts, when: 'now' | 'before') => {
    for (const { area, count } of counts.places) {
      const known = found.get(area) ?? { now: 0, before: 0 }
      found.set(area, { ...known, [when]: known[when] + count })
    }
  }
  add(now, 'now')
  add(before, 'before')
  return [...found]
    .map(([area, counts]) => ({ area, ...counts }))
    .toSorted((one, other) => other.now - one.now || other.before - one.before)
}
