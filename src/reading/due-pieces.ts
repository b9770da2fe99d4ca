import type { Parser } from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import { dateOf, mondayOf } from './moment-pieces.ts'
import { phrase } from './phrases.ts'

/** A day by which something is to be done, as a phrase tells of it; nothing when the calendar has no such day. */
export interface DuePiece {
  readonly day: (today: Temporal.PlainDate) => Temporal.PlainDate | undefined
  /** A word before it says that it is a day to be ready by ("senast", "klart"), and not the day of something else. */
  readonly said: boolean
}

export type DayOf = DuePiece['day']

/** What may stand before a day to be ready by, in one language, and what of it means the day before. */
export interface Lead {
  readonly source: string
  readonly isBefore: RegExp
}

/** How the phrases of one language are made: the pattern of a day, and which day its groups mean. */
export function sayingIn({ source: lead, isBefore }: Lead) {
  return (source: string, read: (match: readonly (string | undefined)[]) => DayOf | undefined): Parser =>
    phrase<DuePiece>(`(${lead})(?:${source})`, (match) => {
      const told = match[1] ?? ''
      const day = read(match.slice(2))
      if (!day) return undefined
      const before: DayOf = (today) => day(today)?.subtract({ days: 1 })
      return { day: isBefore.test(told) ? before : day, said: told.trim() !== '' }
    })
}

const compare = Temporal.PlainDate.compare

/** The first of the days of some years, this one first, that is not behind us. */
function soonest(inYear: (year: number) => Temporal.PlainDate | undefined): DayOf {
  return (today) => {
    // Eight years on there has always been a leap day and a week 53.
    for (let ahead = 0; ahead <= 8; ahead++) {
      const date = inYear(today.year + ahead)
      if (date && compare(date, today) >= 0) return date
    }
    return undefined
  }
}

/** A day of a month; without a year the first that is to come. */
export function onDate(day: number, monthOfYear: number, year: string | undefined): DayOf | undefined {
  if (!(day >= 1 && day <= 31 && monthOfYear >= 1 && monthOfYear <= 12)) return undefined
  if (!year) return soonest((each) => dateOf(each, monthOfYear, day))
  return () => dateOf(Number(year.length === 2 ? `20${year}` : year), monthOfYear, day)
}

/** The first such day of a month that is to come. */
export function onDayOfMonth(day: number): DayOf {
  return (today) => {
    for (let ahead = 0; ahead < 12; ahead++) {
      const first = today.with({ day: 1 }).add({ months: ahead })
      const date = dateOf(first.year, first.month, day)
      if (date && compare(date, today) >= 0) return date
    }
    return undefined
  }
}

/** The last day of the month that a day lies in. */
export const lastOf = (date: Temporal.PlainDate) => date.with({ day: date.daysInMonth })

/** The last day of next month. */
export const lastOfNextMonth: DayOf = (today) => lastOf(today.with({ day: 1 }).add({ months: 1 }))

/** The last day of a month: of the first such month that is not over. */
export function endOf(monthOfYear: number, year: string | undefined): DayOf {
  const inYear = (each: number) => lastOf(Temporal.PlainDate.from({ year: each, month: monthOfYear, day: 1 }))
  return year ? () => inYear(Number(year)) : soonest(inYear)
}

const friday = 5

/** A week is over, as work goes, on its Friday; when that has passed, on its Sunday. */
function endOfWeek(monday: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  const last = monday.add({ days: friday - 1 })
  return compare(last, today) >= 0 ? last : monday.add({ days: 6 })
}

const mondayBefore = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 })

/** The end of this week, and of the next. */
export const endOfThisWeek: DayOf = (today) => endOfWeek(mondayBefore(today), today)
export const endOfNextWeek: DayOf = (today) => endOfWeek(mondayBefore(today).add({ days: 7 }), today)

/** A weekday (Monday 1 … Sunday 7) of next week. */
export function nextWeeks(dayOfWeek: number): DayOf {
  return (today) => mondayBefore(today).add({ days: 6 + dayOfWeek })
}

/** A day of a numbered week: of the first such week that is not over; without a day, its end. */
export function inWeek(week: number, dayOfWeek: number | undefined): DayOf | undefined {
  if (week < 1 || week > 53) return undefined
  return (today) => {
    const current = today.yearOfWeek ?? today.year
    for (let ahead = 0; ahead <= 8; ahead++) {
      const monday = mondayOf(current + ahead, week)
      if (!monday) continue
      const date = dayOfWeek ? monday.add({ days: dayOfWeek - 1 }) : endOfWeek(monday, today)
      if (compare(date, today) >= 0) return date
    }
    return undefined
  }
}

/** The first such weekday after today. */
export function next(dayOfWeek: number): DayOf {
  return (today) => today.add({ days: ((dayOfWeek - today.dayOfWeek + 6) % 7) + 1 })
}

/** So many times a length of time from today; nothing when that is no whole number, or too far away. */
export function after(count: number, one: Temporal.DurationLike | undefined): DayOf | undefined {
  if (!one || !Number.isInteger(count) || count < 1 || count > 400) return undefined
  const scaled = Object.fromEntries(Object.entries(one).map(([name, size]) => [name, Number(size) * count]))
  return (today) => today.add(scaled)
}
