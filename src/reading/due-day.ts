import { Chrono } from 'chrono-node/en'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../shared/clock.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { dueParsers } from './due-phrases.ts'
import { englishDueParsers } from './due-phrases-en.ts'
import type { DuePiece } from './due-pieces.ts'
import { todayOf } from './moment-pieces.ts'
import { type Found, longestOnly } from './phrases.ts'
import { beginningOf, foldInPlace } from './tokens.ts'

/** A day by which something is to be done, and where in the text (positions in NFC) it is told. */
export interface DueDay {
  readonly on: LocalDate
  readonly start: number
  readonly end: number
}

const reader = new Chrono({ parsers: [...dueParsers, ...englishDueParsers], refiners: [longestOnly] })

/** Something that comes again ("varje fredag", "första fredagen i december") has no day to be ready by. */
const again =
  /(?:varje|varannan|alla|var|forsta|andra|tredje|fjarde|every|each|every other|all|first|second|third|fourth)\s+$/

/**
 * The day that a Swedish or English text says something is to be done by, today or later, in Stockholm time. A day and month, a week
 * or a month without a year is the first to come; a week is over on its Friday, a month on its last day, and "före" a day
 * is the day before it. Of several days the first one that "senast", "klart", "till" or "före" stands before, and else
 * the last. Undefined when there is none, or when it has passed.
 */
export function readDueDay(text: string, now: Instant): DueDay | undefined {
  const folded = foldInPlace(beginningOf(text.normalize('NFC')))
  const today = todayOf(now).date
  const found = reader.parse(folded, { instant: new Date(now), timezone: 0 }) as Found<DuePiece>[]
  const days = found.flatMap(({ meaning, index, text: words }) => {
    if (again.test(folded.slice(Math.max(0, index - 20), index))) return []
    const date = meaning.day(today)
    if (!date || Temporal.PlainDate.compare(date, today) < 0) return []
    const end = index + words.trimEnd().length
    return [{ said: meaning.said, due: { on: date.toString() as LocalDate, start: index, end } }]
  })
  return (days.find(({ said }) => said) ?? days.at(-1))?.due
}
