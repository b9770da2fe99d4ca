import { type Instant, instant } from '../shared/clock.ts'
import { tidy } from '../shared/text.ts'
import type { Press, Quoted, Words } from './intent.ts'

/** What was written before it was known which council it is about. */
export type Waiting = Omit<Words, 'kind'>

/** A line that is longer than any message that is reported does not wait. */
const longestLine = 2_100
/** A card has room for so many characters of lines; each button has its line twice, once for older clients. */
const roomForLines = 16_000

/** What a button that chooses a council brings along of a line that waits for the choice; undefined when it has no room. */
export function waitingPointers(
  { text, quoted }: Waiting,
  buttons: number,
): Readonly<Record<string, string>> | undefined {
  if (text.length > Math.min(longestLine, roomForLines / (2 * buttons))) return undefined
  return {
    line: text,
    ...(quoted ? { quoted: quoted.isCut ? 'cut' : 'whole' } : {}),
    ...(quoted?.writtenAt ? { writtenAt: quoted.writtenAt } : {}),
  }
}

/** The line that has waited in a pressed button; nothing of it is trusted. */
export function waitingLine(data: Readonly<Record<string, unknown>>): Waiting | undefined {
  const text = typeof data.line === 'string' ? tidy(data.line.slice(0, longestLine)) : ''
  if (text === '') return undefined
  const quoted: Quoted | undefined =
    data.quoted === 'cut' || data.quoted === 'whole'
      ? { isCut: data.quoted === 'cut', writtenAt: momentIn(data.writtenAt) }
      : undefined
  return { text, ...(quoted ? { quoted } : {}) }
}

/** The moment that a text from outside means; undefined when it means none. */
export function momentIn(text: unknown): Instant | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined
  return Number.isNaN(Date.parse(text)) ? undefined : instant(text)
}

/** The message that words are taken from, when they are. */
export function quotedBy(said: Words | Press): Pick<Words, 'quoted'> {
  return said.kind === 'words' && said.quoted ? { quoted: said.quoted } : {}
}
