import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type { ActionId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** The day by which an action is to be done, as it stands in the calendar of who answers for it. */
export interface DueDay {
  readonly id: ActionId
  readonly number: string
  readonly text: Checked
  readonly goal: Checked
  readonly dueOn: LocalDate
  readonly councilName: string
  /** Of the action: grows by one at every change of it. */
  readonly version: number
  readonly changedAt: Instant
}
