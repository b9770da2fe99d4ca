import {
  asWritten,
  type Card,
  type CardAction,
  type CardElement,
  card,
  facts,
  footnote,
  heading,
  headingWithState,
  linkButton,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Locale } from '../shared/locale.ts'
import { sayDate, sayMoment } from '../shared/stockholm.ts'
import { emphasised, headingOf, meetingLine, type Reader, sayTime, toMinutes } from './cards.ts'
import type { Minutes } from './minutes.ts'
import { minutesWords } from './words.ts'
import { tookPart, type WrittenMinutes, type WrittenSection } from './written-minutes.ts'

/** A paper to read, whose it is, and what its reader may do with it. */
export interface PaperFrame extends Reader {
  readonly meeting: Meeting
  readonly minutes: Minutes
  readonly paper: WrittenMinutes
  readonly hash: string
  readonly isDraft: boolean
  readonly page: number
  /** Writes the minutes, and may take them back or correct them. */
  readonly writes: boolean
  /** Is to approve them. */
  readonly approves: boolean
}

/** So much text is put on one page of a card, in characters as they are sent: a card holds 28,000. */
const pageSize = 7_000
/** A list of titles on a card says so many characters. */
const listLength = 900

/** The minutes to be read, a page at a time; the approver approves here. */
export function paperCard(frame: PaperFrame): Card {
  const { locale, minutes, paper, now } = frame
  const words = minutesWords(locale)
  const pages = pagesOf(paper, frame)
  const page = Math.min(Math.max(1, frame.page), pages.length)
  const { approved } = minutes
  const state = frame.isDraft ? words.state[minutes.state] : words.state.approved
  const version = paper.number > 1 ? words.version(paper.number) : ''
  const draft = frame.isDraft ? words.paper.draft : ''
  return card(
    locale,
    `${words.title} ${paper.title}`,
    [
      headingWithState(
        [words.title, version, draft].filter(Boolean).join(' · '),
        meetingLine(paper, frame),
        state,
      ),
      paper.why ? paragraph(words.paper.correction(asWritten(paper.why)), 'Small') : undefined,
      page === 1 ? who(paper, locale) : undefined,
      ...(pages[page - 1] ?? []),
      pages.length > 1 ? footnote(words.paper.page(page, pages.length)) : undefined,
      frame.isDraft && frame.approves && minutes.state === 'sent' && paper.chair === ''
        ? strong(`▲ ${words.lead.askForIt}`)
        : undefined,
      !frame.isDraft && approved
        ? strong(
            words.approve.approvedBy(asWritten(approved.title), sayMoment(approved.at, now, locale)),
            'Small',
          )
        : undefined,
      !frame.isDraft ? footnote(words.approve.hash(frame.hash)) : footnote(words.paper.draftNote),
    ],
    paperButtons(frame, page, pages.length),
  )
}

/** Where to turn, and what may be done with the paper. */
function paperButtons(frame: PaperFrame, page: number, pages: number): readonly (CardAction | undefined)[] {
  const { locale, meeting, minutes, isDraft } = frame
  const words = minutesWords(locale)
  const to = toMinutes(meeting)
  const waits = minutes.state === 'sent'
  const turn = (title: string, at: number) => to(title, 'minutes.read', { pointers: { page: String(at) } })
  const approving =
    frame.approves && waits
      ? [
          frame.paper.chair === ''
            ? undefined
            : to(words.approve.approve, 'minutes.approve', {
                style: 'positive',
                pointers: { seen: frame.hash },
              }),
          to(words.approve.ask, 'minutes.askChangeForm'),
        ]
      : []
  const writing = frame.writes
    ? [
        isDraft ? undefined : to(words.paper.public, 'minutes.public', { secondary: true }),
        waits ? to(words.send.takeBack, 'minutes.takeBack', { secondary: true }) : undefined,
        minutes.state === 'approved'
          ? to(words.approve.correct, 'minutes.correctForm', { secondary: true })
          : undefined,
      ]
    : []
  return [
    ...approving,
    page < pages ? turn(words.paper.next, page + 1) : undefined,
    page > 1 ? turn(words.paper.previous, page - 1) : undefined,
    to(words.paper.file, 'minutes.document', { secondary: approving.length > 0 }),
    isDraft ? undefined : to(words.paper.summary, 'minutes.summaryShow', { secondary: true }),
    ...writing,
  ]
}

/** Who took part, in the words of a list; the rest of a long one stands in the file. */
function who(paper: WrittenMinutes, locale: Locale): CardElement {
  const words = minutesWords(locale)
  const told = (absent: boolean) => {
    const all = paper.attendances
      .filter(({ presence }) => (presence === 'absent') === absent)
      .map(({ title, until }) => (until ? `${title} (${words.attendance.until(until)})` : title))
    let list = ''
    for (const [at, one] of all.entries()) {
      if (list.length + one.length > listLength) return `${asWritten(list)} … (+${all.length - at})`
      list += `${list ? ', ' : ''}${one}`
    }
    return asWritten(list) || undefined
  }
  return facts([
    [words.paper.tookPart, told(false)],
    [words.paper.absent, told(true)],
    [words.paper.chair, ledBy(paper, locale)],
    [words.paper.secretary, asWritten(paper.secretary) || undefined],
    [words.paper.approver, asWritten(paper.approver) || undefined],
    [words.paper.place, asWritten(paper.place) || undefined],
  ])
}

/** Who led the meeting, and until which § when they left. */
function ledBy({ chair, chairUntil }: WrittenMinutes, locale: Locale): string {
  const words = minutesWords(locale)
  if (chair === '') return words.lead.unsaid
  return chairUntil ? `${asWritten(chair)} (${words.attendance.until(chairUntil)})` : asWritten(chair)
}

function pagesOf(paper: WrittenMinutes, reader: Reader): readonly (readonly CardElement[])[] {
  const pages: CardElement[][] = [[]]
  let size = 0
  for (const section of paper.sections) {
    const elements = sectionElements(section, paper, reader)
    const length = JSON.stringify(elements).length
    if (size > 0 && size + length > pageSize) {
      pages.push([])
      size = 0
    }
    pages.at(-1)?.push(...elements)
    size += length
  }
  return pages
}

function sectionElements(
  section: WrittenSection,
  paper: WrittenMinutes,
  { locale, now }: Reader,
): readonly CardElement[] {
  const words = minutesWords(locale)
  const said = sectionText(section, paper, { locale, now })
  return [
    strong(words.section(section.number, asWritten(headingOf(section, locale)))),
    ...(said ? [paragraph(asWritten(said), 'Small')] : []),
    ...section.decisions.map(({ text, owner, dueOn }) => {
      const by = owner && dueOn ? ` ${words.decide.owned(asWritten(owner), sayDate(dueOn, now, locale))}` : ''
      return paragraph(`**${words.decide.decision}:** ${asWritten(text)}${by}`, 'Small')
    }),
  ]
}

/** What stands in a § : what was written, or, when nothing was, what follows from the rest of the minutes. */
export function sectionText(
  { kind, text, decisions }: WrittenSection,
  paper: WrittenMinutes,
  { locale, now }: Pick<Reader, 'locale' | 'now'>,
): string {
  if (text) return text
  const words = minutesWords(locale).paper
  const present = tookPart(paper)
  if (kind === 'opening') return words.opened(present, paper.attendances.length - present, paper.approver)
  if (kind === 'next' && paper.next)
    return words.nextMeeting(sayDate(paper.next.on, now, locale), sayTime(paper.next.at, locale))
  return decisions.length > 0 ? '' : words.nothing
}

/** To the approver: there are minutes to read and approve. */
export function toApproveCard(meeting: Meeting, minutes: Minutes, approves: boolean, reader: Reader): Card {
  const { locale } = reader
  const words = minutesWords(locale).approve
  const to = toMinutes(meeting)
  const waits = approves && minutes.state === 'sent'
  const text = waits ? words.text : minutes.state === 'approved' ? words.done : words.takenBack
  return card(
    locale,
    words.title,
    [heading(words.title), placing(meetingLine(meeting, reader)), paragraph(text)],
    [
      to(words.read, 'minutes.read', { style: 'positive' }),
      waits ? to(words.ask, 'minutes.askChangeForm') : undefined,
    ],
  )
}

/** To who writes: what the approver wants otherwise. */
export function changeAskedCard(meeting: Meeting, minutes: Minutes, reader: Reader): Card {
  const words = minutesWords(reader.locale)
  const { changed, edit } = words.approve
  return card(
    reader.locale,
    changed,
    [
      heading(changed),
      placing(meetingLine(meeting, reader)),
      minutes.state === 'changeAsked'
        ? emphasised([paragraph(asWritten(minutes.changeAsked), 'None')])
        : paragraph(words.state[minutes.state]),
    ],
    [toMinutes(meeting)(edit, 'minutes.show', { style: 'positive' })],
  )
}

/** The link to the minutes as a file. */
export function fileCard(meeting: Meeting, address: string, reader: Reader): Card {
  const words = minutesWords(reader.locale)
  return card(
    reader.locale,
    words.file.title,
    [heading(words.file.title), placing(meetingLine(meeting, reader)), paragraph(words.file.explain)],
    [linkButton(words.file.open, address), toMinutes(meeting)(words.approve.edit, 'minutes.show')],
  )
}
