import { isForAgenda } from '../actions/index.ts'
import {
  asWritten,
  type Card,
  type CardElement,
  card,
  facts,
  footnote,
  heading,
  linkButton,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import type { AgendaItem } from './agenda.ts'
import { agendaLines } from './agenda-cards.ts'
import { situationCount } from './agenda-fact-cards.ts'
import type { AgendaFacts } from './agenda-facts.ts'
import { agendaWords } from './agenda-words.ts'
import { briefingWords } from './briefing-words.ts'
import { sayWhen } from './cards.ts'
import type { Meeting } from './meeting.ts'
import { meetingWords } from './words.ts'

/** The briefing as a file: what its button sends, and the kind of its links. */
export const briefingFileVerb = 'meetings.briefingFile'

/** What the briefing of a meeting is made of, as it is today. */
export interface Briefing {
  readonly agenda: readonly AgendaItem[]
  readonly facts: AgendaFacts
  readonly isLocked: boolean
}

/** How many items of the agenda a briefing shows: the rest is behind its button. */
const itemsAtMost = 15

/** How things stand, in one line each: the situation, late actions, promises and decisions that are left. */
export function briefingFacts(
  known: AgendaFacts,
  locale: Locale,
): readonly (readonly [title: string, value: string])[] {
  const words = briefingWords(locale)
  const { late, promises, decisions, today } = known
  const paces = promises.flatMap(({ commitments }) => commitments.map(({ pace }) => pace.state))
  const behind = paces.filter((state) => state === 'behind' || state === 'missed').length
  const kept = paces.filter((state) => state === 'kept').length
  const lateDecisions = decisions.open.filter(({ dueOn }) => dueOn !== undefined && dueOn < today).length
  return [
    [words.situation, situationCount(known, locale)],
    [words.late, words.lateCount(late.length, late.filter((action) => isForAgenda(action, today)).length)],
    [words.promises, words.promiseCount(paces.length, behind, kept)],
    [words.decisions, words.decisionCount(decisions.open.length, lateDecisions)],
  ]
}

/** The briefing in a card: how things stand in numbers, and the agenda. */
export function briefingRows(
  { agenda, facts: known, isLocked }: Briefing,
  locale: Locale,
): readonly CardElement[] {
  const words = briefingWords(locale)
  const lines = agendaLines(agenda, locale)
  const left = lines.length - itemsAtMost
  const shown = [
    ...lines.slice(0, itemsAtMost),
    ...(left > 0 ? [meetingWords(locale).card.andMore(left)] : []),
  ]
  return [
    facts(briefingFacts(known, locale)),
    ...(shown.length > 0 ? [strong(words.agenda), paragraph(shown.join('\n'), 'Small')] : []),
    ...(isLocked ? [footnote(agendaWords(locale).locked)] : []),
  ]
}

/** The link to the briefing as a file. */
export function briefingFileCard(meeting: Meeting, url: string, now: Instant, locale: Locale): Card {
  const { file } = briefingWords(locale)
  return card(
    locale,
    file.title,
    [
      heading(file.title),
      placing(`${asWritten(meeting.title)} · ${sayWhen(meeting, now, locale)}`),
      paragraph(file.explain),
    ],
    [linkButton(file.open, url)],
  )
}
