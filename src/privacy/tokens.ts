import { abbreviations } from './grammar.ts'

/** A word or number of a text, with its offsets. */
export interface Token {
  readonly text: string
  readonly lower: string
  readonly start: number
  readonly end: number
  /** Which sentence of the text it stands in. */
  readonly sentence: number
  /** Nothing but white space stands between the word before, in the same sentence, and this one. */
  readonly joined: boolean
  readonly first: boolean
}

const word = /[\p{L}\p{N}]+(?:[-:'’][\p{L}\p{N}]+)*/gu
const endsSentence = /[.!?…]["”’)]*\s|[\n;•]/u

export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  let sentence = 0
  for (const found of text.matchAll(word)) {
    const before = tokens.at(-1)
    const gap = before ? text.slice(before.end, found.index) : ''
    const breaks =
      before !== undefined &&
      endsSentence.test(gap) &&
      !(abbreviations.has(before.lower) && /^\.\s*$/.test(gap))
    if (breaks) sentence++
    tokens.push({
      text: found[0],
      lower: found[0].toLowerCase(),
      start: found.index,
      end: found.index + found[0].length,
      sentence,
      joined: before !== undefined && !breaks && /^\s*$/.test(gap),
      first: before === undefined || breaks,
    })
  }
  return tokens
}

/** A phrase found: the tokens `from` to `to`, both included. */
export interface Match<Tag> {
  readonly from: number
  readonly to: number
  readonly tag: Tag
}

interface Entry<Tag> {
  readonly rest: readonly string[]
  readonly tag: Tag
}

/** "sjalvmord" is found as "självmord": patrols type on phones. Short words are left, "for" is not "för". */
function undotted(phrase: string): string {
  return phrase.replace(/[\p{L}-]{4,}/gu, (part) =>
    part.replace(/[åäöé]/g, (letter) => (letter === 'ö' ? 'o' : letter === 'é' ? 'e' : 'a')),
  )
}

const matches = (wanted: string, token: Token | undefined): boolean =>
  token !== undefined &&
  (wanted.endsWith('*') ? token.lower.startsWith(wanted.slice(0, -1)) : token.lower === wanted)

/** Phrases of one or more words, each with what it says; a star at the end of a word stands for any ending. */
export class Phrases<Tag> {
  readonly #exact = new Map<string, Entry<Tag>[]>()
  readonly #starts = new Map<string, Entry<Tag>[]>()
  readonly #startLengths = new Set<number>()

  add(phrase: string, tag: Tag): void {
    const plain = phrase.normalize('NFC').toLowerCase().trim()
    for (const spelling of new Set([plain, undotted(plain)])) {
      const [first = '', ...rest] = spelling.split(/\s+/)
      const starred = first.endsWith('*')
      const key = starred ? first.slice(0, -1) : first
      if (starred) this.#startLengths.add(key.length)
      const index = starred ? this.#starts : this.#exact
      index.set(key, [...(index.get(key) ?? []), { rest, tag }])
    }
  }

  /** Every occurrence, in the order of the text; none crosses a sentence. */
  find(tokens: readonly Token[]): readonly Match<Tag>[] {
    const found: Match<Tag>[] = []
    for (let from = 0; from < tokens.length; from++) {
      const lower = tokens[from]?.lower ?? ''
      const entries = this.#exact.get(lower)
      if (entries) this.#collect(entries, tokens, from, found)
      for (const length of this.#startLengths) {
        if (lower.length < length) continue
        const starts = this.#starts.get(lower.slice(0, length))
        if (starts) this.#collect(starts, tokens, from, found)
      }
    }
    return found
  }

  #collect(
    entries: readonly Entry<Tag>[],
    tokens: readonly Token[],
    from: number,
    found: Match<Tag>[],
  ): void {
    for (const { rest, tag } of entries) {
      const fits = rest.every((wanted, step) => {
        const token = tokens[from + 1 + step]
        return token?.joined === true && matches(wanted, token)
      })
      if (fits) found.push({ from, to: from + rest.length, tag })
    }
  }
}
