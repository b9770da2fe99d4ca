import { isForAgenda } from '../actions/index.ts'
import { asWritten } from '../chat/index.ts'
import { sayState } from '../promises/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { plusDays, sayCalendarDay, sayMonths } from '../shared/stockholm.ts'
import type { ItemKind } from './agenda.ts'
import { type AgendaFacts, byArea } from './agenda-facts.ts'
import { agendaWords } from './agenda-words.ts'
import { sayWhen } from './cards.ts'

/** The longest text in a line: a card has room for no more. */
const longestLine = 160

/** For whom lines are made, and where they stand. */
export interface FactFrame {
  readonly now: Instant
  readonly locale: Locale
  /** How what people wrote is made to stand there. */
  readonly written: (text: string) => string
  /** How many lines an item says at most, besides one that tells of the rest. */
  readonly linesAtMost: number
}

/** How an item says what it says in a card. */
export const inCards = { written: asWritten, linesAtMost: 5 } as const

/** What an item says by itself today, in lines; none for what says nothing. */
export function factLines(kind: ItemKind, facts: AgendaFacts, frame: FactFrame): readonly string[] {
  const lines = linesOf(kind, facts, frame)
  const left = lines.length - frame.linesAtMost
  if (left <= 0) return lines
  return [...lines.slice(0, frame.linesAtMost), agendaWords(frame.locale).facts.more(left)]
}

function linesOf(kind: ItemKind, facts: AgendaFacts, frame: FactFrame): readonly string[] {
  const { now, locale, written } = frame
  const { facts: words } = agendaWords(locale)
  switch (kind) {
    case 'opening':
      return [facts.approver ? words.approver(written(facts.approver)) : words.noApprover]
    case 'lastMinutes':
      return decisionLines(facts, frame)
    case 'situation':
      return situationLines(facts, frame)
    case 'lateActions':
      return facts.late.length === 0 ? [words.noLate] : lateLines(facts, frame)
    case 'promises':
      return facts.promises.length === 0 ? [words.noPromises] : promiseLines(facts, frame)
    case 'soon':
      return soonLines(facts, frame)
    case 'next':
      return [
        facts.next ? words.next(written(facts.next.title), sayWhen(facts.next, now, locale)) : words.noNext,
      ]
    default:
      return []
  }
}

function decisionLines(
  { decisions: { last, open } }: AgendaFacts,
  { locale, written }: FactFrame,
): readonly string[] {
  const { facts: words } = agendaWords(locale)
  const told = last ? [words.last(sayCalendarDay(last.on, locale), last.approved)] : []
  if (open.length === 0) return [...told, words.noDecisions]
  return [
    ...told,
    ...open.map(({ text, origin, owner, dueOn }) =>
      words.decision(written(cut(text)), origin, written(owner), dueOn ? sayCalendarDay(dueOn, locale) : ''),
    ),
  ]
}

/** How much was reported since the last meeting: of what everybody may read, and that there is more when there is. */
export function situationCount({ situation }: Pick<AgendaFacts, 'situation'>, locale: Locale): string {
  const { facts: words } = agendaWords(locale)
  const { now, before, since, sinceMeeting } = situation
  const told = words.situation(now.all, sayCalendarDay(since, locale), sinceMeeting, before.all)
  return now.unpublished > 0 ? `${told} ${words.unpublished(now.unpublished)}` : told
}

function situationLines(facts: AgendaFacts, { locale, written }: FactFrame): readonly string[] {
  const { facts: words } = agendaWords(locale)
  const { now, before } = facts.situation
  const most = now.places.slice(0, 3).map(({ place, count }) => `${written(place)} (${count})`)
  return [
    situationCount(facts, locale),
    ...(most.length > 0 ? [words.place(most.join('; '))] : []),
    ...byArea(now, before).map((each) => words.area(written(each.area), each.now, each.before)),
  ]
}

function lateLines({ late, today }: AgendaFacts, { locale, written }: FactFrame): readonly string[] {
  const { facts: words } = agendaWords(locale)
  return late.map((action) =>
    words.late(
      action.number,
      written(cut(action.text)),
      written(action.owner.title),
      sayCalendarDay(action.dueOn, locale),
      isForAgenda(action, today),
    ),
  )
}

function promiseLines({ promises }: AgendaFacts, { locale, written }: FactFrame): readonly string[] {
  return promises.flatMap(({ commitments }) =>
    commitments.map(({ commitment, pace }) =>
      written(`${cut(commitment.text)}: ${sayState(commitment, pace, locale)}`),
    ),
  )
}

/** The agreement that ends, and what the months after the meeting have brought before. */
function soonLines(
  { agreementEnds, seasons }: AgendaFacts,
  { locale, written }: FactFrame,
): readonly string[] {
  const { facts: words } = agendaWords(locale)
  if (!agreementEnds && seasons.length === 0) return [words.nothingSoon]
  return [
    ...(agreementEnds ? [words.agreement(sayCalendarDay(agreementEnds, locale))] : []),
    ...seasons.map(({ category, count, from, before, times }) => {
      const months = sayMonths(from, plusDays(before, -1), locale)
      return words.season(written(category.name[locale]), count, months, times)
    }),
  ]
}

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine - 1).trimEnd()}…` : text
}
