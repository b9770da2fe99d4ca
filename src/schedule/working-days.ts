import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, plusDays, weekdayOf } from '../shared/stockholm.ts'

const languages = ['sv', 'en'] as const satisfies readonly Locale[]

let library: Holidays | undefined

/** The holidays of the world take 0.1 s and 30 MB to read: not at the start, but when a day is first asked about. */
function swedishHolidays(): Holidays {
  if (!library) {
    const Library: typeof Holidays = createRequire(import.meta.url)('date-holidays')
    // "public": the law on public holidays (1989:253). "bank": the eves of Midsummer, Christmas and New Year, which are
    // Saturdays in all but name. The other types (skärtorsdagen, valborgsmässoafton, luciadagen …) are worked.
    library = new Library('SE', { types: ['public', 'bank'] })
  }
  return library
}

type Names = Readonly<Record<Locale, string>>
const years = new Map<number, ReadonlyMap<string, Names>>()

/** The free days of a year by what they are called. Counted once a year: it takes 3 ms. */
function holidaysOf(year: number): ReadonlyMap<string, Names> {
  const known = years.get(year)
  if (known) return known
  const [swedish = [], english = []] = languages.map((each) => swedishHolidays().getHolidays(year, each))
  const names = swedish.map(({ date, name, rule }) => {
    const translated = english.find((same) => same.rule === rule)
    return [date.slice(0, 10), { sv: name, en: translated?.name ?? name }] as const
  })
  const days = new Map(names)
  years.set(year, days)
  return days
}

/** What a public holiday, or an eve that is as free as one, is called; undefined when the day is none. */
export function holidayName(date: LocalDate, locale: Locale): string | undefined {
  return holidaysOf(Number(date.slice(0, 4))).get(date)?.[locale]
}

/**
 * Whether people are at work: Monday to Friday, neither a public holiday (law 1989:253) nor midsommarafton, julafton or
 * nyårsafton. A day squeezed between a holiday and a weekend (klämdag) is one. Throws RangeError when the text is no day.
 */
export function isWorkingDay(date: LocalDate): boolean {
  return weekdayOf(date) <= 5 && holidayName(date, 'sv') === undefined
}

/** The day itself, or the last working day before it. Throws RangeError when the text is no day. */
export function lastWorkingDay(date: LocalDate): LocalDate {
  return isWorkingDay(date) ? date : lastWorkingDay(plusDays(date, -1))
}

/** The first working day after a day. Throws RangeError when the text is no day. */
export function nextWorkingDay(date: LocalDate): LocalDate {
  const next = plusDays(date, 1)
  return isWorkingDay(next) ? next : nextWorkingDay(next)
}
