import { type Action, answerRow } from '../actions/index.ts'
import {
  asWritten,
  type Card,
  type CardAction,
  type CardElement,
  card,
  footnote,
  heading,
  linkButton,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { agendaWords } from './agenda-words.ts'
import { type Briefing, briefingFileVerb, briefingRows } from './briefing-cards.ts'
import { briefingWords } from './briefing-words.ts'
import { placeLines, sayWhen, toMeeting } from './cards.ts'
import type { Meeting } from './meeting.ts'
import { afterwards, type MeetingTurn, type MinutesState } from './meeting-turn.ts'
import { meetingReminderWords, reminderSays } from './reminder-words.ts'
import { meetingWords } from './words.ts'

/** How many late actions one card asks about: the rest are behind a button. */
const actionsAtMost = 5

/** What a reminder says besides the meeting; each turn has its own. */
export interface ReminderBeside {
  readonly briefing?: Briefing
  /** The reader's own late actions that the agenda takes up. */
  readonly late?: readonly Action[]
  readonly minutes?: MinutesState
}

interface Frame {
  readonly now: Instant
  readonly locale: Locale
}

/** What somebody is told of a meeting before or after it, with what can be done about it at once. */
export function meetingReminderCard(
  meeting: Meeting,
  turn: MeetingTurn,
  beside: ReminderBeside,
  frame: Frame,
): Card {
  const { now, locale } = frame
  const { title, text } = meetingReminderWords(locale)[turn]
  const isUnwritten = turn === 'unapproved' && beside.minutes === 'none'
  const said = isUnwritten ? reminderSays(locale).stillUnwritten : text
  return card(
    locale,
    title,
    [
      heading(title),
      strong(asWritten(meeting.title)),
      placing(sayWhen(meeting, now, locale)),
      ...(afterwards.includes(turn) ? [] : placeLines(meeting, locale)),
      said ? paragraph(said, 'Small') : undefined,
      ...(beside.briefing ? briefingRows(beside.briefing, locale) : []),
      ...lateRows(beside.late ?? [], frame),
    ],
    buttons(meeting, turn, locale),
  )
}

function lateRows(late: readonly Action[], frame: Frame): readonly CardElement[] {
  const left = late.length - actionsAtMost
  return [
    ...late.slice(0, actionsAtMost).map((action) => answerRow(action, frame)),
    ...(left > 0 ? [footnote(agendaWords(frame.locale).facts.more(left))] : []),
  ]
}

function buttons(meeting: Meeting, turn: MeetingTurn, locale: Locale): readonly (CardAction | undefined)[] {
  const { card: said } = meetingWords(locale)
  const says = reminderSays(locale)
  const to = toMeeting(meeting)
  const positive = { style: 'positive' } as const
  const agenda = to(agendaWords(locale).open, 'meetings.agenda')
  switch (turn) {
    case 'unanswered':
      return [
        to(said.accept, 'meetings.accept', positive),
        to(said.decline, 'meetings.decline'),
        to(said.substitute, 'meetings.substituteForm'),
      ]
    case 'prepare':
      return [
        agenda,
        meeting.calledAt ? undefined : to(said.sendCall, 'meetings.call', positive),
        to(said.show, 'meetings.show'),
      ]
    case 'lastPlanned':
      return [to(says.planOn, 'meetings.planOn', positive), to(said.show, 'meetings.show')]
    case 'briefing':
      return [agenda, to(briefingWords(locale).openFile, briefingFileVerb), to(said.show, 'meetings.show')]
    case 'unwritten':
    case 'unapproved':
      return [to(says.minutes, 'minutes.show', positive), to(said.show, 'meetings.show')]
    default:
      return [
        meeting.link ? linkButton(said.online, meeting.link) : undefined,
        to(said.show, 'meetings.show'),
      ]
  }
}
