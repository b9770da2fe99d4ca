import {
  asWritten,
  button,
  type Card,
  card,
  type ExecuteAction,
  facts,
  footnote,
  heading,
  linkButton,
  paragraph,
  placing,
  strong,
  type TextBlock,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, momentAt, sayCalendarDay, sayMoment } from '../shared/stockholm.ts'
import type { CalendarMeeting } from './calendar-meeting.ts'
import { calendarWords } from './calendar-words.ts'

export const calendarVerb = 'meetings.calendar'
export const calendarMakeVerb = 'meetings.calendarMake'
export const calendarChangeFormVerb = 'meetings.calendarChangeForm'
export const calendarChangeVerb = 'meetings.calendarChange'
export const calendarFileVerb = 'meetings.calendarFile'

/** In which council and language a card is read. */
export interface CalendarFrame {
  readonly locale: Locale
  readonly council: CouncilId
}

/** What the calendar is, with an address to make, or to change when there is one since some time. */
export function calendarCard({ locale, council }: CalendarFrame, since: Instant | undefined): Card {
  const words = calendarWords(locale)
  const day = since && sayCalendarDay(localDate(since), locale)
  return card(
    locale,
    words.title,
    [
      heading(words.title),
      paragraph(words.about),
      day ? strong(words.has(day)) : undefined,
      day ? paragraph(words.hidden, 'Small') : undefined,
    ],
    [
      day
        ? button({ title: words.change, verb: calendarChangeFormVerb, council })
        : button({ title: words.make, verb: calendarMakeVerb, council, style: 'positive' }),
    ],
  )
}

/** Asks once more before an address stops. */
export function calendarChangeCard({ locale, council }: CalendarFrame): Card {
  const words = calendarWords(locale)
  return card(
    locale,
    words.changeTitle,
    [heading(words.changeTitle), paragraph(words.changeText)],
    [
      button({ title: words.changeYes, verb: calendarChangeVerb, council, style: 'destructive' }),
      button({ title: words.keep, verb: calendarVerb, council }),
    ],
  )
}

/** A new address, shown this once, and how it is put into a calendar. */
export function calendarAddressCard({ locale, council }: CalendarFrame, url: string): Card {
  const words = calendarWords(locale)
  const address: TextBlock = {
    type: 'TextBlock',
    text: asWritten(url),
    wrap: true,
    fontType: 'Monospace',
    spacing: 'Medium',
  }
  return card(
    locale,
    words.newTitle,
    [
      heading(words.newTitle),
      address,
      paragraph(words.secret),
      strong(words.howTitle),
      facts(words.how.map(([where = '', how = '']) => [where, how] as const)),
      footnote(words.slow),
    ],
    [button({ title: words.change, verb: calendarChangeFormVerb, council })],
  )
}

/** **Lägg i kalendern**: what stands on the card of a meeting. */
export function calendarFileButton(
  { locale, council }: CalendarFrame,
  meeting: MeetingId,
  secondary = false,
): ExecuteAction {
  const title = calendarWords(locale).fileButton
  const about = { title, verb: calendarFileVerb, council, pointers: { meeting }, ignoresInputs: true }
  return button({ ...about, secondary })
}

/** The link to one meeting as a file. */
export function calendarFileCard(meeting: CalendarMeeting, url: string, now: Instant, locale: Locale): Card {
  const words = calendarWords(locale)
  return card(
    locale,
    words.fileTitle,
    [
      heading(words.fileTitle),
      placing(`${asWritten(meeting.title)} · ${sayMoment(momentAt(meeting.on, meeting.at), now, locale)}`),
      paragraph(words.fileText),
    ],
    [linkButton(words.fetch, url)],
  )
}
