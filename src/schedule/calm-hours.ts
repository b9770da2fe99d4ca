import type { Instant } from '../shared/clock.ts'
import { type LocalDate, localDate, localTime, momentAt } from '../shared/stockholm.ts'
import { isWorkingDay, nextWorkingDay } from './working-days.ts'

/** Between these times of a working day we may speak unasked; the last is the first quiet minute. */
const [morning, evening] = ['07:00', '20:00'] as const

/** Whether a text is a time of day, `07:00` to `19:59`, at which we may speak unasked. */
export function isCalmTime(timeOfDay: string): boolean {
  return /^\d\d:[0-5]\d$/.test(timeOfDay) && morning <= timeOfDay && timeOfDay < evening
}

/**
 * The first calm moment at or after another: itself between 07 and 20 on a working day, otherwise the next working
 * morning, which is that of the same day when the night before it is not yet over. The morning begins at the person's
 * own time of day. Throws RangeError when that is not a calm time.
 */
export function calmMoment(at: Instant, timeOfDay: string = morning): Instant {
  if (!isCalmTime(timeOfDay)) throw new RangeError(`${timeOfDay} is not within ${morning}–19:59`)
  const [date, time] = [localDate(at), localTime(at)]
  if (isWorkingDay(date) && isCalmTime(time)) return at
  return momentAt(morningAfter(date, time), timeOfDay)
}

/** The day of the next working morning. */
function morningAfter(date: LocalDate, time: string): LocalDate {
  return time < morning && isWorkingDay(date) ? date : nextWorkingDay(date)
}
