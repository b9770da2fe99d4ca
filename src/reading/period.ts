import { Chrono, type Refiner } from 'chrono-node/en'
import type { Instant } from '../shared/clock.ts'
import { type LocalDate, momentOf, plusDays } from '../shared/stockholm.ts'
import { dayParsers } from './day-phrases.ts'
import { dayParts, type PartName } from './day-words.ts'
import { joinPieces, pieceGap } from './moment.ts'
import { type Piece, type Today, todayOf } from './moment-pieces.ts'
import { daysFrom, type PeriodPiece, periodParsers, type Range } from './period-phrases.ts'
import { Found, joining, longestOnly } from './phrases.ts'
import { beginningOf, foldInPlace } from './tokens.ts'

export interface Period extends Range {
  readonly start: number
  readonly end: number
}

type Any = Piece & PeriodPiece
type RangeOf = NonNullable<PeriodPiece['range']>

const join = (left: Any, right: Any): Any | undefined =>
  left.range || right.range || left.opens || right.opens ? undefined : joinPieces(left, right)

function hourOf(day: LocalDate, hour: number): Instant | undefined {
  return momentOf(plusDays(day, Math.floor(hour / 24)), `${String(hour % 24).padStart(2, '0')}:00`)
}

function partOfDay(day: LocalDate, part: PartName): Range | undefined {
  const from = hourOf(day, dayParts[part].from)
  const to = hourOf(day, dayParts[part].to)
  return from && to && { from, to }
}

/** The day, or the part of it, that a piece tells of. */
function rangeOfDay(piece: Piece): RangeOf {
  return (today) => {
    const day = piece.day?.(today)
    if (!day) return undefined
    const date = piece.nightBefore ? day.date.subtract({ days: 1 }) : day.date
    const range = piece.part ? partOfDay(date.toString() as LocalDate, piece.part) : daysFrom(date, date)
    if (!range || range.from <= today.now || !day.else || piece.edge === 'before') return range
    const other = day.else.toString() as LocalDate
    return piece.part ? partOfDay(other, piece.part) : daysFrom(day.else, day.else)
  }
}

const untilNow =
  (range: RangeOf): RangeOf =>
  (today) => {
    const from = range(today)?.from
    return from !== undefined && from < today.now ? { from, to: today.now } : undefined
  }

/** Days become periods; what is neither goes. */
const asRanges: Refiner = {
  refine: (context, results) =>
    (results as Found<Any>[]).flatMap((found) => {
      const { meaning } = found
      if (meaning.range || meaning.opens) return [found]
      if (!meaning.day || meaning.edge === 'before') return []
      const range = rangeOfDay(meaning)
      return [
        new Found<Any>(context, found.index, found.text, {
          range: meaning.edge === 'since' ? untilNow(range) : range,
        }),
      ]
    }),
}

/** "Från … till …": from the beginning of the one to the end of the other. */
function span(left: Any, right: Any): Any | undefined {
  const { range: first } = left
  const { range: last } = right
  if (!first || !last) return undefined
  return {
    closed: true,
    range: (today) => {
      const from = first(today)?.from
      const to = last(today)?.to
      return from !== undefined && to !== undefined && from < to ? { from, to } : undefined
    },
  }
}

const reader = new Chrono({
  parsers: [...periodParsers, ...dayParsers],
  refiners: [
    longestOnly,
    joining<Any>(pieceGap, join),
    asRanges,
    joining<Any>(/^\s*(?:-|–|till|och|t\.?o\.?m\.?|fram till)\s*(?:och med\s*)?$/, span),
    joining<Any>(/^\s*$/, (left, right) => {
      if (!left.opens || !right.range) return undefined
      return right.closed ? right : { range: untilNow(right.range) }
    }),
  ],
})

/** The first period a folded line in NFC tells of. */
export function findPeriod(folded: string, today: Today): Period | undefined {
  const found = reader.parse(folded, { instant: new Date(today.now), timezone: 0 }) as Found<Any>[]
  for (const { meaning, index, text } of found) {
    const range = meaning.range?.(today)
    if (range) return { ...range, start: index, end: index + text.trimEnd().length }
  }
  return undefined
}

/**
 * The period that a Swedish text tells of, in Stockholm time, `to` excluded, and where in the text (positions in NFC)
 * it is told. A week, month or season without a year is the latest that has begun; what is counted back
 * ("senaste 14 dagarna", "sedan fredag") lasts until `now`.
 */
export function readPeriod(text: string, now: Instant): Period | undefined {
  return findPeriod(foldInPlace(beginningOf(text.normalize('NFC'))), todayOf(now))
}
