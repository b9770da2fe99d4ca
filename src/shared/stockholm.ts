import { Temporal } from 'temporal-polyfill'
import type { Instant } from './clock.ts'
import { hourMs, instant, plusMs } from './clock.ts'
import type { Locale } from './locale.ts'

/** People live in Europe/Stockholm, the process lives in UTC; this file is the door between the two. */
const zone = 'Europe/Stockholm'

/** A day as people mean it, `2026-11-20`. */
export type LocalDate = string & { readonly __brand: 'LocalDate' }

function zoned(at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone)
}

/** The Swedish day that a moment falls on. */
export function localDate(at: Instant): LocalDate {
  return zoned(at).toPlainDate().toString() as LocalDate
}

/** The Swedish wall-clock time of a moment, `22:30`. */
export function localTime(at: Instant): string {
  return zoned(at).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The Swedish year of a moment: it is in the number of whatever is registered then. */
export function localYear(at: Instant): number {
  return zoned(at).year
}

/**
 * The moment that a Swedish day (`2026-11-20`) and time (`22:30`) mean. An hour that the spring change leaves out is
 * moved forward; of an hour that the autumn change gives twice, the first is meant (RFC 5545 section 3.3.5).
 * Gives undefined when the texts are no day and time.
 */
export function momentOf(date: string, time: string): Instant | undefined {
  try {
    return momentAt(date as LocalDate, time)
  } catch {
    return undefined
  }
}

/** As momentOf, for a day and a time that are known to be such. Throws RangeError when they are not. */
export function momentAt(date: LocalDate, time: string): Instant {
  const local = Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time, { overflow: 'reject' }),
  })
  return instant(local.epochMilliseconds)
}

/** The moment a Swedish day begins. Throws RangeError when the text is no day. */
export function startOfDay(date: LocalDate): Instant {
  return instant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds)
}

/** The day `days` after (or, when negative, before) another. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate
}

/** The day `months` after another; the last of the month when that month is shorter (31 January, 29 February). */
export function plusMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as LocalDate
}

/** A day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The day of the week that a day is. Throws RangeError when the text is no day. */
export function weekdayOf(date: LocalDate): Weekday {
  return Temporal.PlainDate.from(date).dayOfWeek as Weekday
}

/**
 * The moment that the hour of the Swedish clock began in which a moment lies. The hour that the autumn change gives
 * twice is two hours. Sweden is whole hours ahead of UTC, so its hours begin with those of UTC.
 */
export function startOfHour(at: Instant): Instant {
  return instant(Math.floor(Date.parse(at) / hourMs) * hourMs)
}

/** The moment that hour is over: the first of the next one. */
export function endOfHour(at: Instant): Instant {
  return plusMs(startOfHour(at), hourMs)
}

/** How days and times are said. Made once: to make one costs a thousand times what it costs to use it. */
const saying = { sv: sayingIn('sv-SE'), en: sayingIn('en-GB') }

function sayingIn(tag: string) {
  // A day has no time zone; it is said as the day that it is in UTC.
  const day = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long', ...parts })
  return {
    time: new Intl.DateTimeFormat(tag, { timeZone: zone, hour: '2-digit', minute: '2-digit' }),
    day: day({ weekday: 'long' }),
    dayOfYear: day({ weekday: 'long', year: 'numeric' }),
    calendarDay: day({ year: 'numeric' }),
    months: new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  }
}

/** A moment as people say it: "i dag 08.12", "i går 22.30", "fredag 20 november kl. 22.30"; the year when it is another. */
export function sayMoment(at: Instant, now: Instant, locale: Locale): string {
  const clock = saying[locale].time.format(Date.parse(at)).replace(':', locale === 'sv' ? '.' : ':')
  const [then, today] = [localDate(at), localDate(now)]
  if (then === today) return `${locale === 'sv' ? 'i dag' : 'today'} ${clock}`
  if (then === plusDays(today, -1)) return `${locale === 'sv' ? 'i går' : 'yesterday'} ${clock}`
  return `${sayDate(then, now, locale)} ${locale === 'sv' ? 'kl.' : 'at'} ${clock}`
}

/** A day as people say it: "fredag 20 november", with the year when it is not the year of `now`. */
export function sayDate(date: LocalDate, now: Instant, locale: Locale): string {
  const sameYear = Number(date.slice(0, 4)) === localYear(now)
  const format = sameYear ? saying[locale].day : saying[locale].dayOfYear
  return format.format(Date.parse(date)).replace(',', '')
}

/** A day without its weekday, "2 september 2016", as agreements write it. */
export function sayCalendarDay(date: LocalDate, locale: Locale): string {
  return saying[locale].calendarDay.format(Date.parse(date))
}

/** Days from the first to the last, "16–22 november 2026": the month and the year once when they are the same. */
export function sayCalendarDays(first: LocalDate, last: LocalDate, locale: Locale): string {
  return saying[locale].calendarDay.formatRange(Date.parse(first), Date.parse(last))
}

/** The months from that of one day to that of another: "juli–augusti 2025", "december 2025–januari 2026". */
export function sayMonths(first: LocalDate, last: LocalDate, locale: Locale): string {
  return saying[locale].months.formatRange(Date.parse(first), Date.parse(last))
}

/** A Swedish week: Monday to Sunday, numbered as in ISO 8601. */
export interface Week {
  /** "2026-W47": orders as text. */
  readonly key: string
  readonly number: number
  /** The moment its Monday begins. */
  readonly from: Instant
}

/** The week that a moment falls in. */
export function weekOf(at: Instant): Week {
  const day = zoned(at).toPlainDate()
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  const number = day.weekOfYear ?? 0
  return {
    key: `${day.yearOfWeek}-W${String(number).padStart(2, '0')}`,
    number,
    from: startOfDay(monday.toString() as LocalDate),
  }
}

/** The moment of a day (1 Monday … 7 Sunday) and a time (`08:00`) in a week. Throws RangeError when it is no time. */
export function momentInWeek(week: Week, weekday: Weekday, time: string): Instant {
  return momentAt(plusDays(localDate(week.from), weekday - 1), time)
}
