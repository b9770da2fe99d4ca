import { isWorkingDay, nextWorkingDay, type Span } from '../schedule/index.ts'
import { type Instant, plusMs } from '../shared/clock.ts'
import {
  type LocalDate,
  localDate,
  momentAt,
  momentInWeek,
  plusDays,
  startOfDay,
  type Week,
  type Weekday,
  weekOf,
} from '../shared/stockholm.ts'

/** A day and time of the week as it comes this week. */
export interface DueThisWeek {
  readonly week: Week
  /** The day that is meant, although it may be a holiday: the schedule moves it. */
  readonly on: LocalDate
  readonly at: Instant
}

/**
 * What is due once a week, if that can be of use today: not before its day, not when it is too late whatever time of day
 * somebody chose, and not when holidays move it out of its week. A beat a minute has nothing else to do then, on six days
 * of seven. `usefulForMs` must be short enough that Friday's is over on Sunday.
 */
export function dueThisWeek(
  { until }: Span,
  weekday: Weekday,
  time: string,
  usefulForMs: number,
): DueThisWeek | undefined {
  const now = plusMs(until, -1)
  const [today, week] = [localDate(now), weekOf(now)]
  const at = momentInWeek(week, weekday, time)
  const on = localDate(at)
  const comes = isWorkingDay(on) ? on : nextWorkingDay(on)
  if (comes > today || comes >= plusDays(localDate(week.from), 7)) return undefined
  // Moved, it comes when a person's morning begins, which is before the evening.
  const latest = comes === on ? at : momentAt(comes, '20:00')
  return plusMs(latest, usefulForMs) > startOfDay(today) ? { week, on, at } : undefined
}
