import {
  asWritten,
  button,
  type Card,
  type CardAction,
  type CardElement,
  type Choice,
  card,
  compact,
  footnote,
  heading,
  headingWithState,
  paragraph,
  placing,
  strong,
  value,
} from '../chat/index.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { sayDate, sayMoment } from '../shared/stockholm.ts'
import { leaderOf, type MinutesBook, openSection, type Section } from './minutes.ts'
import { minutesWords } from './words.ts'

/** For whom a card of minutes is made, and when. */
export interface Reader {
  readonly locale: Locale
  readonly council: CouncilId
  readonly now: Instant
}

/** The most of a text that a card of many things shows of each, and of a heading in a list. */
const excerptLength = 280
const lineLength = 70
/** So many decisions of the open § are shown with their buttons. */
const decisionsShown = 4
/** So many items that wait for a § are named. */
const waitingShown = 5

/** A text in one line of at most so many characters, safe for a card. */
export function shortened(text: string, length: number): string {
  // Escaped line by line first: what stands at the beginning of a line acts there.
  const line = asWritten(text.trim()).replace(/\s+/g, ' ')
  if (line.length <= length) return line
  const cut = line.slice(0, length).replace(/\s+\S*$/u, '')
  return `${cut.replace(/\\+$/, '')} …`
}

/** A value that is still among the choices; nothing, when it is not. */
export function chosen(choices: readonly Choice[], wanted: string | undefined): { value?: string } {
  return value(choices.some((choice) => choice.value === wanted) ? wanted : undefined)
}

/** What a § is called, plain text. */
export function headingOf(
  { heading, kind }: Pick<Section, 'kind'> & { heading: string },
  locale: Locale,
): string {
  return heading || minutesWords(locale).kind[kind]
}

/** "Rådsmöte · torsdag 26 november kl. 13.00". */
export function meetingLine(
  { title, on, at }: Pick<Meeting, 'on' | 'at'> & { readonly title: string },
  { locale, now }: Reader,
): string {
  return minutesWords(locale).under(asWritten(title), sayDate(on, now, locale), sayTime(at, locale))
}

/** A time of day as it is said: "13.00" in Swedish. */
export function sayTime(at: string, locale: Locale): string {
  return locale === 'sv' ? at.replace(':', '.') : at
}

/** A button about the minutes of a meeting. */
export function toMinutes(meeting: Pick<Meeting, 'id' | 'councilId'>) {
  return (
    title: string,
    verb: string,
    more: {
      readonly pointers?: Readonly<Record<string, string>>
      readonly style?: 'positive' | 'destructive'
      readonly secondary?: boolean
    } = {},
  ) =>
    button({
      title,
      verb,
      council: meeting.councilId,
      ...more,
      pointers: { ...more.pointers, meeting: meeting.id },
      ignoresInputs: verb !== 'minutes.open' || more.pointers?.section !== undefined,
    })
}

/** Before the minutes are begun. */
export function notBegunCard(meeting: Meeting, writes: boolean, reader: Reader): Card {
  const words = minutesWords(reader.locale)
  const to = toMinutes(meeting)
  return card(
    reader.locale,
    words.notBegun,
    [
      heading(words.title),
      placing(meetingLine(meeting, reader)),
      paragraph(words.notBegun),
      writes ? paragraph(words.notBegunWriter, 'Small') : undefined,
    ],
    [writes ? to(words.begin, 'minutes.begin', { style: 'positive' }) : undefined],
  )
}

/** When somebody wrote in minutes that have been locked meanwhile: what they typed is theirs to keep. */
export function lockedCard(state: 'sent' | 'approved', typed: string, locale: Locale): Card {
  const { title, closed } = minutesWords(locale)
  return card(locale, closed[state], [
    heading(title),
    paragraph(closed[state]),
    ...(typed ? [strong(closed.typed), paragraph(asWritten(typed), 'Small')] : []),
  ])
}

/** When there are minutes, and nothing of them that this person may read yet. */
export function notPublishedCard(meeting: Meeting, reader: Reader): Card {
  const words = minutesWords(reader.locale)
  const lines = [heading(words.title), placing(meetingLine(meeting, reader)), paragraph(words.notPublished)]
  return card(reader.locale, words.notPublished, lines)
}

/** The minutes while they are being written: the open § at the top, all §§ under it. */
export function minutesCard(book: MinutesBook, reader: Reader): Card {
  const { locale, now } = reader
  const words = minutesWords(locale)
  const { meeting, minutes, sections } = book
  const to = toMinutes(meeting)
  const open = openSection(book)
  const next = sections.find(({ number }) => open && number === open.number + 1)
  const title = `${words.title}${minutes.number > 1 ? ` · ${words.version(minutes.number)}` : ''}`
  return card(
    locale,
    `${words.title} ${meeting.title}`,
    [
      headingWithState(title, meetingLine(meeting, reader), words.state[minutes.state]),
      paragraph(attendanceLine(book, locale), 'Small'),
      leaderOf(book) ? undefined : strong(words.lead.missing, 'None'),
      minutes.changeAsked
        ? emphasised([
            strong(words.approve.changed, 'None'),
            paragraph(asWritten(minutes.changeAsked), 'None'),
          ])
        : undefined,
      minutes.endedAt
        ? paragraph(words.open.ended(sayMoment(minutes.endedAt, now, locale)), 'Small')
        : undefined,
      open ? openBox(open, book, reader) : undefined,
      waitingBox(book, locale),
      strong(words.open.allSections),
      ...sections.map((section) => sectionLine(section, book, section.id === open?.id, locale)),
      goToBox(book, locale),
      open ? footnote(words.open.hint) : undefined,
    ],
    [
      open
        ? to(words.open.write(open.number), 'minutes.writeForm', {
            style: 'positive',
            pointers: { section: open.id },
          })
        : to(words.open.send, 'minutes.sendForm', { style: 'positive' }),
      next ? to(words.open.next(next.number), 'minutes.open', { pointers: { section: next.id } }) : undefined,
      ...(open
        ? [
            minutes.endedAt ? undefined : to(words.open.end, 'minutes.end', { secondary: true }),
            to(words.open.send, 'minutes.sendForm', { secondary: true }),
          ]
        : []),
      to(words.open.attendance, 'minutes.attendance', { secondary: true }),
      to(words.open.read, 'minutes.read', { secondary: true }),
    ],
  )
}

/** The way to another §: its list and its button, together. */
function goToBox({ meeting, sections }: MinutesBook, locale: Locale): CardElement {
  const words = minutesWords(locale)
  const choices = sections.map((section) => ({
    title: words.section(section.number, headingOf(section, locale)).slice(0, 100),
    value: section.id,
  }))
  return {
    type: 'Container',
    spacing: 'Medium',
    separator: true,
    items: [
      {
        ...compact('section', words.open.goTo, words.open.goToError, choices),
        placeholder: words.open.goToHint,
        isRequired: false,
      },
      actions([toMinutes(meeting)(words.open.go, 'minutes.open')]),
    ],
  }
}

/** How many take part. */
export function attendanceLine({ attendances }: Pick<MinutesBook, 'attendances'>, locale: Locale): string {
  const absent = attendances.filter(({ presence }) => presence === 'absent').length
  return minutesWords(locale).attendance.counts(attendances.length - absent, absent)
}

function openBox(open: Section, book: MinutesBook, reader: Reader): CardElement {
  const { locale } = reader
  const words = minutesWords(locale)
  const to = toMinutes(book.meeting)
  const here = book.decisions.filter(({ sectionId }) => sectionId === open.id)
  const left = here.length - decisionsShown
  return emphasised([
    { ...strong(words.section(open.number, asWritten(headingOf(open, locale))), 'None') },
    ...(open.text || here.length === 0
      ? [paragraph(open.text ? shortened(open.text, excerptLength) : words.open.nothingWritten, 'Small')]
      : []),
    ...here.slice(0, decisionsShown).flatMap((decision): readonly CardElement[] => [
      paragraph(`**${words.decide.decision}:** ${shortened(decision.text, excerptLength)}`, 'Small'),
      actions([
        decision.actionId
          ? button({
              title: words.decide.showAction,
              verb: 'actions.show',
              council: reader.council,
              pointers: { action: decision.actionId },
              ignoresInputs: true,
            })
          : to(words.decide.assign, 'minutes.assignForm', { pointers: { decision: decision.id } }),
        to(words.decide.withdraw, 'minutes.withdrawForm', { pointers: { decision: decision.id } }),
      ]),
    ]),
    ...(left > 0 ? [paragraph(words.open.more(left), 'Small')] : []),
    actions([to(words.open.decide, 'minutes.decideForm', { pointers: { section: open.id } })]),
  ])
}

/** What has come to the agenda since the minutes were begun, to be taken in. */
function waitingBox({ meeting, sections, waiting }: MinutesBook, locale: Locale): CardElement | undefined {
  if (waiting.length === 0) return undefined
  const words = minutesWords(locale)
  const last = sections.at(-1)?.number ?? 0
  return emphasised([
    strong(words.open.waiting, 'None'),
    ...waiting
      .slice(0, waitingShown)
      .map((item) =>
        paragraph(shortened(headingOf({ ...item, heading: item.title }, locale), lineLength), 'Small'),
      ),
    actions([toMinutes(meeting)(words.open.takeIn(last + 1, last + waiting.length), 'minutes.takeIn')]),
  ])
}

function sectionLine(section: Section, book: MinutesBook, open: boolean, locale: Locale): CardElement {
  const words = minutesWords(locale)
  const count = book.decisions.filter(({ sectionId }) => sectionId === section.id).length
  const said = [
    open ? `● ${words.open.now}:` : section.text || count > 0 ? '✓' : '○',
    words.section(section.number, shortened(headingOf(section, locale), lineLength)),
    count > 0 ? `· ${words.open.decisions(count)}` : '',
  ]
  return paragraph(said.filter(Boolean).join(' '), 'Small')
}

/** Things that belong together, on a ground of their own. */
export function emphasised(items: readonly CardElement[]): CardElement {
  return { type: 'Container', style: 'emphasis', spacing: 'Medium', items }
}

/** Buttons among the things they are about. */
export function actions(buttons: readonly CardAction[]): CardElement {
  return { type: 'ActionSet', spacing: 'Small', actions: buttons }
}
