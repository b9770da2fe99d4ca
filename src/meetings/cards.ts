import {
  asWritten,
  button,
  type Card,
  type CardAction,
  type CardElement,
  card,
  footnote,
  linkButton,
  paragraph,
  strong,
} from '../chat/index.ts'
import { holidayName } from '../schedule/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localTime, sayDate, weekdayOf } from '../shared/stockholm.ts'
import type { AgendaItem } from './agenda.ts'
import { agendaLines } from './agenda-cards.ts'
import { agendaWords } from './agenda-words.ts'
import { endsAt, isComing, type Meeting } from './meeting.ts'
import { ruleOf } from './series.ts'
import { type Beside, ownRows, type Reader, whoRows } from './who-cards.ts'
import { meetingWords, sayRule } from './words.ts'

export type { Beside, Reader } from './who-cards.ts'

/** How many items of an agenda a card shows. */
const itemsAtMost = 20

/** The day and time of a meeting as people say them: "torsdag 26 november kl. 13.00–15.00". */
export function sayWhen(
  meeting: Pick<Meeting, 'on' | 'at' | 'lengthMinutes'>,
  now: Instant,
  locale: Locale,
): string {
  const words = meetingWords(locale)
  return `${sayDate(meeting.on, now, locale)} ${words.times(meeting.at, localTime(endsAt(meeting)))}`
}

/** The one card of a meeting: the call, and everything that becomes of it. */
export function meetingCard(meeting: Meeting, beside: Beside, reader: Reader): Card {
  const words = meetingWords(reader.locale)
  const { card: said } = words
  const title = `${kindOf(meeting, reader)}: ${meeting.title}`
  const isOpen = isComing(meeting, reader.now)
  const more = isOpen && reader.plans ? plannerButtons(meeting, reader) : []
  return card(
    reader.locale,
    title,
    [
      {
        type: 'TextBlock',
        text: `${kindOf(meeting, reader)} · ${words.body[meeting.body]}`,
        wrap: true,
        size: 'Small',
        weight: 'Bolder',
      },
      headRow(meeting, beside, reader),
      ...changeLines(meeting, reader),
      ...placeLines(meeting, reader.locale),
      meeting.link && isOpen
        ? {
            type: 'ActionSet',
            spacing: 'Small',
            actions: [linkButton(said.online, meeting.link)],
          }
        : undefined,
      beside.series ? footnote(seriesLine(beside.series, reader.locale)) : undefined,
      ...agendaRows(beside.agenda, reader.locale),
      beside.ownLate > 0 && !reader.inChannel ? strong(said.ownLate(beside.ownLate)) : undefined,
      reader.inChannel
        ? undefined
        : {
            type: 'ActionSet',
            spacing: 'Small',
            actions: [toMeeting(meeting)(agendaWords(reader.locale).open, 'meetings.agenda')],
          },
      ...whoRows(meeting, beside, reader),
      ...ownRows(meeting, reader, isOpen),
      more.length > 0
        ? {
            type: 'Container',
            id: 'more',
            isVisible: false,
            spacing: 'Medium',
            items: [{ type: 'ActionSet', actions: more }],
          }
        : undefined,
    ],
    [
      ...answerButtons(meeting, reader, isOpen),
      more.length > 0
        ? { type: 'Action.ToggleVisibility', title: said.more, targetElements: ['more'] }
        : undefined,
      reader.inChannel ? toMeeting(meeting)(said.show, 'meetings.show') : undefined,
    ],
  )
}

function kindOf(meeting: Meeting, { locale, now }: Reader): string {
  const { card: said } = meetingWords(locale)
  if (meeting.cancelled) return said.cancelled
  if (!isComing(meeting, now)) return said.over
  if (meeting.moved?.why) return said.moved
  return meeting.calledAt ? said.call : said.planned
}

/** The day as a leaf of a calendar, and beside it what, when and how many. */
function headRow(meeting: Meeting, { attendance }: Beside, { locale, now }: Reader): CardElement {
  const words = meetingWords(locale)
  const { coming, notComing, substitutes, silent } = attendance
  const counts = meeting.calledAt
    ? words.card.counts(coming, notComing, substitutes, silent)
    : words.card.notCalled
  const leaf = (text: string, size: 'Small' | 'ExtraLarge', weight: 'Default' | 'Bolder') =>
    ({
      type: 'TextBlock',
      text,
      size,
      weight,
      wrap: true,
      horizontalAlignment: 'Center',
      spacing: 'None',
    }) as const
  const [, month = '', day = ''] = meeting.on.split('-')
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      {
        type: 'Column',
        width: '72px',
        items: [
          {
            type: 'Container',
            style: 'emphasis',
            items: [
              leaf(words.weekdayShort[weekdayOf(meeting.on) - 1] ?? '', 'Small', 'Bolder'),
              leaf(String(Number(day)), 'ExtraLarge', 'Bolder'),
              leaf(words.monthShort[Number(month) - 1] ?? '', 'Small', 'Default'),
            ],
          },
        ],
      },
      {
        type: 'Column',
        width: 'stretch',
        items: [
          {
            type: 'TextBlock',
            text: asWritten(meeting.title),
            wrap: true,
            style: 'heading',
            size: 'Large',
            weight: 'Bolder',
          },
          { type: 'TextBlock', text: firstUpper(sayWhen(meeting, now, locale)), wrap: true, spacing: 'None' },
          {
            type: 'TextBlock',
            text: counts || words.card.calledCount(meeting.called.length),
            wrap: true,
            size: 'Small',
            isSubtle: true,
            spacing: 'Small',
          },
        ],
      },
    ],
  }
}

function firstUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The place of a meeting, when it has one. */
export function placeLines(meeting: Meeting, locale: Locale): readonly CardElement[] {
  const { card: said } = meetingWords(locale)
  return meeting.place ? [paragraph(`${said.place}: ${asWritten(meeting.place)}`, 'Small')] : []
}

function changeLines(meeting: Meeting, { locale, now }: Reader): readonly CardElement[] {
  const words = meetingWords(locale)
  if (meeting.cancelled) return [strong(words.card.cancelledWhy(asWritten(meeting.cancelled.why)))]
  const { moved } = meeting
  if (!moved) return []
  const when = `${sayDate(moved.on, now, locale)} ${words.clock(moved.at)}`
  if (moved.why) return [strong(words.card.movedFrom(when, asWritten(moved.why)))]
  return [footnote(holidayLine(moved.on, now, locale))]
}

/** Why the calendar moved a meeting off a day: it is a holiday, or a weekend. */
export function holidayLine(day: LocalDate, now: Instant, locale: Locale): string {
  const { card: said } = meetingWords(locale)
  const holiday = holidayName(day, locale)
  const when = sayDate(day, now, locale)
  return holiday ? said.movedHoliday(when, holiday) : said.movedWeekend(when)
}

/** How often a series comes, and how many of it are left. */
export function seriesLine({ rule, left }: NonNullable<Beside['series']>, locale: Locale): string {
  const read = ruleOf(rule)
  return meetingWords(locale).card.series(read ? sayRule(read, locale) : '', left)
}

function agendaRows(agenda: readonly AgendaItem[], locale: Locale): readonly CardElement[] {
  const { card: said } = meetingWords(locale)
  if (agenda.length === 0) return []
  const lines = agendaLines(agenda, locale)
  const left = lines.length - itemsAtMost
  const shown = [...lines.slice(0, itemsAtMost), ...(left > 0 ? [said.andMore(left)] : [])]
  return [
    {
      type: 'TextBlock',
      text: said.agenda,
      weight: 'Bolder',
      wrap: true,
      spacing: 'Medium',
      separator: true,
    },
    paragraph(shown.join('\n'), 'Small'),
  ]
}

/** A button about a meeting. What it carries besides the id is only what the card showed when it was pressed. */
export function toMeeting(meeting: Meeting) {
  return (
    title: string,
    verb: string,
    options: { style?: 'positive' | 'destructive'; ignoresInputs?: boolean } = {},
  ) =>
    button({
      title,
      verb,
      council: meeting.councilId,
      pointers: { meeting: meeting.id, seen: `${meeting.on}T${meeting.at}` },
      ...options,
    })
}

/** What the reader can answer: what they have said already is not offered again. Before the call, who plans sends it. */
function answerButtons(
  meeting: Meeting,
  { locale, own, replaces, inChannel, plans }: Reader,
  isOpen: boolean,
): readonly CardAction[] {
  if (!isOpen || inChannel) return []
  const { card: said } = meetingWords(locale)
  const to = toMeeting(meeting)
  if (plans && meeting.calledAt === undefined)
    return [to(said.sendCall, 'meetings.call', { style: 'positive' })]
  const decline = to(said.decline, 'meetings.decline')
  if (!own) return replaces.length > 0 ? [decline] : []
  const accept = to(said.accept, 'meetings.accept', own.answer === 'none' ? { style: 'positive' } : {})
  return [
    ...(own.answer === 'coming' ? [] : [accept]),
    own.answer === 'notComing' ? to(said.sayWhy, 'meetings.whyForm') : decline,
    to(said.substitute, 'meetings.substituteForm'),
  ]
}

function plannerButtons(meeting: Meeting, { locale }: Reader): readonly CardAction[] {
  const { card: said } = meetingWords(locale)
  const to = toMeeting(meeting)
  return [
    to(said.amend, 'meetings.amendForm'),
    to(said.move, 'meetings.moveForm'),
    to(said.cancel, 'meetings.cancelMeetingForm'),
  ]
}
