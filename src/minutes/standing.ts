import type { ActionStatus } from '../actions/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type { ActionId, DecisionId, MeetingId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** A decision and what became of it. */
export interface Standing {
  readonly id: DecisionId
  readonly meetingId: MeetingId
  /** The day of the meeting. */
  readonly on: LocalDate
  /** The § it stands in. */
  readonly section: number
  readonly text: Checked
  readonly withdrawn: boolean
  /** The title of who answers for it. */
  readonly owner: string | undefined
  /** The action it became; a decision without one holds as it stands. */
  readonly action:
    | {
        readonly id: ActionId
        readonly number: string
        readonly status: ActionStatus
        readonly dueOn: LocalDate
        readonly closedAt: Instant | undefined
      }
    | undefined
}

/** How a decision stands. `holds` is one that asked for nothing to be done. */
export type Became = 'open' | 'late' | 'done' | 'cancelled' | 'withdrawn' | 'holds'

/** What became of a decision, as of a day. */
export function becameOf({ withdrawn, action }: Standing, today: LocalDate): Became {
  if (withdrawn) return 'withdrawn'
  if (!action) return 'holds'
  if (action.status === 'done' || action.status === 'cancelled') return action.status
  return action.dueOn < today ? 'late' : 'open'
}

/** Whether something is still to be done. */
export function isLeft(standing: Standing): boolean {
  return becameOf(standing, '9999-12-31' as LocalDate) === 'late'
}
