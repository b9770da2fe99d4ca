import type { Instant } from '../shared/clock.ts'
import { exactest, theOne } from './choose.ts'
import { todayOf } from './moment-pieces.ts'
import { placing } from './ordinary-words.ts'
import { findPeriod } from './period.ts'
import type { Range } from './period-phrases.ts'
import { beginningOf, foldInPlace, type Token, tokensOf } from './tokens.ts'
import { type Mention, mentionsIn, type Vocabulary } from './vocabulary.ts'

/** What a list is narrowed to. What was not understood is `text`, to search for. */
export interface FilterReading {
  readonly categoryId?: string
  readonly placeId?: string
  readonly areaId?: string
  readonly status?: string
  readonly ownerId?: string
  readonly organisationId?: string
  readonly period?: Range
  readonly text: string
}

/** Words that only say that a list is wanted. */
const asking = new Set('handelser handelse handelserna rapporter rapporterna visa lista alla'.split(' '))
/** Words that tie what was understood together, and are no words to search for beside it. */
const tying = new Set([...placing, 'om', 'med', 'under', 'och', 'for', 'av'])

const sameWords = (one: Mention, other: Mention) => one.from === other.from && one.to === other.to

/** Places and areas: the more exact one; when a word is the name of both, the area, which holds the place too. */
function whereabouts(mentions: readonly Mention[]): Mention[] {
  const where = exactest(mentions.filter(({ kind }) => kind === 'place' || kind === 'area'))
  return where.filter(
    (each) => each.kind === 'area' || !where.some((other) => other.kind === 'area' && sameWords(each, other)),
  )
}

/** Reads what a list is to be narrowed to: "bråk noret förra veckan", "nya i centrum sedan fredag". Never fails. Only the beginning of
 * a very long line is read. */
export function readFilter(line: string, vocabulary: Vocabulary, now: Instant): FilterReading {
  const text = beginningOf(line.normalize('NFC'))
  const folded = foldInPlace(text)
  const tokens = tokensOf(text, folded)
  const period = findPeriod(folded, todayOf(now))
  const inPeriod = (token: Token) =>
    period !== undefined && token.start < period.end && token.end > period.start
  const mentions = mentionsIn(tokens, inPeriod, vocabulary)
  const where = whereabouts(mentions)
  const one = (kind: string, among: readonly Mention[] = mentions) =>
    theOne(
      among.filter((each) => each.kind === kind),
      () => 0,
    )
  const [category, place, area] = [one('category'), one('place', where), one('area', where)]
  const [status, owner, organisation] = [one('status'), one('owner'), one('organisation')]
  const read = [category, place, area, status, owner, organisation].filter((each) => each !== undefined)
  const understood = tokens.map(
    (token, at) => inPeriod(token) || read.some((each) => each.from <= at && at <= each.to),
  )
  return {
    ...(category && { categoryId: category.id }),
    ...(place && { placeId: place.id }),
    ...(area && { areaId: area.id }),
    ...(status && { status: status.id }),
    ...(owner && { ownerId: owner.id }),
    ...(organisation && { organisationId: organisation.id }),
    ...(period && { period: { from: period.from, to: period.to } }),
    text: leftOver(text, tokens, understood),
  }
}

/** The words that were not understood, as they are written; words that stood together in one ("H-2026-0001") still do. */
function leftOver(text: string, tokens: readonly Token[], understood: readonly boolean[]): string {
  const kept = tokens.filter((token, at) => {
    if (understood[at] || (at === 0 && asking.has(token.folded))) return false
    const beside = understood[at - 1] === true || understood[at + 1] === true
    return !(beside && tying.has(token.folded)) && !(at <= 1 && asking.has(token.folded))
  })
  return kept
    .map((token, at) => {
      const next = kept[at + 1]
      const between = next ? text.slice(token.end, next.start) : ''
      return text.slice(token.start, token.end) + (next && /^\S+$/.test(between) ? between : ' ')
    })
    .join('')
    .trim()
}
