import { isForAgenda } from '../actions/index.ts'
import { asWritten } from '../chat/index.ts'
import { sayState } from '../promises/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { sayCalendarDay } from '../shared/stockholm.ts'
import type { ItemKind } from './agenda.ts'
import { type AgendaFacts, byArea } from './agenda-facts.ts'
import { agendaWords } from './agenda-words.ts'
import { sayWhen } from './cards.ts'

/** How many lines an item says by itself, and the longest of them: a card has room for no more. */
const [linesAtMost, longestLine] = [5, 160] as const

/** What an item says by itself today, in lines; none for what says nothing. */
export function factLines(
  kind: ItemKind,
  facts: AgendaFacts,
  now: Instant,
  locale: Locale,
): readonly string[] {
  const lines = linesOf(kind, facts, now, locale)
  const left = lines.length - linesAtMost
  return left > 0 ? [...lines.slice(0, linesAtMost), agendaWords(locale).facts.more(left)] : lines
}

function linesOf(kind: ItemKind, facts: AgendaFacts, now: Instant, locale: Locale): readonly string[] {
  const { facts: words } = agendaWords(locale)
  switch (kind) {
    case 'opening':
      return [facts.approver ? words.approver(asWritten(facts.approver)) : words.noApprover]
    case 'lastMinutes':
      return decisionLines(facts, locale)
    case 'situation':
      return situationLines(facts, locale)
    case 'lateActions':
      return facts.late.length === 0 ? [words.noLate] : lateLines(facts, locale)
    case 'promises':
      return facts.promises.length === 0 ? [words.noPromises] : promiseLines(facts, locale)
    case 'soon':
      return [
        facts.agreementEnds
          ? words.agreement(sayCalendarDay(facts.agreementEnds, locale))
          : words.nothingSoon,
      ]
    case 'next':
      return [
        facts.next ? words.next(asWritten(facts.next.title), sayWhen(facts.next, now, locale)) : words.noNext,
      ]
    default:
      return []
  }
}

function decisionLines({ decisions: { last, open } }: AgendaFacts, locale: Locale): readonly string[] {
  const { facts: words } = agendaWords(locale)
  const told = last ? [words.last(sayCalendarDay(last.on, locale), last.approved)] : []
  if (open.length === 0) return [...told, words.noDecisions]
  return [
    ...told,
    ...open.map(({ text, origin, owner, dueOn }) =>
      words.decision(brief(text), origin, asWritten(owner), dueOn ? sayCalendarDay(dueOn, locale) : ''),
    ),
  ]
}

function situationLines({ situation }: AgendaFacts, locale: Locale): readonly string[] {
  const { facts: words } = agendaWords(locale)
  const { now, before, since, sinceMeeting } = situation
  const most = now.places.slice(0, 3).map(({ place, count }) => `${asWritten(place)} (${count})`)
  return [
    words.situation(now.all, sayCalendarDay(since, locale), sinceMeeting, before.all),
    ...(most.length > 0 ? [words.place(most.join('; '))] : []),
    ...byArea(now, before).map((each) => words.area(asWritten(each.area), each.now, each.before)),
  ]
}

function lateLines({ late, today }: AgendaFacts, locale: Locale): readonly string[] {
  const { facts: words } = agendaWords(locale)
  return late.map((action) =>
    words.late(
      action.number,
      brief(action.text),
      asWritten(action.owner.title),
      sayCalendarDay(action.dueOn, locale),
      isForAgenda(action, today),
    ),
  )
}

function promiseLines({ promises }: AgendaFacts, locale: Locale): readonly string[] {
  return promises.flatMap(({ commitments }) =>
    commitments.map(({ commitment, pace }) =>
      asWritten(`${cut(commitment.text)}: ${sayState(commitment, pace, locale)}`),
    ),
  )
}

function brief(text: string): string {
  return asWritten(cut(text))
}

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine - 1).trimEnd()}…` : text
}
