import type { Parser } from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import { hourMs, type Instant, plusMs } from '../shared/clock.ts'
import { type LocalDate, momentOf, startOfDay } from '../shared/stockholm.ts'
import { month, monthNumber, number, numberOf } from './day-words.ts'
import { calendarDay, dateOf, mondayOf, type Today } from './moment-pieces.ts'
import { phrase } from './phrases.ts'

/** A stretch of time: `from` is in it, `to` is not. */
export interface Range {
  readonly from: Instant
  readonly to: Instant
}

/** What a phrase says about a period. */
export interface PeriodPiece {
  readonly range?: (today: Today) => Range | undefined
  /** "Sedan" and "från": the period begins where what follows does, and lasts until now. */
  readonly opens?: boolean
  /** Both ends were told: "sedan" and "från" before it change nothing. */
  readonly closed?: boolean
}

export const startOf = (date: Temporal.PlainDate): Instant => startOfDay(date.toString() as LocalDate)

/** Whole days, the last one included. */
export function daysFrom(first: Temporal.PlainDate, last: Temporal.PlainDate): Range | undefined {
  if (Temporal.PlainDate.compare(first, last) > 0) return undefined
  return { from: startOf(first), to: startOf(last.add({ days: 1 })) }
}

/** A week-end is from Friday at five in the afternoon until Monday begins. */
const weekendBegins = '17:00'

function weekend(week: Temporal.PlainDate): Range {
  const friday = week.subtract({ days: week.dayOfWeek - 5 })
  const from = momentOf(friday.toString(), weekendBegins) ?? startOf(friday)
  return { from, to: startOf(friday.add({ days: 3 })) }
}

function latestWeekend({ date, now }: Today): Range {
  const here = weekend(date)
  return here.from <= now ? here : weekend(date.subtract({ days: 7 }))
}

function week(date: Temporal.PlainDate): Range | undefined {
  const monday = date.subtract({ days: date.dayOfWeek - 1 })
  return daysFrom(monday, monday.add({ days: 6 }))
}

/** Weeks by number; without a year, the latest that have begun. */
function weeks(first: number, last: number, year?: number): (today: Today) => Range | undefined {
  const inYear = (each: number) => {
    const from = mondayOf(each, first)
    const to = mondayOf(last < first ? each + 1 : each, last)
    return from && to && daysFrom(from, to.add({ days: 6 }))
  }
  return ({ date, now }) => {
    if (year !== undefined) return inYear(year)
    const current = date.yearOfWeek ?? date.year
    // Eight years back there has always been a year with a week 53.
    return Array.from({ length: 8 }, (_, back) => inYear(current - back)).find(
      (range) => range !== undefined && range.from <= now,
    )
  }
}

/** Months on end; without a year, the latest that have begun. */
function months(first: number, count: number, year?: number): (today: Today) => Range | undefined {
  return ({ date }) => {
    const start = (each: number) => Temporal.PlainDate.from({ year: each, month: first, day: 1 })
    const begun = Temporal.PlainDate.compare(start(date.year), date) <= 0
    const from = start(year ?? (begun ? date.year : date.year - 1))
    return daysFrom(from, from.add({ months: count }).subtract({ days: 1 }))
  }
}

/** Spring is March to May, and so on; winter begins in December. */
const seasons: Readonly<Record<string, number>> = { va: 3, so: 6, ho: 9, vi: 12 }

const year = '(?: (20\\d\\d))?'
const to = '\\s*(?:-|–|till|t\\.?o\\.?m\\.?|och)\\s*'
const yearOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))

const say = (source: string, range: (match: RegExpExecArray) => PeriodPiece['range']): Parser =>
  phrase<PeriodPiece>(source, (match) => {
    const read = range(match)
    return read && { range: read }
  })

/** A unit of time by its first letter: "senaste dagen" and "dygnet" are 24 hours, "senaste 14 dagarna" whole days. */
function hoursIn(count: number, unit: string): number | undefined {
  if (unit.startsWith('t')) return count
  return unit.startsWith('dy') || (unit.startsWith('d') && count === 1) ? count * 24 : undefined
}

function daysIn(count: number, unit: string): Temporal.DurationLike {
  if (unit.startsWith('d')) return { days: count }
  if (unit.startsWith('v')) return { days: count * 7 }
  return unit.startsWith('m') ? { months: count } : { years: count }
}

/** The latest so many hours, days, weeks, months or years, until now. */
function latest(count: number, unit: string): (today: Today) => Range | undefined {
  return ({ now, date }) => {
    if (!(count > 0 && count <= 1000)) return undefined
    const hours = hoursIn(count, unit)
    if (hours !== undefined) return { from: plusMs(now, -hours * hourMs), to: now }
    if (!Number.isInteger(count)) return undefined
    return { from: startOf(date.subtract(daysIn(count, unit))), to: now }
  }
}

export const periodParsers: readonly Parser[] = [
  phrase<PeriodPiece>('sedan|sen|fran(?: och med)?|fr\\.?o\\.?m\\.?|efter|mellan', () => ({ opens: true })),
  say(
    '(?:nu )?(?:i|under) veckan|den har veckan|denna vecka|veckan|veckans|nu i veckan',
    () =>
      ({ date }) =>
        week(date),
  ),
  say(
    '(?:i |under )?forra veckan?s?',
    () =>
      ({ date }) =>
        week(date.subtract({ days: 7 })),
  ),
  say(
    '(?:i |under )?forr-? ?forra veckan?',
    () =>
      ({ date }) =>
        week(date.subtract({ days: 14 })),
  ),
  say(
    '(?:under )?nasta vecka',
    () =>
      ({ date }) =>
        week(date.add({ days: 7 })),
  ),
  say('(?:i |under |nu i )?helgen|helgens|(?:den )?(?:senaste|gangna) helgen', () => latestWeekend),
  say(
    '(?:i |under )?forra helgen',
    () =>
      ({ date }) =>
        weekend(date.subtract({ days: 7 })),
  ),
  say(
    `(?:i |under )?(?:veckorna|vecka|v)\\.? ?(\\d{1,2})(?:${to}(?:vecka |v\\.? ?)?(\\d{1,2}))?${year}`,
    (m) => weeks(Number(m[1]), Number(m[2] ?? m[1]), yearOf(m[3])),
  ),
  say(
    `(?:de |den |det )?(?:senaste|sista) (?:(${number}) )?(timmarna|timmar|timmen|dygnet|dygnen|dygn|dagarna|dagar|dagen|veckorna|veckor|veckan|manaderna|manader|manaden|aret|aren|ar)`,
    (m) => latest(numberOf(m[1] ?? 'ett'), m[2] ?? ''),
  ),
  say(
    '(?:i |under )?(?:den har manaden|denna manad|manaden)',
    () =>
      ({ date }) =>
        months(date.month, 1, date.year)({ date } as Today),
  ),
  say('(?:i |under )?forra manaden', () => (today) => {
    const date = today.date.with({ day: 1 }).subtract({ months: 1 })
    return months(date.month, 1, date.year)(today)
  }),
  say(`(?:i |under )?(${month})${year}`, (m) => months(monthNumber(m[1] ?? ''), 1, yearOf(m[2]))),
  say(`(?:i |under )?(${month})${to}(${month})${year}`, (m) => {
    const first = monthNumber(m[1] ?? '')
    return months(first, ((monthNumber(m[2] ?? '') - first + 12) % 12) + 1, yearOf(m[3]))
  }),
  say(`(?:den )?(\\d{1,2})${to}(\\d{1,2})(?::?e)? (${month})${year}`, (m) => (today) => {
    const last = calendarDay(Number(m[2]), m[3] ?? '', yearOf(m[4]))?.(today)?.date
    const first = last && dateOf(last.year, last.month, Number(m[1]))
    return first && daysFrom(first, last)
  }),
  say(`(?:kvartal|q) ?([1-4])${year}`, (m) => months(Number(m[1]) * 3 - 2, 3, yearOf(m[2]))),
  say(
    `i (?:varas|somras|hostas|vintras|var|sommar|host|vinter)|(?:i |under )?(?:varen|sommaren|hosten|vintern)${year}`,
    (m) => {
      const season = /va|so|ho|vi/.exec(m[0])?.[0] ?? ''
      return months(seasons[season] ?? 1, 3, yearOf(m[1]))
    },
  ),
  say(
    '(?:i|under) ?ar|under aret|aret|hittills i ar',
    () =>
      ({ date }) =>
        months(1, 12, date.year)({ date } as Today),
  ),
  say(
    '(?:under )?forra aret|i fjol',
    () =>
      ({ date }) =>
        months(1, 12, date.year - 1)({ date } as Today),
  ),
  say('(?:under |ar )?(?<![-/.:])(20[0-4]\\d)(?![-/.:]\\d)', (m) => months(1, 12, Number(m[1]))),
]
