import {
  aboutWords,
  adjectives,
  anybodyWords,
  copulas,
  functionWords,
  havingWords,
  oneWords,
  prepositions,
} from './grammar.ts'
import { type Mention, phraseStart } from './mentions.ts'
import { anyPerson, nearestBefore, type Reading, span, worded, written } from './reading.ts'
import type { SensitiveKind, Tag } from './rules.ts'
import { spot } from './spot.ts'
import type { Match } from './tokens.ts'
import type { Finding } from './verdict.ts'

type Term = Match<Extract<Tag, { list: 'sensitive' }>>

/** What is said of whom: the tokens it stands on, and the words to say instead. */
interface Bound {
  readonly from: number
  readonly to: number
  readonly rewrite: string
}

const beginsWithPreposition = /^(?:av|med|från|på)$/
const needsMore = /^(?:för|till|av|i|på)$/

/** "En man stoppades. Han misstänks för …" speaks of a stranger: nobody is pointed out by the second sentence. */
const isStranger = ({ mentions }: Reading, { head, pronoun, definite, noun }: Mention) =>
  (pronoun || (definite && noun?.pointedOut === false)) &&
  mentions.some((one) => one.head < head && !one.pointedOut && one.number === 'one' && one.noun !== undefined)

const pointsOut = (reading: Reading, kind: SensitiveKind, mention: Mention) =>
  kind !== 'suspicion' || (mention.pointedOut && !isStranger(reading, mention))

/** "en psykiskt sjuk man", "den somaliska killen", "två romska kvinnor". */
function attributive(reading: Reading, { from, to, tag }: Term): Bound | undefined {
  const { tokens, mentions } = reading
  for (let head = to + 1; head <= to + 3 && tokens[head]?.joined; head++) {
    const mention = mentions.find((one) => one.head === head)
    if (mention) {
      if (mention.number === 'many' || mention.pronoun || !pointsOut(reading, tag.kind, mention))
        return undefined
      const start = Math.min(mention.from, phraseStart(tokens, from, reading.rules))
      const few = tokens
        .slice(start, from)
        .some(({ lower }) => /^(?:två|tre|fyra|fem|några|[2-5])$/.test(lower))
      const person = anyPerson(
        few ? { ...mention, number: 'few' } : mention,
        spokenOfBefore(reading, mention),
      )
      return { from: start, to: head, rewrite: worded(reading, start, person) }
    }
    const lower = tokens[head]?.lower ?? ''
    const isTerm = reading.matches.some((match) => match.tag.list === 'sensitive' && match.from === head)
    if (!adjectives.has(lower) && lower !== 'och' && !/årig/.test(lower) && !isTerm) return undefined
  }
  return undefined
}

/** The word that binds what follows to the person: the first of a kind after the person, with nothing of a place after. */
function bindingWord(
  reading: Reading,
  head: number,
  from: number,
  binds: ReadonlySet<string>,
): number | undefined {
  const { tokens } = reading
  for (let index = from - 1; index > head; index--) {
    const lower = tokens[index]?.lower ?? ''
    if (binds.has(lower)) return index
    if (prepositions.has(lower) || anybodyWords.has(lower) || from - index > 5) return undefined
  }
  return undefined
}

/** The last word of what is said in one breath: "psykiskt sjuk och missbrukar". */
function breathEnd(reading: Reading, kind: SensitiveKind, to: number): number {
  let end = to
  for (const match of reading.matches) {
    if (match.tag.list !== 'sensitive' || match.tag.kind !== kind || match.from <= end) continue
    const between = reading.tokens.slice(end + 1, match.from).map(({ lower }) => lower)
    const same = reading.tokens[match.from]?.sentence === reading.tokens[end]?.sentence
    if (same && between.length <= 2 && between.every((word) => /^(?:och|eller|samt|en|är|har)$/.test(word))) {
      end = match.to
    }
  }
  return end
}

/** "röstar på …", "har konverterat till …": what they lead to goes with them. */
function withObject({ tokens }: Reading, to: number): number {
  const next = tokens[to + 1]
  const leads = /^(?:på|med|till|i|för)$/.test(tokens[to]?.lower ?? '')
  return leads && next?.joined && !functionWords.has(next.lower) ? to + 1 : to
}

/** "personen" needs somebody spoken of before; else it is "en person". */
const spokenOfBefore = ({ mentions }: Reading, mention: Mention) =>
  mentions.some(({ head }) => head < mention.from)

/** "Killen som kastade stenen har adhd" → "det gäller en person som kastade stenen"; what follows "och" goes on. */
function withoutProperty(
  reading: Reading,
  mention: Mention,
  verb: number,
  kind: SensitiveKind,
  to: number,
): Bound {
  const end = withObject(reading, breathEnd(reading, kind, to))
  const person = anyPerson(mention, spokenOfBefore(reading, mention))
  const clause = written(reading, mention.head + 1, verb - 1)
  const relative = /^som\s\S+/.test(clause) ? ` ${clause}` : ''
  const next = reading.tokens[end + 1]
  const goesOn = next?.joined === true && (next.lower === 'och' || next.lower === 'men')
  const after = reading.tokens[end + 2]
  if (goesOn && after?.joined && !reading.mentions.some(({ from }) => from === end + 2)) {
    return { from: mention.from, to: end + 1, rewrite: worded(reading, mention.from, person + relative) }
  }
  const inside = /^som$/.test(clause) || /^(?:med|av)$/.test(reading.tokens[verb]?.lower ?? '')
  const rewrite =
    inside || (mention.from > 0 && reading.tokens[mention.from]?.joined) ? person : `det gäller ${person}`
  return { from: mention.from, to: end, rewrite: worded(reading, mention.from, rewrite + relative) }
}

/** Of a suspicion the deed may stay, not the one who is pointed at: "någon säljer knark vid stationen". */
function withoutSuspect(reading: Reading, mention: Mention, verb: number, to: number): Bound {
  // "han på Skolgatan langar": the place may stay, and is looked at for itself.
  if (/^(?:på|i|vid|från)$/.test(reading.tokens[mention.head + 1]?.lower ?? '')) {
    return { from: mention.from, to: mention.head, rewrite: worded(reading, mention.from, 'någon') }
  }
  const deed = written(reading, verb, to)
  return { from: mention.from, to, rewrite: worded(reading, mention.from, `någon ${deed}`) }
}

function said(reading: Reading, { tag, to }: Term, mention: Mention, verb: number): Bound | undefined {
  if (mention.number === 'many' || mention.genitive || !pointsOut(reading, tag.kind, mention))
    return undefined
  return tag.kind === 'suspicion'
    ? withoutSuspect(reading, mention, verb, to)
    : withoutProperty(reading, mention, verb, tag.kind, to)
}

/** "han är psykiskt sjuk", "killen från Somalia". */
function predicative(reading: Reading, term: Term): Bound | undefined {
  const { tokens, mentions } = reading
  const first = tokens[term.from]?.lower ?? ''
  const last = tokens[term.to]?.lower ?? ''
  const next = tokens[term.to + 1]
  if (beginsWithPreposition.test(first)) {
    const close = nearestBefore(mentions, tokens, term.from, 3)
    const far = nearestBefore(mentions, tokens, term.from, 7)
    const verb = far && bindingWord(reading, far.head, term.from, copulas)
    const mention = close ?? (verb === undefined ? undefined : far)
    return mention && said(reading, term, mention, term.from)
  }
  const complete = term.to - term.from >= 2
  const alone = complete || needsMore.test(last) || !next?.joined || functionWords.has(next.lower)
  if (!alone) return undefined
  const mention = nearestBefore(mentions, tokens, term.from, 12)
  if (!mention) return undefined
  const verb = bindingWord(reading, mention.head, term.from, copulas)
  return verb === undefined ? undefined : said(reading, term, mention, verb)
}

/** "missbruk hos en elev": the person stands after. */
function hadBy(reading: Reading, term: Term): Bound | undefined {
  const after = reading.tokens[term.to + 1]
  if (!after?.joined || !/^(?:hos|för)$/.test(after.lower)) return undefined
  const mention = reading.mentions.find(({ from }) => from === term.to + 2)
  if (!mention || mention.number === 'many' || !pointsOut(reading, term.tag.kind, mention)) return undefined
  return { from: term.from, to: mention.head, rewrite: worded(reading, term.from, 'situationen') }
}

/** "hans missbruk", "pojkens diagnos". */
function owned(reading: Reading, term: Term, mention: Mention): Bound | undefined {
  const { tokens } = reading
  const close = term.from - mention.head <= 3 && tokens[mention.head + 1]?.joined
  const between = tokens.slice(mention.head + 1, term.from)
  if (!close || between.some(({ lower }) => functionWords.has(lower))) return undefined
  const several = /(?:problem|besvär|tankar|åsikter)$/.test(tokens[term.to]?.lower ?? '')
  const rewrite = worded(reading, mention.from, several ? 'problemen' : 'situationen')
  return { from: mention.from, to: term.to, rewrite }
}

/** "killen med adhd", "hon går på metadon", "hans missbruk", "missbruk hos en elev". */
function having(reading: Reading, term: Term): Bound | undefined {
  const { tokens, mentions } = reading
  if (tokens[term.from]?.joined && aboutWords.has(tokens[term.from - 1]?.lower ?? '')) return undefined
  const by = hadBy(reading, term)
  if (by) return by
  const mention = nearestBefore(mentions, tokens, term.from, 8)
  if (!mention || mention.number === 'many') return undefined
  if (mention.genitive) return owned(reading, term, mention)
  const verb = bindingWord(reading, mention.head, term.from, havingWords)
  return verb === undefined ? undefined : said(reading, term, mention, firstVerb(reading, mention, verb))
}

/** "har" of "har fått en diagnos": the binding words stand in a row. */
function firstVerb(reading: Reading, mention: Mention, verb: number): number {
  let first = verb
  while (first - 1 > mention.head && havingWords.has(reading.tokens[first - 1]?.lower ?? '')) first--
  return first
}

/** "hon knarkar", "grannen säljer knark", "ibland knarkar han". */
function doing(reading: Reading, term: Term): Bound | undefined {
  const { tokens, mentions } = reading
  const after = mentions.find(({ from }) => from === term.to + 1)
  if (after?.pronoun && !after.genitive && tokens[after.from]?.joined) {
    if (!pointsOut(reading, term.tag.kind, after)) return undefined
    const rewrite =
      term.tag.kind === 'suspicion' ? `${written(reading, term.from, term.to)} någon` : 'syns en person'
    return { from: term.from, to: after.head, rewrite: worded(reading, term.from, rewrite) }
  }
  const mention = nearestBefore(mentions, tokens, term.from, 7)
  if (!mention) return undefined
  const between = tokens.slice(mention.head + 1, term.from)
  if (between.some(({ lower }) => anybodyWords.has(lower))) return undefined
  return said(reading, term, mention, term.from)
}

const ways = {
  is: (reading: Reading, term: Term) => attributive(reading, term) ?? predicative(reading, term),
  has: having,
  does: doing,
}

/** "missbrukaren", "en känd narkoman", "två romer", "mannen är muslim": the noun is itself what must not be said. */
function ofNoun(reading: Reading, mention: Mention): Bound | undefined {
  const kind = mention.noun?.kind
  if (!kind) return undefined
  const { tokens, mentions } = reading
  const subject = nearestBefore(mentions, tokens, mention.from, 9)
  if (subject && subject.number !== 'many' && !subject.genitive && pointsOut(reading, kind, subject)) {
    const verb = bindingWord(reading, subject.head, mention.from, copulas)
    if (verb !== undefined) {
      const term = {
        from: mention.from,
        to: mention.head,
        tag: { list: 'sensitive', kind, role: 'is' },
      } as const
      return said(reading, term, subject, verb)
    }
  }
  const bare = mention.noun?.form === 'one' && mention.from === mention.head
  const determined = tokens.slice(mention.from, mention.head).some(({ lower }) => oneWords.has(lower))
  const told = mention.noun?.form === 'one' ? determined && !bare : mention.noun?.form === 'the'
  if (!told && mention.number !== 'few') return undefined
  if (mention.number === 'few' && mention.noun?.form === 'theMany') return undefined
  const words = anyPerson(mention, spokenOfBefore(reading, mention))
  const person = mention.genitive ? `${words}s` : words
  return { from: mention.from, to: mention.head, rewrite: worded(reading, mention.from, person) }
}

const terms = (reading: Reading): readonly Term[] => reading.phrases('sensitive')

/** Health, origin, faith, opinion and suspicion, each only where it is said of a person. */
export function sensitiveFindings(reading: Reading): readonly Finding[] {
  if (reading.mentions.length === 0) return []
  const found: Finding[] = []
  const add = (kind: SensitiveKind, bound: Bound | undefined) => {
    if (bound) found.push(spot(kind, ...span(reading, bound.from, bound.to), bound.rewrite))
  }
  for (const term of terms(reading)) add(term.tag.kind, ways[term.tag.role](reading, term))
  for (const mention of reading.mentions)
    if (mention.noun?.kind) add(mention.noun.kind, ofNoun(reading, mention))
  return found
}
