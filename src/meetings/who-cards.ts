import { asWritten, button, type CardElement, footnote, paragraph, strong } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import type { AgendaItem } from './agenda.ts'
import type { Called, Meeting } from './meeting.ts'
import type { Attendance } from './quorum.ts'
import { meetingWords } from './words.ts'

/** What a card of a meeting says beside the meeting itself. */
export interface Beside {
  readonly attendance: Attendance
  readonly agenda: readonly AgendaItem[]
  readonly series: { readonly rule: string; readonly left: number } | undefined
  /** How many late actions of the reader's own the agenda takes up. */
  readonly ownLate: number
}

/** For whom a card of a meeting is made. */
export interface Reader {
  readonly locale: Locale
  readonly now: Instant
  /** Who is called as the reader; undefined when they are not. */
  readonly own: Called | undefined
  /** For whom the reader comes instead. */
  readonly replaces: readonly Called[]
  /** Whether the reader changes the meeting. */
  readonly plans: boolean
  /** Whether the reader sees who comes, and not only how many: never where others read. */
  readonly sees: boolean
  /** Whether the card stands in a channel. */
  readonly inChannel: boolean
}

/** How many of those who are called a card, or a page of them, names. */
export const namedAtMost = 25

/** Who comes, for those who lead the meeting, and whether it can decide. */
export function whoRows(meeting: Meeting, { attendance }: Beside, reader: Reader): readonly CardElement[] {
  if (!reader.sees || meeting.calledAt === undefined) return []
  const words = meetingWords(reader.locale)
  const { needed, canDecide } = attendance
  const lines = meeting.called.slice(0, namedAtMost).map((one) => lineOf(one, reader.locale))
  const left = meeting.called.length - lines.length
  return [
    needed > 0
      ? strong(canDecide ? words.card.canDecide(needed) : words.card.cannotDecide(needed))
      : undefined,
    strong(words.card.who),
    paragraph([...lines, ...(left > 0 ? [words.card.andMore(left)] : [])].join('\n\n'), 'None'),
    left > 0
      ? {
          type: 'ActionSet' as const,
          spacing: 'Small' as const,
          actions: [toPage(meeting, words.card.showAll, 1)],
        }
      : undefined,
  ].filter((element) => element !== undefined)
}

/** The way to a page of everybody who is called. */
export function toPage(meeting: Meeting, title: string, page: number) {
  const pointers = { meeting: meeting.id, page: String(page) }
  return button({ title, verb: 'meetings.who', council: meeting.councilId, pointers })
}

/** Somebody who is called and what they have said, in a line. */
export function lineOf(one: Called, locale: Locale): string {
  const words = meetingWords(locale)
  const symbol = { none: '○', coming: '✓', notComing: '✕', substitute: '→' }[one.answer]
  const said = one.substitute
    ? words.card.comesFor(asWritten(one.substitute.title))
    : words.answer[one.answer]
  return `${symbol} ${asWritten(one.title)}: ${said}${one.why ? ` (${asWritten(one.why)})` : ''}`
}

/** What the reader has said, or is asked. */
export function ownRows(
  meeting: Meeting,
  { locale, own, replaces, inChannel, plans }: Reader,
  isOpen: boolean,
): readonly CardElement[] {
  const { card: said } = meetingWords(locale)
  // Before the call is sent, who plans is to send it first.
  if (!isOpen || (plans && meeting.calledAt === undefined)) return []
  if (inChannel) return [footnote(said.inChannel)]
  if (replaces.length > 0)
    return [strong(said.youReplace(replaces.map(({ title }) => asWritten(title)).join(', ')))]
  if (!own) return meeting.calledAt ? [footnote(said.notOnList)] : []
  if (own.substitute) return [strong(said.youSend(asWritten(own.substitute.title)))]
  const isAnew = own.answer === 'none' && Boolean(meeting.moved?.why)
  return [strong(isAnew ? said.askAgain : said.you[own.answer])]
}
