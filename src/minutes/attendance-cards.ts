import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  compact,
  expanded,
  type FormFrame,
  field,
  footnote,
  heading,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
} from '../chat/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { actions, attendanceLine, chosen, headingOf, meetingLine, type Reader, toMinutes } from './cards.ts'
import { leadingRow } from './leading-cards.ts'
import { type Attendance, type MinutesBook, minutesLimits, presences, type Section } from './minutes.ts'
import { minutesWords } from './words.ts'

/** Few enough that each has buttons of their own. */
const pageLength = 7

/** Who takes part, a page at a time: one tap for the usual, a form for the rest. */
export function attendanceCard(book: MinutesBook, wanted: number, reader: Reader): Card {
  const { locale } = reader
  const words = minutesWords(locale)
  const { attendances, meeting } = book
  const to = toMinutes(meeting)
  const pages = Math.max(1, Math.ceil(attendances.length / pageLength))
  const page = Math.min(Math.max(1, wanted), pages)
  const shown = attendances.slice((page - 1) * pageLength, page * pageLength)
  const turn = (title: string, at: number) =>
    to(title, 'minutes.attendance', { pointers: { page: String(at) } })
  return card(
    locale,
    words.attendance.title,
    [
      heading(words.attendance.title),
      placing(`${meetingLine(meeting, reader)} · ${attendanceLine(book, locale)}`),
      attendances.length === 0 ? paragraph(words.attendance.nobody) : leadingRow(book, reader),
      ...shown.map((one) => row(one, meeting, page, reader)),
      pages > 1 ? footnote(words.paper.page(page, pages)) : undefined,
    ],
    [
      to(words.attendance.back, 'minutes.show', { style: 'positive' }),
      page < pages ? turn(words.paper.next, page + 1) : undefined,
      page > 1 ? turn(words.paper.previous, page - 1) : undefined,
      to(words.attendance.add, 'minutes.addAttendanceForm'),
    ],
  )
}

function row(one: Attendance, meeting: Meeting, page: number, { locale }: Reader): CardElement {
  const words = minutesWords(locale)
  const to = toMinutes(meeting)
  const about = { attendance: one.id, seen: String(one.version), page: String(page) }
  const tap = (title: string, presence: string) =>
    to(title, 'minutes.attend', { pointers: { ...about, presence } })
  const until = one.until ? `, ${words.attendance.until(one.until)}` : ''
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      paragraph(`**${asWritten(one.title)}** · ${words.presence[one.presence]}${until}`, 'None'),
      ...(one.organisation ? [placing(asWritten(one.organisation))] : []),
      actions([
        ...(one.presence === 'present' ? [] : [tap(words.attendance.present, 'present')]),
        ...(one.presence === 'absent' ? [] : [tap(words.attendance.absent, 'absent')]),
        to(words.attendance.more, 'minutes.attendForm', { pointers: about }),
      ]),
    ],
  }
}

/** A form about somebody's part: of one who stands in the list, or of one to add to it. */
export interface AttendFrame extends FormFrame {
  readonly meeting: Meeting
  readonly sections: readonly Section[]
}

/** How somebody takes part, and until which §. */
export function attendForm(one: Attendance, page: string, frame: AttendFrame): Card {
  const words = minutesWords(frame.locale).attendance
  const until = one.until === undefined ? 'stays' : String(one.until)
  const typed = { presence: one.presence, until, ...frame.typed }
  return form(
    { ...frame, typed },
    words.formTitle(asWritten(one.title)),
    'minutes.attend',
    { attendance: one.id, seen: frame.typed.seen ?? String(one.version), page },
    [],
  )
}

/** Somebody who was not called: in words, never by name. */
export function addAttendanceForm(frame: AttendFrame): Card {
  const words = minutesWords(frame.locale).attendance
  const typed = { presence: 'coOpted', until: 'stays', ...frame.typed }
  return form({ ...frame, typed }, words.addTitle, 'minutes.addAttendance', {}, [
    paragraph(words.addExplain),
    ...field(frame.problems.who, {
      ...textInput('who', words.who, words.whoError, words.whoHint, minutesLimits.title),
      isRequired: true,
      ...value(frame.typed.who),
    }),
  ])
}

function form(
  frame: AttendFrame,
  title: string,
  verb: string,
  pointers: Record<string, string>,
  before: readonly CardElement[],
): Card {
  const { locale, typed, problems, meeting, sections } = frame
  const all = minutesWords(locale)
  const words = all.attendance
  const how = presences.map((presence) => ({ title: all.presence[presence], value: presence as string }))
  const ends = [
    { title: words.stays, value: 'stays' },
    ...sections.map((section) => ({
      title: all.section(section.number, headingOf(section, locale)).slice(0, 100),
      value: String(section.number),
    })),
  ]
  return card(
    locale,
    title,
    [
      heading(title),
      somethingWrong(frame, all.write.wrong),
      ...before,
      ...field(problems.presence, {
        ...expanded('presence', words.how, words.howError, how),
        ...chosen(how, typed.presence),
      }),
      ...field(problems.until, {
        ...compact('until', words.untilLabel, words.untilError, ends),
        ...chosen(ends, typed.until),
      }),
    ],
    [
      button({
        title: words.save,
        verb,
        council: meeting.councilId,
        pointers: { ...pointers, meeting: meeting.id },
        style: 'positive',
        ...(frame.once ? { once: frame.once } : {}),
      }),
      toMinutes(meeting)(words.title, 'minutes.attendance'),
    ],
  )
}
