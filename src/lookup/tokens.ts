import { fold } from '../shared/text.ts'
import { stem } from './stem.ts'

/** A word of a text: where it stands, and what it is found by. */
export interface Token {
  readonly start: number
  readonly end: number
  readonly stem: string
}

/** Words that say nothing about what a text is about, folded: neither kept nor asked for. */
const small = new Set(
  `alla allt an att av blev bli da de dem den denna dar det detta dig din dit du efter eller en er ett fran for ha hade
  han har hen hon hos i in inom inte jag kan med men mig min nar nog nu och om pa sa samt sig sin som till under upp ut
  utan var vi vid var varit ar at aven and at by for in is of on or the to was with`.split(/\s+/),
)

/** `H-2026-0001` is one word: its parts are in every number. */
const numbered = /^[\p{L}\p{M}]+-\d{4}-\d+$/u

/** The words of a text with their places in it, without the small ones. Compounds with a hyphen are their parts. */
export function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu)) {
    const whole = numbered.test(match[0])
    for (const part of whole ? [match] : match[0].matchAll(/[^-]+/g)) {
      const start = match.index + (whole ? 0 : part.index)
      const word = fold(part[0])
      if (small.has(word) || (word.length < 2 && !/\d/.test(word))) continue
      tokens.push({ start, end: start + part[0].length, stem: stem(word) })
    }
  }
  return tokens
}

/** What the words of a text are found by, each once, in the order of the text. */
export function stemsOf(text: string): readonly string[] {
  return [...new Set(tokensIn(text).map((token) => token.stem))]
}

/** Whether texts have every word of a question among them, in whichever form; a question of small words only asks nothing. */
export function saysAll(asked: string, texts: readonly string[]): boolean {
  const said = new Set(texts.flatMap(stemsOf))
  return stemsOf(asked).every((one) => said.has(one))
}
