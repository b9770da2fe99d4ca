import { Temporal } from 'temporal-polyfill'
import type { Instant } from './clock.ts'
import { instant } from './clock.ts'
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
    const local = Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from(time, { overflow: 'reject' }),
    })
    return instant(local.epochMilliseconds)
  } catch {
    return undefined
  }
}

/** The moment a Swedish day begins. Throws RangeError when the text is no day. */
export function startOfDay(date: LocalDate): Instant {
  return instant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds)
}

/** The day `days` after (or, when negative, before) another. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate
}

const tags = { sv: 'sv-SE', en: 'en-GB' } as const

/** A moment as people say it: "i dag 08.12", "i går 22.30", "fredag 20 november kl. 22.30"; the year when it is another. */
export function sayMoment(at: Instant, now: Instant, locale: Locale): string {
  const then = zoned(at)
  const today = zoned(now)
  const clock = then
    .toLocaleString(tags[locale], { hour: '2-digit', minute: '2-digit' })
    .replace(':', locale === 'sv' ? '.' : ':')
  const daysAgo = today.toPlainDate().since(then.toPlainDate()).days
  if (daysAgo === 0) return `${locale === 'sv' ? 'i dag' : 'today'} ${clock}`
  if (daysAgo === 1) return `${locale === 'sv' ? 'i går' : 'yesterday'} ${clock}`
  return `${sayDate(localDate(at), now, locale)} ${locale === 'sv' ? 'kl.' : 'at'} ${clock}`
}

/** A day as people say it: "fredag 20 november", with the year when it is not the year of `now`. */
export function sayDate(date: LocalDate, now: Instant, locale: Locale): string {
  const day = Temporal.PlainDate.from(date)
  const year = day.year === localYear(now) ? {} : ({ year: 'numeric' } as const)
  return day
    .toLocaleString(tags[locale], { weekday: 'long', day: 'numeric', month: 'long', ...year })
    .replace(',', '')
}

/** A day without its weekday, "2 september 2016", as agreements write it. */
export function sayCalendarDay(date: LocalDate, locale: Locale): string {
  return Temporal.PlainDate.from(date).toLocaleString(tags[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}
