import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type { MeetingId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** A meeting as it stands in somebody's calendar. */
export interface CalendarMeeting {
  readonly id: MeetingId
  readonly councilName: string
  readonly title: Checked
  readonly on: LocalDate
  /** The Swedish time of day, `13:00`. */
  readonly at: string
  readonly lengthMinutes: number
  readonly place: Checked
  readonly link: string
  /** Whether the call has been sent; until then it is only planned. */
  readonly called: boolean
  /** Why it was cancelled, which may be empty; undefined when it was not. */
  readonly cancelledWhy: Checked | undefined
  readonly sequence: number
  readonly changedAt: Instant
  /** What whose calendar it is has said: nothing yet or yes, that they do not come, or that somebody comes for them. */
  readonly part: 'comes' | 'notComing' | 'sends'
  /** The titles of those whom they come for. */
  readonly substitutesFor: readonly string[]
}
