import type { CategoryCount } from '../incidents/index.ts'
import { dayMs } from '../shared/clock.ts'
import { type LocalDate, plusMonths } from '../shared/stockholm.ts'

/** Two whole months of a year, from the first day to the day after the last. */
export interface SeasonMonths {
  readonly from: LocalDate
  readonly before: LocalDate
}

/** A category that was reported clearly more than usual in the months that come, in a year before. */
export interface Season extends SeasonMonths {
  readonly category: CategoryCount['category']
  readonly count: number
  /** How many times as many as is usual in so long a time; at least `clearly`. */
  readonly times: number
}

/** What was reported in some months of an earlier year. */
export interface SeasonCounts extends SeasonMonths {
  readonly counts: readonly CategoryCount[]
}

/** Fewer reports than this are never told by number: who they are about could be guessed. */
const fewest = 5
/** So many times the usual is clearly more. */
const clearly = 1.5
/** So many years back are looked at: what is older says little of the year that comes. */
const yearsBack = 3
/** So many categories are told of. */
const categoriesAtMost = 3

/** The two months that follow a meeting: with the month it is in when that has half of it left, and else from the next. */
function monthsAfter(on: LocalDate): SeasonMonths {
  const first = `${on.slice(0, 7)}-01` as LocalDate
  const from = Number(on.slice(8)) <= 15 ? first : plusMonths(first, 1)
  return { from, before: plusMonths(from, 2) }
}

/**
 * The same two months of at most three years before, the latest first: those that were over today, and in which a council
 * that has reported since a day reported all the time. None for a council with less than a year of reports.
 */
export function earlierMonths(on: LocalDate, since: LocalDate, today: LocalDate): readonly SeasonMonths[] {
  if (plusMonths(since, 12) > today) return []
  const coming = monthsAfter(on)
  return Array.from({ length: yearsBack }, (_, at) => -12 * (at + 1))
    .map((months) => ({ from: plusMonths(coming.from, months), before: plusMonths(coming.before, months) }))
    .filter(({ from, before }) => from >= since && before <= today)
}

/**
 * What the months that come may bring, by what earlier years did. A category is told of when there is an earlier year in
 * which at least five reports of it came in those months, and at least one and a half times as many as come in so many days
 * on average over the whole time the council has reported (`all`, from `since` until today). Of several such years the latest
 * is told; of several categories the three with the most reports.
 */
export function seasonsIn(
  earlier: readonly SeasonCounts[],
  all: readonly CategoryCount[],
  since: LocalDate,
  today: LocalDate,
): readonly Season[] {
  const found = new Map<string, Season>()
  for (const { from, before, counts } of earlier)
    for (const { category, count } of counts) {
      const whole = all.find((one) => one.category.id === category.id)?.count ?? 0
      const usual = (whole * daysBetween(from, before)) / daysBetween(since, today)
      if (found.has(category.id) || count < fewest || usual === 0 || count < clearly * usual) continue
      found.set(category.id, { category, from, before, count, times: count / usual })
    }
  return [...found.values()]
    .toSorted((one, other) => other.count - one.count || other.times - one.times)
    .slice(0, categoriesAtMost)
}

function daysBetween(from: LocalDate, before: LocalDate): number {
  return Math.round((Date.parse(before) - Date.parse(from)) / dayMs)
}
