import { Chrono } from 'chrono-node/en'
import type { Temporal } from 'temporal-polyfill'
import type { Instant } from '../shared/clock.ts'
import { type LocalDate, momentOf, plusDays } from '../shared/stockholm.ts'
import { dayParts, noon } from './day-words.ts'
import { momentParsers } from './moment-phrases.ts'
import type { Clock, Day, Piece, Today } from './moment-pieces.ts'
import { todayOf } from './moment-pieces.ts'
import { type Found, joining, longestOnly } from './phrases.ts'
import { beginningOf, foldInPlace } from './tokens.ts'

/** How exactly a moment was told. A form may leave the time of day empty when only the day was. */
export type Precision = 'minute' | 'partOfDay' | 'day'

export interface Moment {
  readonly at: Instant
  readonly precision: Precision
  readonly start: number
  readonly end: number
}

/** A moment with what readLine must know of its words. */
export interface FoundMoment extends Moment {
  readonly saysMore: boolean
}

/** What may stand between a day and its clock. */
export const pieceGap = /^\s*(?:,\s*)?(?:(?:ca|kl|pa|vid)\.?\s+)?$/

const facets = ['day', 'part', 'clock', 'shift'] as const

/** Two neighbours as one: a day, a part of it and a clock in any order, each at most once. */
export function joinPieces(left: Piece, right: Piece): Piece | undefined {
  if (left.exact || right.exact || (left.day && right.nightBefore)) return undefined
  if (left.nightBefore && !left.day) {
    return right.day && !right.part ? { ...right, ...left, needsMore: false } : undefined
  }
  if (facets.some((facet) => left[facet] && right[facet])) return undefined
  // A bare number beside a bare part of the day ("22 natt") is still no moment.
  const needsMore =
    Boolean((left.needsMore && right.needsMore) || right.nightBefore) && !left.day && !right.day
  return { ...left, ...right, needsMore, saysMore: Boolean(left.saysMore || right.saysMore) }
}

const reader = new Chrono({
  parsers: [...momentParsers],
  refiners: [longestOnly, joining<Piece>(pieceGap, joinPieces)],
})

/** An hour and minute of a day; hours from 24 on are the next day's. */
type Time = readonly [hour: number, minute: number]

function timesOf({ part, shift, clock, day }: Piece): readonly Time[] {
  const said = part ?? (shift === 'late' ? 'kvall' : shift === 'early' ? 'morgon' : undefined)
  if (clock) return clockTimes(clock, said, day !== undefined)
  if (!said) return [[noon, 0]]
  return [[shift ? dayParts[said][shift] : dayParts[said].hour, 0]]
}

function clockTimes({ hour, minute, twelve }: Clock, part: Piece['part'], ofDay: boolean): readonly Time[] {
  if (part === 'natt') {
    if (hour < 9 || (hour === 12 && twelve)) return [[(hour % 12) + 24, minute]]
    return [[hour <= 12 ? hour + 12 : hour, minute]]
  }
  if (part) {
    const later = hour < dayParts[part].from && hour + 12 <= dayParts[part].to
    return [[later ? hour + 12 : hour, minute]]
  }
  if (!twelve) return [[hour, minute]]
  return ofDay && hour === 12
    ? [[12, minute]]
    : [
        [hour % 12, minute],
        [(hour % 12) + 12, minute],
      ]
}

function on(date: Temporal.PlainDate, [hour, minute]: Time): Instant | undefined {
  const day = date.toString() as LocalDate
  return momentOf(
    hour >= 24 ? plusDays(day, 1) : day,
    `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  )
}

/** The latest of the times on the days that is not ahead of now; the first day that has one decides. */
function latest(
  days: readonly Temporal.PlainDate[],
  times: readonly Time[],
  now: Instant,
): Instant | undefined {
  for (const day of days) {
    const past = times
      .map((time) => on(day, time))
      .filter((at) => at !== undefined)
      .filter((at) => at <= now)
      .sort()
      .at(-1)
    if (past) return past
  }
  return undefined
}

/** Whether the part of the day, or the day itself, has begun though its usual hour has not come. */
function hasBegun(date: Temporal.PlainDate, piece: Piece, now: Instant): boolean {
  if (piece.clock || piece.shift) return false
  const began = on(date, [piece.part ? dayParts[piece.part].from : 0, 0])
  const ends = on(date, [piece.part ? dayParts[piece.part].to : 24, 0])
  return began !== undefined && ends !== undefined && began <= now && now < ends
}

function onDay(day: Day, piece: Piece, today: Today): Instant | undefined {
  const times = timesOf(piece)
  const past = latest([day.date], times, today.now)
  if (past) return past
  if (hasBegun(day.date, piece, today.now)) return today.now
  if (day.else) return latest([day.else], times, today.now)
  return day.ahead ? times.map((time) => on(day.date, time)).at(-1) : undefined
}

function momentOfPiece(piece: Piece, today: Today): Instant | undefined {
  if (piece.exact) return piece.exact(today)
  if (!piece.day) {
    const yesterday = today.date.subtract({ days: 1 })
    if (piece.part && hasBegun(today.date, piece, today.now)) return today.now
    if (piece.part && hasBegun(yesterday, piece, today.now)) return today.now
    const days = [today.date, yesterday, today.date.subtract({ days: 2 })]
    return latest(days, timesOf(piece), today.now)
  }
  const day = piece.day(today)
  if (!day) return undefined
  if (!piece.nightBefore) return onDay(day, piece, today)
  const before = { date: day.date.subtract({ days: 1 }), ahead: day.ahead }
  return onDay(day.else ? { ...before, else: day.else.subtract({ days: 1 }) } : before, piece, today)
}

function precisionOf(piece: Piece): Precision {
  if (piece.exact || piece.clock) return 'minute'
  return piece.part || piece.shift ? 'partOfDay' : 'day'
}

/** How much a phrase tells: a day with a clock before a day, a day before a clock, and a weak word last. */
function weight(piece: Piece): number {
  if (piece.weak) return 0
  if (piece.exact) return 3
  return (piece.day ? 2 : 0) + (piece.clock ? 1.5 : 0) + (piece.part ? 1 : 0)
}

/** Words that make the time after them the end of something, not when it was: "beställd till i morgon". */
const until = /(?:^|[^a-z0-9])(?:till|tills|senast)\s+$/

/** The moment a folded line in NFC tells of: of several, the one told most exactly; of equals, the first. */
export function findMoment(folded: string, today: Today): FoundMoment | undefined {
  // The zone is our own business (Temporal); chrono's reference is only given so that it does not ask the process.
  const reference = { instant: new Date(today.now), timezone: 0 }
  const found = reader.parse(folded, reference) as Found<Piece>[]
  let best: { moment: FoundMoment; weight: number } | undefined
  for (const { meaning: piece, index, text } of found) {
    if (piece.needsMore || (best && weight(piece) <= best.weight)) continue
    if (until.test(folded.slice(Math.max(0, index - 20), index))) continue
    const at = momentOfPiece(piece, today)
    if (!at) continue
    const end = index + text.trimEnd().length
    const moment = { at, precision: precisionOf(piece), start: index, end, saysMore: piece.saysMore === true }
    best = { moment, weight: weight(piece) }
  }
  return best?.moment
}

/**
 * The moment that a Swedish text tells of, in Stockholm time, and where in the text (positions in NFC) it is told.
 * Never ahead of `now`, except by words that announce something ("på torsdag", "i kväll", "i morgon", a date to come).
 * A time without a day is the latest such time; what is not understood is nothing.
 */
export function readMoment(text: string, now: Instant): Moment | undefined {
  const found = findMoment(foldInPlace(beginningOf(text.normalize('NFC'))), todayOf(now))
  if (!found) return undefined
  const { at, precision, start, end } = found
  return { at, precision, start, end }
}
