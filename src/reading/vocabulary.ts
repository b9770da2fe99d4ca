import MiniSearch from 'minisearch'
import { fold } from '../shared/text.ts'
import { ordinaryWords, tyingWords } from './ordinary-words.ts'
import { stem } from './stem.ts'
import { foldInPlace, type Token, tokensOf } from './tokens.ts'

export type Kind = 'category' | 'place' | 'area' | 'status' | (string & {})

/** Something of a council's that a line can name. The first name is the one that forms show; the others are synonyms. */
export interface VocabularyEntry {
  readonly id: string
  readonly kind: Kind
  readonly names: readonly string[]
}

/** One name of one thing, as the stems of the words that carry it. */
interface Name {
  readonly id: string
  readonly kind: Kind
  readonly stems: ReadonlySet<string>
  /** How the word of each stem is written (lower case), to tell gäng from gång. */
  readonly written: ReadonlyMap<string, string>
  /** All stems of all its names: what a less exact mention of the same place would say. */
  readonly about: ReadonlySet<string>
  readonly first: boolean
}

/** The words of a council, compiled once. */
export interface Vocabulary {
  readonly namesOf: ReadonlyMap<string, readonly Name[]>
  readonly index: MiniSearch<{ id: string; word: string }>
  /** One-word category names by stem, as they are written: they may end a compound ("ungdomsslagsmål"). */
  readonly heads: ReadonlyMap<string, readonly string[]>
}

function wordsOf(text: string): Token[] {
  const line = text.normalize('NFC')
  return tokensOf(line, foldInPlace(line))
}

const carrying = (words: readonly Token[]) => {
  const left = words.filter((word) => !tyingWords.has(word.folded))
  return left.length > 0 ? left : words
}

/** Compiles a council's words; once per council and change, as it takes milliseconds. */
export function compileVocabulary(entries: readonly VocabularyEntry[]): Vocabulary {
  const namesOf = new Map<string, Name[]>()
  const forms = new Map<string, Set<string>>()
  const heads = new Map<string, string[]>()
  const put = <Value>(map: Map<string, Value[]>, key: string, value: Value) =>
    map.set(key, [...(map.get(key) ?? []), value])
  for (const { id, kind, names } of entries) {
    const words = names.map((name) => carrying(wordsOf(name)))
    const about = new Set(words.flat().map((word) => stem(word.folded)))
    words.forEach((ofName, position) => {
      const written = new Map(ofName.map((word) => [stem(word.folded), word.written]))
      const name: Name = { id, kind, stems: new Set(written.keys()), written, about, first: position === 0 }
      for (const [key, form] of written) {
        put(namesOf, key, name)
        forms.set(key, (forms.get(key) ?? new Set()).add(fold(form)))
        if (kind === 'category' && written.size === 1 && form.length >= shortestHead) put(heads, key, form)
      }
    })
  }
  const index = new MiniSearch<{ id: string; word: string }>({
    fields: ['word'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  // A short stem is a letter away from many words (snabb, snabbm of snabbmat): only long ones are compared.
  const comparable = (key: string) => (key.length >= shortestSlip + 3 ? [key] : [])
  index.addAll(
    Array.from(forms, ([key, written]) => ({
      id: key,
      word: [...comparable(key), ...written].join(' '),
    })),
  )
  return { namesOf, index, heads }
}

const shortestSlip = 5
/** Of a word of at most so many letters the first is seldom mistaken, and "ledning" is no "eldning". */
const firstLetterCounts = 8
const ordinaryStems = new Set(Array.from(ordinaryWords, stem))
/** Longer than any name; what is longer is no word. */
const longestWord = 60

/** The stems of the vocabulary that a word is one letter, or two letters changed about, away from. */
function slipsOf(word: string, { index }: Vocabulary): readonly string[] {
  const ids = index
    .search(word, { fuzzy: 1 })
    .filter((hit) => hit.terms.some((term) => term.length >= shortestSlip))
    .map((hit) => String(hit.id))
  return ids.length > 0
    ? ids
    : swaps(word)
        .filter((each) => index.search(each).length > 0)
        .map(stem)
}

/** The word with each two neighbours changed about, as fingers do. */
function swaps(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  )
}

/**
 * Whether the dots that are written are those of a word: "gång" is not "gäng", and "längning" is not "langning", but
 * "gang" may be "gäng". An ordinary word counts only when it is written just as the council's.
 */
function isWritten(written: string, form: string): boolean {
  if (ordinaryWords.has(fold(written))) return written === form
  const shared = Math.min(form.length, written.length)
  for (let at = 0; at < shared; at++) {
    const [letter = '', own = ''] = [written[at], form[at]]
    if (letter !== own && letter !== fold(letter) && fold(letter) === fold(own)) return false
  }
  return true
}

const links = ['', 's', 'e', 'a', 'o', 'u', 'es']
const shortestPart = 3
const shortestHead = 4

/** The beginning of a compound as a stem, when one name holds both it and the end: noret(s) + parkering. */
function beginningOf(start: string, tail: string, { namesOf }: Vocabulary): string | undefined {
  for (const link of links) {
    if (!start.endsWith(link)) continue
    const bare = stem(start.slice(0, start.length - link.length))
    if (bare.length < shortestPart) continue
    if (namesOf.get(bare)?.some((name) => name.stems.has(tail))) return bare
  }
  return undefined
}

/** What may follow a noun that ends a compound: "ungdomsgäng" and "-gängen", but not "fotgängare". */
const endings = /^(?:|n|en|et|s|ns|ens|ets|a|e|er|ar|or|na|erna|arna|orna)$/

function endsIn(end: string, form: string): boolean {
  return (
    fold(end).startsWith(fold(form)) && endings.test(fold(end.slice(form.length))) && isWritten(end, form)
  )
}

/** The two words of one name that a compound is made of ("noretparkeringen"), or the category it ends in ("fyllebråk"). */
function partsOf({ folded, written }: Token, vocabulary: Vocabulary): readonly string[] {
  for (let cut = folded.length - shortestPart; cut >= shortestPart; cut--) {
    const tail = stem(folded.slice(cut))
    if (!vocabulary.namesOf.has(tail)) continue
    const head = beginningOf(folded.slice(0, cut), tail, vocabulary)
    if (head !== undefined) return [head, tail]
    const end = written.slice(cut)
    if (vocabulary.heads.get(tail)?.some((form) => endsIn(end, form))) return [tail]
  }
  return []
}

/** The stems of the vocabulary that one word of a line may stand for. */
function stemsIn(token: Token, vocabulary: Vocabulary): readonly string[] {
  const key = stem(token.folded)
  if (vocabulary.namesOf.has(key)) return [key]
  if (ordinaryStems.has(key)) return []
  if (/\d/.test(token.folded) || token.folded.length > longestWord) return []
  const parts = partsOf(token, vocabulary)
  if (parts.length > 0) return parts
  if (token.folded.length < shortestSlip) return []
  return slipsOf(token.folded, vocabulary).filter(
    (id) => id[0] === token.folded[0] || id.length > firstLetterCounts,
  )
}

/** A thing named in a line: by which words (positions in `tokens`), and how much of it they say. */
export interface Mention {
  readonly id: string
  readonly kind: Kind
  /** The first and the last word of it. */
  readonly from: number
  readonly to: number
  /** How many words carry it: more is more exact. */
  readonly words: number
  readonly stems: ReadonlySet<string>
  readonly about: ReadonlySet<string>
  /** Said with the very words the form will show. */
  readonly byFirstName: boolean
}

/** Whether a word with the stem of a name's word is that word; in a compound or a slip the dots are not compared. */
function isItself(token: Token | undefined, key: string, name: Name): boolean {
  if (!token || stem(token.folded) !== key) return true
  return isWritten(token.written, name.written.get(key) ?? '')
}

function namesBy(stems: readonly string[], { namesOf }: Vocabulary): (readonly [string, Name])[] {
  return stems.flatMap((key) => (namesOf.get(key) ?? []).map((name) => [key, name] as const))
}

/** Every thing that is fully named within a stretch of words. `taken` says which words already mean something else. */
export function mentionsIn(
  tokens: readonly Token[],
  taken: (token: Token) => boolean,
  vocabulary: Vocabulary,
): Mention[] {
  const stems = tokens.map((token) => (taken(token) ? [] : stemsIn(token, vocabulary)))
  const places = new Map<Name, Set<number>>()
  stems.forEach((ofToken, at) => {
    for (const [key, name] of namesBy(ofToken, vocabulary)) {
      if (isItself(tokens[at], key, name)) places.set(name, (places.get(name) ?? new Set()).add(at))
    }
  })
  const mentions: Mention[] = []
  for (const [name, positions] of places) {
    for (const start of positions) {
      const mention = mentionFrom(start, name, positions, stems, tokens)
      if (mention) mentions.push(mention)
    }
  }
  return mentions
}

/** No name is spread over more words than this, tying words included. */
const longestMention = 12

/** The mention that begins at a word, when all words of the name follow with nothing but tying words between them. */
function mentionFrom(
  start: number,
  name: Name,
  positions: ReadonlySet<number>,
  stems: readonly (readonly string[])[],
  tokens: readonly Token[],
): Mention | undefined {
  const missing = new Set(name.stems)
  let last = start
  for (let at = start; at < Math.min(tokens.length, start + longestMention); at++) {
    if (positions.has(at)) {
      for (const key of stems[at] ?? []) missing.delete(key)
      last = at
      if (missing.size === 0) break
    } else if (!tyingWords.has(tokens[at]?.folded ?? '')) {
      break
    }
  }
  if (missing.size > 0) return undefined
  const { id, kind, about, first } = name
  return {
    id,
    kind,
    from: start,
    to: last,
    words: name.stems.size,
    stems: name.stems,
    about,
    byFirstName: first,
  }
}
