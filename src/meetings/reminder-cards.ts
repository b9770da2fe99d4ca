import { asWritten, type Card, card, heading, linkButton, paragraph, placing, strong } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import type { AgendaItem } from './agenda.ts'
import { agendaLines } from './agenda-cards.ts'
import { placeLines, sayWhen, toMeeting } from './cards.ts'
import type { Meeting } from './meeting.ts'
import { type MeetingReminderWords, meetingReminderWords } from './reminder-words.ts'
import { meetingWords } from './words.ts'

/** How many items of an agenda a reminder shows: the rest is on the meeting's own card. */
const itemsAtMost = 20

/** What somebody is told of a meeting before or after it, with what can be done about it at once. */
export function meetingReminderCard(
  meeting: Meeting,
  turn: keyof MeetingReminderWords,
  agenda: readonly AgendaItem[],
  { now, locale }: { readonly now: Instant; readonly locale: Locale },
): Card {
  const { title, text } = meetingReminderWords(locale)[turn]
  const { card: said } = meetingWords(locale)
  const to = toMeeting(meeting)
  const isAhead = turn !== 'unwritten' && turn !== 'unapproved'
  const lines = turn === 'briefing' ? agendaLines(agenda, locale).slice(0, itemsAtMost) : []
  return card(
    locale,
    title,
    [
      heading(title),
      strong(asWritten(meeting.title)),
      placing(sayWhen(meeting, now, locale)),
      ...(isAhead ? placeLines(meeting, locale) : []),
      text ? paragraph(text, 'Small') : undefined,
      lines.length > 0 ? paragraph(lines.join('\n'), 'Small') : undefined,
    ],
    [
      ...(turn === 'unanswered'
        ? [
            to(said.accept, 'meetings.accept', { style: 'positive' as const }),
            to(said.decline, 'meetings.decline'),
            to(said.substitute, 'meetings.substituteForm'),
          ]
        : [
            (turn === 'soon' || turn === 'eve') && meeting.link
              ? linkButton(said.online, meeting.link)
              : undefined,
            to(said.show, 'meetings.show'),
          ]),
    ],
  )
}
