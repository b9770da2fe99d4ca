import type { Parser, ParsingContext, Refiner } from 'chrono-node'
// Of its languages only one: the whole package loads twelve more, two hundred files.
import { ParsingResult } from 'chrono-node/en'

/**
 * chrono-node looks for our patterns in the folded line, keeps their order and refines what was found; what a phrase
 * means is carried beside its own components, because those cannot say "the latest" or "not in the future".
 */
export class Found<Meaning> extends ParsingResult {
  readonly meaning: Meaning
  constructor(context: ParsingContext, index: number, text: string, meaning: Meaning) {
    super(context.reference, index, text)
    this.meaning = meaning
  }
  get endsAt(): number {
    return this.index + this.text.length
  }
}

/** A parser for chrono: the pattern as whole words in folded text, and what a match means (nothing: no match). */
export function phrase<Meaning>(
  source: string,
  read: (match: RegExpExecArray) => Meaning | undefined,
): Parser {
  const pattern = new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`)
  return {
    pattern: () => pattern,
    extract(context, match) {
      // chrono searches on in the rest of the text, where a word cut in two looks like a whole one.
      const index = match.index ?? 0
      const before = context.text[index - 1]
      if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) return null
      const meaning = read(match as RegExpExecArray)
      return meaning === undefined ? null : new Found(context, index, match[0], meaning)
    },
  }
}

/** Where phrases overlap, the longest one is meant; of two that are as long, the parser that comes first. */
export const longestOnly: Refiner = {
  refine(_context, results) {
    const kept: ParsingResult[] = []
    for (const result of [...results].sort((one, other) => other.text.length - one.text.length)) {
      const end = result.index + result.text.length
      if (kept.every((other) => end <= other.index || other.index + other.text.length <= result.index)) {
        kept.push(result)
      }
    }
    return kept.sort((one, other) => one.index - other.index)
  },
}

/** Joins neighbours when `join` gives one meaning for both; `gap` says which text between them does not part them. */
export function joining<Meaning>(
  gap: RegExp,
  join: (left: Meaning, right: Meaning, gap: string) => Meaning | undefined,
): Refiner {
  return {
    refine(context, results) {
      const joined: Found<Meaning>[] = []
      for (const right of results as Found<Meaning>[]) {
        const left = joined.at(-1)
        const between = left && context.text.slice(left.endsAt, right.index)
        const meaning =
          left && between !== undefined && gap.test(between)
            ? join(left.meaning, right.meaning, between)
            : undefined
        if (left && meaning !== undefined) {
          const text = context.text.slice(left.index, right.endsAt)
          joined[joined.length - 1] = new Found(context, left.index, text, meaning)
        } else {
          joined.push(right)
        }
      }
      return joined
    },
  }
}
