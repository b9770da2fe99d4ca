/** A word of a line and where it stands: positions count UTF-16 units of the line in NFC. */
export interface Token {
  /** As it is written, in lower case. */
  readonly written: string
  readonly folded: string
  readonly start: number
  readonly end: number
}

function plain(character: string): string {
  const bare = character
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
  return bare.length === character.length ? bare : character
}

/**
 * Lower case without the marks of å, ä, ö and é, like fold, but every character keeps its place and length, so that
 * what is found in the folded text can be pointed out in the line. Expects NFC.
 */
export function foldInPlace(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, plain).replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** The words of a line in NFC, in order. A word is letters and digits; everything else parts words. */
export function tokensOf(line: string, folded: string): Token[] {
  return Array.from(folded.matchAll(/[\p{L}\p{N}]+/gu), (match) => {
    const end = match.index + match[0].length
    return { written: line.slice(match.index, end).toLowerCase(), folded: match[0], start: match.index, end }
  })
}

/** How much of a line is looked at: what comes after is kept as it is. No line makes the reader slow. */
const readAtMost = 1000

/** The part of a line (in NFC) that is read; no character is cut in two. */
export function beginningOf(line: string): string {
  return line.slice(0, readAtMost).replace(/[\uD800-\uDBFF]$/, '')
}
