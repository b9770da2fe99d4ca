import type { Reading } from './reading.ts'

const dated = /(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)/

/**
 * Whether the words say that somebody is in danger now: "kniv", "skottlossning", "pågår nu", unless they are denied
 * ("ingen kniv") or over ("i går", "hittades", a date). "nu" in the sentence outweighs what is over.
 */
export function isUrgent(reading: Reading): boolean {
  const { tokens } = reading
  const denied = (from: number) =>
    reading
      .phrases('no')
      .some(({ to }) => to < from && to >= from - 4 && tokens[to]?.sentence === tokens[from]?.sentence)
  if (reading.phrases('now').some(({ from }) => !denied(from))) return true
  const dangers = reading.phrases('danger').filter(({ from }) => !denied(from))
  if (dangers.length === 0) return false
  const past = reading.phrases('past')
  const day = dated.exec(reading.text)?.index
  return dangers.some(({ from }) => {
    const sentence = tokens[from]?.sentence ?? 0
    const now = tokens.some(
      (token, index) =>
        token.sentence === sentence && token.lower === 'nu' && tokens[index - 1]?.lower !== 'lugnt',
    )
    const over =
      past.some((match) => (tokens[match.from]?.sentence ?? 0) <= sentence) ||
      (day !== undefined && day <= (tokens[from]?.end ?? 0))
    return now || !over
  })
}
