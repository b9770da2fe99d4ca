import { type Reading, span, worded } from './reading.ts'
import { spot } from './spot.ts'
import type { Finding } from './verdict.ts'

// What points a person out without naming a number: the name and the home.

export function nameFindings(reading: Reading): readonly Finding[] {
  return reading.names.map(({ from, to, genitive }) => {
    const knownBy = reading.phrases('knownBy').find((match) => match.to === from - 1)
    if (!knownBy)
      return spot(
        'name',
        ...span(reading, from, to),
        worded(reading, from, genitive ? 'en persons' : 'en person'),
      )
    // "En tjej vid namn X" is "en tjej"; after "heter" something must stand.
    const whole = reading.tokens[from - 1]?.lower === 'namn'
    return spot('name', ...span(reading, whole ? knownBy.from : from, to), whole ? '' : '[namn borttaget]')
  })
}

const houseNumber = /^\d{1,3}[a-h]?$/i
const month = /^(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)/

/** "Badstugatan 30 km/h", "5 123 kr": a number of something. */
const measure = /^(?:km|kr|kronor|tkr|meter|m|st|procent|personer|bilar|fordon|gånger|minuter|timmar|\d{3})$/

/** The token with the house number after a street, if there is one: not the day of "Vasagatan 12–16 oktober". */
function houseAfter(reading: Reading, street: number): number | undefined {
  const { tokens, text } = reading
  const number = tokens[street + 1]
  if (!number?.joined || !houseNumber.test(number.text)) return undefined
  const next = tokens[street + 2]
  if (next && (month.test(next.lower) || (next.joined && measure.test(next.lower)))) return undefined
  if (/^\s?[-:./]\s?\d/.test(text.slice(number.end, number.end + 3))) return undefined
  const stair = next?.joined && /^[a-h]$/i.test(next.text) && next.text === next.text.toUpperCase()
  return stair ? street + 2 : street + 1
}

/** "lgh 1102" after the house number belongs to the address. */
function withFlat(reading: Reading, house: number): number {
  const { tokens } = reading
  if (!/^(?:lgh|lägenhet)$/.test(tokens[house + 1]?.lower ?? '')) return house
  return /^\d+$/.test(tokens[house + 2]?.lower ?? '') ? house + 2 : house + 1
}

/** Somebody's home: "bor på Älvgatan 12", "mannen på Älvgatan 12". A street number where something happened passes. */
export function homeFindings(reading: Reading): readonly Finding[] {
  const { tokens, mentions, rules } = reading
  const found: Finding[] = []
  for (const [street, token] of tokens.entries()) {
    if (!rules.street.test(token.lower)) continue
    const house = houseAfter(reading, street)
    if (house === undefined) continue
    const end = withFlat(reading, house)
    const home = reading
      .phrases('home')
      .some(({ from }) => tokens[from]?.sentence === token.sentence && from > street - 8 && from <= end + 6)
    const neighbour = mentions.some(
      ({ head, number, definite, pointedOut }) =>
        head === street - 2 &&
        number !== 'many' &&
        definite &&
        pointedOut &&
        /^(?:på|i|från)$/.test(tokens[street - 1]?.lower ?? ''),
    )
    if (home || neighbour || end > house)
      found.push(spot('homeAddress', ...span(reading, street, end), token.text))
  }
  return found
}
