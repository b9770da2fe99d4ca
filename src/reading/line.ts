import type { Instant } from '../shared/clock.ts'
import { theOne } from './choose.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { describe, type Span } from './describe.ts'
import { findMoment, type Precision } from './moment.ts'
import { todayOf } from './moment-pieces.ts'
import { catchAll, denying, placing } from './ordinary-words.ts'
import { stem } from './stem.ts'
import { beginningOf, foldInPlace, type Token, tokensOf } from './tokens.ts'
import { type Kind, type Mention, mentionsIn, type Vocabulary } from './vocabulary.ts'

/** What a line was understood to say. What was not understood is not there: it is never guessed. */
export interface LineReading {
  readonly categoryId?: string
  readonly placeId?: string
  readonly occurredAt?: Instant
  /** How exactly the time was told; there when `occurredAt` is. */
  readonly precision?: Precision
  /** The writer's own words, without what the form shows by itself (see describe.ts for the rule). May be empty. */
  readonly description: string
  /** What was understood from which part of the line; positions in the line in NFC. */
  readonly spans: readonly { start: number; end: number; meaning: Span['meaning'] }[]
}

/** The last clause that begins at or before a position. */
function clauseAt(position: number, clauses: readonly Clause[]): number {
  return clauses.findLastIndex((clause) => clause.start <= position)
}

const leftOver = new Set(Array.from(catchAll, stem))

/** Whether a category is said to have happened: "inget bråk" is none, and "något annat" is not Annat. */
function isMeant(mention: Mention, tokens: readonly Token[]): boolean {
  if (denying.has(tokens[mention.from - 1]?.folded ?? '')) return false
  const [only] = mention.stems
  if (mention.words > 1 || !leftOver.has(only ?? '')) return true
  return mention.from === 0 && catchAll.has(tokens[0]?.folded ?? '')
}

/** The words of a mention, with the preposition that goes with it. */
function spanOf(mention: Mention, tokens: readonly Token[], clauses: readonly Clause[]): Span {
  const first = tokens[mention.from]
  const last = tokens[mention.to]
  const before = tokens[mention.from - 1]
  const start = first?.start ?? 0
  const withPreposition =
    mention.kind === 'place' &&
    before !== undefined &&
    placing.has(before.folded) &&
    clauseAt(before.start, clauses) === clauseAt(start, clauses)
  return {
    start: withPreposition ? before.start : start,
    end: last?.end ?? start,
    meaning: mention.kind === 'place' ? 'place' : 'category',
    // A synonym of the place still points at the place; one of a category is a word of its own (klotter).
    saysMore: mention.kind === 'category' && !mention.byFirstName,
  }
}

/** Every mention of what was chosen; of mentions within each other, the widest. */
function widest(mentions: readonly Mention[], chosen: readonly (Mention | undefined)[]): Mention[] {
  const kept: Mention[] = []
  const ofChosen = mentions.filter((each) =>
    chosen.some((one) => one !== undefined && one.kind === each.kind && one.id === each.id),
  )
  for (const each of ofChosen.sort((one, other) => other.to - other.from - (one.to - one.from))) {
    if (kept.every((other) => each.to < other.from || other.to < each.from)) kept.push(each)
  }
  return kept
}

/**
 * Reads a line such as "buskörning noret igår 22.30, ett tjugotal bilar": which of the council's categories and
 * places it names, and when it was, in Stockholm time. Never fails, and no word is lost: each is in the description or
 * in a span.
 */
export function readLine(line: string, vocabulary: Vocabulary, now: Instant): LineReading {
  const whole = line.normalize('NFC')
  const text = beginningOf(whole)
  const folded = foldInPlace(text)
  const tokens = tokensOf(text, folded)
  const moment = findMoment(folded, todayOf(now))
  const clauses = clausesOf(whole, text.length, moment)
  const inTime = (token: Token) =>
    moment !== undefined && token.start < moment.end && token.end > moment.start
  const mentions = mentionsIn(tokens, inTime, vocabulary).filter(
    (each) => each.kind !== 'category' || isMeant(each, tokens),
  )
  const one = (kind: Kind) =>
    theOne(
      mentions.filter((each) => each.kind === kind),
      (word) => clauseAt(tokens[word]?.start ?? 0, clauses),
    )
  const category = one('category')
  const place = one('place')
  const spans: Span[] = widest(mentions, [category, place]).map((each) => spanOf(each, tokens, clauses))
  if (moment) spans.push({ start: moment.start, end: moment.end, meaning: 'time', saysMore: moment.saysMore })
  const all = text.length === whole.length ? tokens : tokensOf(whole, foldInPlace(whole))
  return {
    ...(category && { categoryId: category.id }),
    ...(place && { placeId: place.id }),
    ...(moment && { occurredAt: moment.at, precision: moment.precision }),
    description: describe(whole, clauses, all, spans),
    spans: spans
      .map(({ start, end, meaning }) => ({ start, end, meaning }))
      .sort((a, b) => a.start - b.start),
  }
}
