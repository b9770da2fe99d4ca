import { type Mention, mentionsIn } from './mentions.ts'
import { type NameFound, nameAfter, namesIn } from './names.ts'
import type { PrivacyRules, Tag } from './rules.ts'
import { capitalLike } from './spot.ts'
import { type Match, type Token, tokenise } from './tokens.ts'

/** A text read once: its words, who is spoken of, and the listed phrases in it. */
export interface Reading {
  readonly text: string
  readonly rules: PrivacyRules
  readonly tokens: readonly Token[]
  readonly matches: readonly Match<Tag>[]
  readonly mentions: readonly Mention[]
  readonly names: readonly NameFound[]
  readonly phrases: <List extends Tag['list']>(list: List) => readonly Match<Extract<Tag, { list: List }>>[]
}

const none: readonly never[] = []

export function read(text: string, rules: PrivacyRules): Reading {
  const tokens = tokenise(text)
  const matches = rules.phrases.find(tokens)
  const byList = Map.groupBy(matches, ({ tag }) => tag.list)
  const phrases = <List extends Tag['list']>(list: List) =>
    (byList.get(list) ?? none) as readonly Match<Extract<Tag, { list: List }>>[]
  const attributes = phrases('sensitive').filter(({ tag }) => tag.role === 'is')
  let names = namesIn(tokens, rules, phrases('place'))
  let mentions = mentionsIn(tokens, rules, names, attributes)
  const told = phrases('knownBy')
    .filter(({ from }) => nearestBefore(mentions, tokens, from, 5)?.number === 'one')
    .map((match) => nameAfter(tokens, match))
    .filter((name) => name !== undefined)
    .filter((name) => names.every(({ to, from }) => to < name.from || from > name.to))
  if (told.length > 0) {
    names = [...names, ...told].sort((a, b) => a.from - b.from)
    mentions = mentionsIn(tokens, rules, names, attributes)
  }
  return { text, rules, tokens, matches, mentions, names, phrases }
}

/** Who is spoken of last before a word, in the same sentence and at most `reach` words away. */
export function nearestBefore(
  mentions: readonly Mention[],
  tokens: readonly Token[],
  index: number,
  reach: number,
): Mention | undefined {
  const sentence = tokens[index]?.sentence
  return mentions.findLast(
    ({ head }) => head < index && index - head <= reach && tokens[head]?.sentence === sentence,
  )
}

/** The offsets of the tokens `from` to `to`. */
export function span(reading: Reading, from: number, to: number): readonly [start: number, end: number] {
  return [reading.tokens[from]?.start ?? 0, reading.tokens[to]?.end ?? reading.text.length]
}

/** The words as the writer wrote them, from one token to another. */
export function written(reading: Reading, from: number, to: number): string {
  if (to < from) return ''
  const [start, end] = span(reading, from, to)
  return reading.text.slice(start, end)
}

/** A rewrite that begins as the words it stands for: with a capital letter at the start of a sentence. */
export function worded(reading: Reading, from: number, rewrite: string): string {
  return capitalLike(reading.tokens[from]?.text ?? '', rewrite, reading.tokens[from]?.first ?? false)
}

/** "en person", "personen", "några personer": the person without what must not be said. */
export function anyPerson({ number, definite, pronoun, child }: Mention, spokenOfBefore: boolean): string {
  if (number !== 'one') return 'några personer'
  if (definite && !pronoun && spokenOfBefore) return child ? 'den unga personen' : 'personen'
  return child ? 'en ung person' : 'en person'
}
