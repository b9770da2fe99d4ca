import type { CalendarEvent } from '../calendar/index.ts'
import type { Locale } from '../shared/locale.ts'
import { momentAt } from '../shared/stockholm.ts'
import type { CalendarMeeting } from './calendar-meeting.ts'
import { calendarWords } from './calendar-words.ts'

/**
 * A meeting as it stands in a calendar. That it is cancelled is in its title too: not every calendar shows it otherwise.
 * What is on the agenda is not told: calendars are kept by others.
 */
export function meetingEvent(meeting: CalendarMeeting, locale: Locale): CalendarEvent {
  const words = calendarWords(locale).event
  const cancelled = meeting.cancelledWhy !== undefined
  return {
    uid: meeting.id,
    sequence: meeting.sequence,
    title: cancelled ? words.cancelled(meeting.title) : meeting.title,
    when: { startsAt: momentAt(meeting.on, meeting.at), lengthMinutes: meeting.lengthMinutes },
    // Calendars show where it is before anything else; of a meeting that is only online that is its link.
    place: meeting.place || meeting.link,
    link: meeting.link,
    description: linesOf(meeting, locale).join('\n'),
    state: cancelled ? 'cancelled' : meeting.called ? 'confirmed' : 'tentative',
    busy: meeting.part === 'comes',
    changedAt: meeting.changedAt,
  }
}

function linesOf(meeting: CalendarMeeting, locale: Locale): readonly string[] {
  const words = calendarWords(locale).event
  const { cancelledWhy, part, substitutesFor, link, councilName } = meeting
  if (cancelledWhy !== undefined) return [words.cancelledWhy(cancelledWhy), councilName]
  const lines: string[] = []
  if (link) lines.push(words.join(link))
  if (part !== 'comes') lines.push(words[part])
  if (substitutesFor.length > 0) lines.push(words.substitutesFor(substitutesFor.join(', ')))
  if (!meeting.called) lines.push(words.planned)
  return [...lines, words.more, councilName]
}
