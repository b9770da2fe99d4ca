import { type Action, isActionOpen } from '../actions/index.ts'
import {
  amongOthers,
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  heading,
  type Member,
  type Mention,
  mentioning,
  mentionOf,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Meeting } from '../meetings/index.ts'
import type { DecisionId } from '../shared/ids.ts'
import { sayCalendarDay, sayDate } from '../shared/stockholm.ts'
import { actions, headingOf, meetingLine, type Reader, sayTime, shortened, toMinutes } from './cards.ts'
import { publicCount, withoutSmallNumbers, withoutTitles } from './public-minutes.ts'
import { minutesWords } from './words.ts'
import { decisionsIn, tookPart, type WrittenDecision, type WrittenMinutes } from './written-minutes.ts'

/** What a summary is made of. `own` is undefined in the one for all. */
export interface SummaryFrame extends Reader {
  readonly meeting: Meeting
  readonly paper: WrittenMinutes
  readonly isDraft: boolean
  readonly own: readonly Action[] | undefined
  /** Who answers for which decision, of those whom Teams is to tell that the card names them; nobody without it. */
  readonly owners?: ReadonlyMap<DecisionId, Pick<Member, 'person' | 'title'>>
}

/** A summary is short: so many decisions and own actions, and so much of each. */
const most = { decisions: 10, own: 5, excerpt: 300 } as const

/** What was decided, what the reader has to do because of it, and when the next meeting is. */
export function summaryCard(frame: SummaryFrame): Card {
  const { locale, now, meeting, paper } = frame
  const words = minutesWords(locale)
  const title = words.summary.title(asWritten(paper.title))
  const decided = decisionsIn(paper)
  const { next } = paper
  const mentions = mentionsOf(decided.slice(0, most.decisions), frame)
  const summary = card(
    locale,
    words.summary.title(paper.title),
    [
      heading(title),
      placing(meetingLine(paper, frame)),
      frame.isDraft ? strong(`▲ ${words.paper.draft} · ${words.summary.draft}`, 'Small') : undefined,
      !frame.isDraft && paper.number > 1 ? strong(words.summary.corrected(paper.number), 'Small') : undefined,
      decided.length === 0 ? paragraph(words.summary.nothing) : strong(words.summary.decided),
      ...decided.slice(0, most.decisions).map((one) => {
        const by =
          one.owner && one.dueOn
            ? ` ${words.decide.owned(mentions.get(one.id)?.text ?? asWritten(one.owner), sayDate(one.dueOn, now, locale))}`
            : ''
        return paragraph(`**§ ${one.section}** ${shortened(one.text, most.excerpt)}${by}`, 'Small')
      }),
      decided.length > most.decisions
        ? paragraph(words.summary.more(decided.length - most.decisions), 'Small')
        : undefined,
      ...(frame.own ? ownElements(frame.own, frame) : []),
      paragraph(
        next
          ? words.summary.next(sayDate(next.on, now, locale), sayTime(next.at, locale))
          : words.summary.noNext,
      ),
    ],
    [toMinutes(meeting)(words.summary.read, 'minutes.read')],
  )
  return mentioning(summary, [...mentions.values()])
}

/** The mentions of those who answer for decisions. A title that two of them share says nothing of which: it stays text. */
function mentionsOf(
  decided: readonly WrittenDecision[],
  { owners = new Map() }: SummaryFrame,
): ReadonlyMap<DecisionId, Mention> {
  const mentions = decided.flatMap(({ id, owner, dueOn }): [DecisionId, Mention][] => {
    const member = owners.get(id)
    return member && owner && dueOn ? [[id, mentionOf(member.person, owner)]] : []
  })
  const isShared = ({ text, mentioned }: Mention) =>
    mentions.some(([, other]) => other.text === text && other.mentioned.id !== mentioned.id)
  return new Map(mentions.filter(([, mention]) => !isShared(mention)))
}

function ownElements(own: readonly Action[], { locale, now }: SummaryFrame): readonly CardElement[] {
  const words = minutesWords(locale).summary
  if (own.length === 0) return [paragraph(words.noneYours)]
  return [
    strong(words.yours),
    ...own.slice(0, most.own).map((action): CardElement => {
      const open = isActionOpen(action)
      const told = open
        ? words.due(action.number, sayDate(action.dueOn, now, locale))
        : action.status === 'done'
          ? words.finished(action.number)
          : words.ended(action.number)
      const to = (title: string, verb: string) =>
        button({
          title,
          verb,
          council: action.councilId,
          pointers: { ...amongOthers, action: action.id },
        })
      return {
        type: 'Container',
        separator: true,
        spacing: 'Small',
        items: [
          paragraph(shortened(action.text, most.excerpt), 'None'),
          placing(told),
          ...(open
            ? [actions([to(words.finish, 'actions.finishForm'), to(words.report, 'actions.reportForm')])]
            : []),
        ],
      }
    }),
  ]
}

/** The longest text to copy: a card holds 28,000 characters, and this is sent once. */
const publicLength = 6_000

/** What the public may read, as a text to copy; in Swedish, whoever asks for it. `titles` are those to leave out. */
export function publicCard(
  meeting: Meeting,
  paper: WrittenMinutes,
  titles: readonly string[],
  reader: Reader,
): Card {
  const words = minutesWords(reader.locale)
  const text = publicText(paper, titles)
  const shown = text.slice(0, publicLength)
  return card(
    reader.locale,
    words.public.title,
    [
      heading(words.public.title),
      placing(meetingLine(paper, reader)),
      paragraph(words.public.explain),
      {
        type: 'Container',
        style: 'emphasis',
        spacing: 'Medium',
        items: [paragraph(asWritten(shown), 'None')],
      },
      {
        type: 'Input.Text',
        id: 'public',
        label: words.public.label,
        errorMessage: words.public.error,
        isMultiline: true,
        maxLength: publicLength,
        value: shown,
      },
      text.length > publicLength ? strong(words.public.cut) : undefined,
    ],
    [toMinutes(meeting)(words.summary.read, 'minutes.read')],
  )
}

/** The summary for the public: what was taken up and decided, without titles and small numbers. */
export function publicText(paper: WrittenMinutes, titles: readonly string[]): string {
  const words = minutesWords('sv')
  const hidden = [
    ...titles,
    ...paper.attendances.map(({ title }) => title),
    ...decisionsIn(paper).map(({ owner }) => owner),
    ...[paper.chair, paper.secretary, paper.approver],
  ]
  const safe = (text: string) => withoutSmallNumbers(withoutTitles(text, hidden))
  const usual = ['opening', 'agenda', 'lastMinutes', 'other', 'next']
  const discussed = paper.sections.filter(({ kind }) => !usual.includes(kind))
  const decided = decisionsIn(paper)
  const { next } = paper
  const lines = [
    words.public.head(paper.council, sayCalendarDay(paper.on, 'sv')),
    words.public.tookPart(publicCount(tookPart(paper))),
    ...(discussed.length > 0 ? ['', words.public.discussed] : []),
    ...discussed.map((section) => `– ${safe(headingOf(section, 'sv'))}`),
    '',
    ...(decided.length > 0 ? [words.public.decided] : [words.summary.nothing]),
    ...decided.map(({ text }) => `– ${safe(text)}`),
    ...(next ? ['', words.summary.next(sayCalendarDay(next.on, 'sv'), sayTime(next.at, 'sv'))] : []),
  ]
  return lines.join('\n')
}
