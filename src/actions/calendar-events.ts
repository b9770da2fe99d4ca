import type { CalendarEvent } from '../calendar/index.ts'
import type { Locale } from '../shared/locale.ts'
import { calendarWords } from './calendar-words.ts'
import type { DueDay } from './due-day.ts'

/** The longest title: a calendar shows one line, and the whole text stands below. */
const titleLimit = 100

/** The day of an action as it stands in a calendar: the whole day, of which nobody is kept busy. */
export function dueDayEvent(due: DueDay, locale: Locale): CalendarEvent {
  const words = calendarWords(locale)
  const [first = ''] = due.text.split('\n')
  const short = first.length > titleLimit ? `${first.slice(0, titleLimit - 1).trimEnd()}…` : first
  const whole = short === due.text ? [] : [due.text]
  const goal = due.goal ? [words.goal(due.goal)] : []
  return {
    uid: due.id,
    sequence: due.version - 1,
    title: words.title(short),
    when: { on: due.dueOn },
    place: '',
    link: '',
    description: [...whole, ...goal, words.more, `${due.number} · ${due.councilName}`].join('\n'),
    state: 'confirmed',
    busy: false,
    changedAt: due.changedAt,
  }
}
