import { holidayName, isWorkingDay } from '../schedule/index.ts'
import { type LocalDate, plusDays, startOfDay, weekdayOf, weekOf } from '../shared/stockholm.ts'
import { type Days, daysCovered, daysIn, shared } from './span.ts'

/** A week, a month or a holiday weekend in which something was promised. */
export interface Stretch extends Days {
  readonly kind: 'week' | 'month' | 'holiday'
  /** "2016-W36", "2016-09", or for a holiday the day it is named after: "2016-12-24". */
  readonly key: string
}

/**
 * The days a great holiday is named after: Easter, Midsummer, Christmas and New Year, the four whose eves (or Good
 * Friday) are free. The other red days are single days, or Sundays, that no extra work was ever promised for.
 */
const greatHolidays: ReadonlySet<string> = new Set([
  'långfredagen',
  'midsommarafton',
  'julafton',
  'nyårsafton',
])

/** The Monday of a day's week. */
export function mondayOf(date: LocalDate): LocalDate {
  return plusDays(date, 1 - weekdayOf(date))
}

/** The ISO weeks, Monday to Sunday, that a span touches. */
function weeksOf(span: Days): readonly Stretch[] {
  const weeks: Stretch[] = []
  for (let monday = mondayOf(span.from); monday <= span.to; monday = plusDays(monday, 7)) {
    const { key } = weekOf(startOfDay(monday))
    weeks.push({ kind: 'week', key, from: monday, to: plusDays(monday, 6) })
  }
  return weeks
}

/** The calendar months that a span touches. */
function monthsOf(span: Days): readonly Stretch[] {
  const months: Stretch[] = []
  let from = `${span.from.slice(0, 7)}-01` as LocalDate
  while (from <= span.to) {
    // 31 days after the first of a month is always in the next one.
    const next = `${plusDays(from, 31).slice(0, 7)}-01` as LocalDate
    months.push({ kind: 'month', key: from.slice(0, 7), from, to: plusDays(next, -1) })
    from = next
  }
  return months
}

/**
 * The great holidays that a span touches: påsk, midsommar, jul and nyår, each with the unbroken free days around the
 * day it is named after. Jul 2016 is 24–26 December, nyår 31 December – 1 January, påsk 2017 14–17 April.
 */
function holidaysOf(span: Days): readonly Stretch[] {
  const holidays: Stretch[] = []
  // A holiday that is named after a day outside the span may still reach into it.
  const last = plusDays(span.to, 7)
  for (let day = plusDays(span.from, -7); day <= last; day = plusDays(day, 1)) {
    if (!greatHolidays.has(holidayName(day, 'sv') ?? '')) continue
    let [from, to] = [day, day]
    while (!isWorkingDay(plusDays(from, -1))) from = plusDays(from, -1)
    while (!isWorkingDay(plusDays(to, 1))) to = plusDays(to, 1)
    if (shared({ from, to }, span)) holidays.push({ kind: 'holiday', key: day, from, to })
  }
  return holidays
}

/** A stretch cut to the days of a commitment, and whether it asks for what was promised. */
export interface CutStretch extends Stretch {
  readonly demands: boolean
}

const stretchesOf = { week: weeksOf, month: monthsOf, holiday: holidaysOf }

/**
 * The weeks, months or holidays of a commitment's days, cut to those days, the earliest first. `demands` says whether
 * one asks for what was promised: when at least half of its days are among the commitment's. A stump of a week asks for
 * nothing, as nobody who promises "every week" from a Friday means by Sunday; half a month is time enough for a month's.
 * What is done in a stump is counted all the same.
 */
export function cutStretches(kind: Stretch['kind'], days: readonly Days[]): readonly CutStretch[] {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  return stretchesOf[kind]({ from: first.from, to: last.to }).flatMap((whole) => {
    const parts = days.flatMap((each) => shared(whole, each) ?? [])
    const [from, to] = [parts[0]?.from, parts.at(-1)?.to]
    if (!from || !to) return []
    return [{ ...whole, from, to, demands: daysCovered(whole, days) * 2 >= daysIn(whole) }]
  })
}
