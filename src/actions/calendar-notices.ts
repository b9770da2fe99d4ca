import type { CalendarSource } from '../calendar/index.ts'
import type { World } from '../database/index.ts'
import { dueDayEvent } from './calendar-events.ts'
import { ownDueDays } from './own-due-days.ts'

/** What stands in a person's calendar of actions: the days of those that they answer for and that are still open. */
export function dueDaysCalendar(world: World): CalendarSource {
  return async (person, locale) => {
    const days = await ownDueDays(world, person)
    return days.map((due) => dueDayEvent(due, locale))
  }
}
