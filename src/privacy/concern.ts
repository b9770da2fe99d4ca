import type { Mention } from './mentions.ts'
import { nearestBefore, type Reading, span } from './reading.ts'
import type { Tag } from './rules.ts'
import { spot } from './spot.ts'
import type { Match } from './tokens.ts'
import type { Concern, Finding } from './verdict.ts'

type Worry = Match<Extract<Tag, { list: 'concern' }>>

const worried = /^oro/
const help = /^behöver/

/** Whose need it is: for "orolig för …" the one after, else the one before, or after where nobody stands before. */
function whose(reading: Reading, from: number, to: number, phrase: string): Mention | undefined {
  const { tokens, mentions } = reading
  const after = mentions.find(
    (mention) =>
      mention.from > to &&
      mention.from <= to + (worried.test(phrase) ? 3 : 5) &&
      tokens[mention.head]?.sentence === tokens[to]?.sentence,
  )
  if (worried.test(phrase)) return after
  const before = nearestBefore(mentions, tokens, from, 10)
  return before ?? after
}

/** A helping hand with a tyre is no need of care: "behöver hjälp att byta däck". */
const ordinaryHelp = (reading: Reading, to: number, phrase: string) =>
  help.test(phrase) && /^(?:att|med)$/.test(reading.tokens[to + 1]?.lower ?? '')

/** "ingen annan behöver hjälp", but not "får ingen mat": there the denial is the worry. */
function denied({ tokens }: Reading, from: number, phrase: string): boolean {
  if (/\b(?:inte|ingen|aldrig)\b/.test(phrase)) return false
  const before = tokens
    .slice(Math.max(0, from - 8), from)
    .filter(({ sentence }) => sentence === tokens[from]?.sentence)
  return before.some(({ lower }) => /^(?:inte|ingen|inga|aldrig)$/.test(lower))
}

/** "barnen", near enough the words of worry to be what they are about. */
const ofChildren = (reading: Reading, from: number): boolean =>
  reading
    .phrases('children')
    .some(
      (match) =>
        reading.tokens[match.from]?.sentence === reading.tokens[from]?.sentence &&
        Math.abs(match.from - from) <= 8,
    )

/** Whether words of worry are about a child, about one person, or about nobody in particular. */
function concernOf(reading: Reading, { from, to, tag }: Worry): Concern | undefined {
  if (ordinaryHelp(reading, to, tag.phrase) || denied(reading, from, tag.phrase)) return undefined
  if (ofChildren(reading, from)) return 'child'
  const mention = whose(reading, from, to, tag.phrase)
  if (mention?.number !== 'one') return undefined
  const sentence = reading.tokens[from]?.sentence
  const childHere = reading.mentions.some(
    (one) => one.child && one.number === 'one' && reading.tokens[one.head]?.sentence === sentence,
  )
  // "En flicka … Hon …" is still the girl.
  const childBefore = reading.mentions.some(
    (one) => one.child && one.number === 'one' && one.head <= mention.head,
  )
  return childHere || (mention.pronoun && childBefore) ? 'child' : 'person'
}

/**
 * Concern for a child or for one person: the sentence it stands in goes away whole, for nothing of it may be kept.
 * Many ("barn som far illa i trafiken") are a subject for the council and pass.
 */
export function concernIn(reading: Reading): {
  readonly findings: readonly Finding[]
  readonly concern?: Concern
} {
  const { tokens } = reading
  const sentences = new Map<number, Concern>()
  for (const worry of reading.phrases('concern')) {
    const sentence = tokens[worry.from]?.sentence ?? 0
    const concern = concernOf(reading, worry)
    if (concern === undefined || (concern === 'person' && worry.tag.of === 'child')) continue
    if (sentences.get(sentence) !== 'child') sentences.set(sentence, concern)
  }
  const findings = [...sentences].map(([sentence, concern]) => {
    const first = tokens.findIndex((token) => token.sentence === sentence)
    const last = tokens.findLastIndex((token) => token.sentence === sentence)
    const [start, end] = span(reading, first, last)
    const stop = /^[.!?]+/.exec(reading.text.slice(end))?.[0].length ?? 0
    return spot(concern === 'child' ? 'childConcern' : 'personConcern', start, end + stop, '')
  })
  const found = new Set(sentences.values())
  if (found.size === 0) return { findings }
  return { findings, concern: found.has('child') ? 'child' : 'person' }
}
