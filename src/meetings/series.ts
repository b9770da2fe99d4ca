import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { holidayName, isWorkingDay, nextWorkingDay } from '../schedule/index.ts'
import type { CouncilId, SeriesId } from '../shared/ids.ts'
import { type LocalDate, plusDays, type Weekday, weekdayOf } from '../shared/stockholm.ts'

/** Which of a month's Mondays, Tuesdays …: the first to the fifth, or the last. */
export type Nth = 1 | 2 | 3 | 4 | 5 | -1

/** How meetings come again, as people say it. `months` empty means every month. */
export type Rule =
  | { readonly kind: 'weekly'; readonly every: number; readonly weekdays: readonly Weekday[] }
  | {
      readonly kind: 'monthly'
      readonly every: number
      readonly months: readonly number[]
      readonly nths: readonly Nth[]
      readonly weekday: Weekday
    }
  | {
      readonly kind: 'onDate'
      readonly every: number
      readonly months: readonly number[]
      readonly day: number
    }

/** Meetings that come again. Its meetings are rows of their own, made when it is planned. */
export interface Series {
  readonly id: SeriesId
  readonly councilId: CouncilId
  /** An RRULE of RFC 5545, without its beginning. */
  readonly rule: string
  readonly startsOn: LocalDate
  readonly at: string
  /** How many days from what the rule says it meets, since the rest of it was moved. */
  readonly shiftDays: number
  /** The last day up to which its meetings have been made. */
  readonly plannedTo: LocalDate
  readonly ended: boolean
  readonly version: number
}

/** One of the days of a series; `insteadOf` is the day that the rule said, when that is not one to meet on. */
export interface Occasion {
  readonly on: LocalDate
  readonly insteadOf: LocalDate | undefined
}

/** A series is planned so far ahead, and no more meetings than this at once. */
export const ahead = { years: 2, most: 120 } as const

const codes: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const weekdayOfCode = (code: string) => (codes.indexOf(code) + 1) as Weekday

/** The rule as RFC 5545 writes it. */
export function rruleOf(rule: Rule): string {
  if (rule.kind === 'weekly') {
    const days = rule.weekdays.map((day) => codes[day - 1]).join(',')
    return `FREQ=WEEKLY;INTERVAL=${rule.every};BYDAY=${days};WKST=MO`
  }
  const begins = `FREQ=MONTHLY;INTERVAL=${rule.every}`
  const months = rule.months.length > 0 ? `;BYMONTH=${rule.months.join(',')}` : ''
  if (rule.kind === 'onDate') return `${begins}${months};BYMONTHDAY=${rule.day}`
  const days = rule.nths.map((nth) => `${nth}${codes[rule.weekday - 1]}`).join(',')
  return `${begins}${months};BYDAY=${days}`
}

/** What such a text says; undefined when it was not written by `rruleOf`. */
export function ruleOf(rrule: string): Rule | undefined {
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]))
  const every = Number(parts.get('INTERVAL') ?? 1)
  const months = (parts.get('BYMONTH') ?? '').split(',').filter(Boolean).map(Number)
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean)
  if (parts.get('FREQ') === 'WEEKLY') return { kind: 'weekly', every, weekdays: days.map(weekdayOfCode) }
  const day = parts.get('BYMONTHDAY')
  if (day) return { kind: 'onDate', every, months, day: Number(day) }
  const [first] = days
  if (!first) return undefined
  const nths = days.map((each) => Number(each.slice(0, -2)) as Nth)
  return { kind: 'monthly', every, months, nths, weekday: weekdayOfCode(first.slice(-2)) }
}

/** The days that a rule names, from the first to the last of these days, at most so many. */
export function ruleDays(
  rrule: string,
  startsOn: LocalDate,
  until: LocalDate,
  most: number = ahead.most,
): readonly LocalDate[] {
  // A day has no time zone: at noon in UTC no change of the clocks takes one away.
  const dtstart = Temporal.PlainDate.from(startsOn).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
  const days: LocalDate[] = []
  const goesOn = (at: { toPlainDate(): Temporal.PlainDate }, count: number) =>
    count < most && at.toPlainDate().toString() <= until
  for (const at of new RRuleTemporal({ rruleString: rrule, dtstart }).all(goesOn)) {
    const day = at.toPlainDate().toString() as LocalDate
    if (day > until) break
    days.push(day)
  }
  return days
}

/**
 * The day that a rule begins, on or after a day: "every other Thursday" begins on the next Thursday. Undefined when it
 * never comes.
 */
export function firstDayOf(rule: Rule, from: LocalDate): LocalDate | undefined {
  return ruleDays(rruleOf({ ...rule, every: 1 }), from, plannedUntil(from), 1)[0]
}

/** The last day that a series is planned to: two years after it begins, the same day. */
export function plannedUntil(from: LocalDate): LocalDate {
  return Temporal.PlainDate.from(from).add({ years: ahead.years }).toString() as LocalDate
}

/**
 * The days that a series meets, over a span. A day that is a Swedish holiday is no day to meet: a group that meets every
 * week takes the next working day, a council that meets on the second Thursday the Thursday after (or before, when that is
 * another month). A rule that names a
 * date, and no weekday, keeps off weekends too. What would fall on another of its days is left out.
 */
export function occasionsOf(
  { rule, startsOn, shiftDays }: Pick<Series, 'rule' | 'startsOn' | 'shiftDays'>,
  until: LocalDate,
  most: number = ahead.most,
): readonly Occasion[] {
  const kind = ruleOf(rule)?.kind
  // A few more than wanted, so that the last of them is moved to no day of the series.
  const all = ruleDays(rule, startsOn, plusDays(until, Math.max(0, -shiftDays)), most + 10)
  const named = all.map((day) => plusDays(day, shiftDays))
  const taken = new Set<LocalDate>(named.filter((day) => isDayToMeet(day, kind)))
  const occasions = named.slice(0, most).flatMap((day): readonly Occasion[] => {
    if (isDayToMeet(day, kind)) return [{ on: day, insteadOf: undefined }]
    const on = insteadOf(day, kind, startsOn)
    if (taken.has(on)) return []
    taken.add(on)
    return [{ on, insteadOf: day }]
  })
  return occasions.filter(({ on }) => on <= until)
}

/** What comes of a series after a day, up to another: at most as many as are planned at once. */
export function moreOccasionsOf(
  series: Pick<Series, 'rule' | 'startsOn' | 'shiftDays'>,
  after: LocalDate,
  until: LocalDate,
): readonly Occasion[] {
  // The rule is counted from its beginning, so that "every other" stays the same ones.
  const all = occasionsOf(series, until, ahead.most * 100)
  return all.filter(({ on, insteadOf: named }) => (named ?? on) > after && on > after).slice(0, ahead.most)
}

/** The day itself, or the next one to meet on when it is a holiday, by the kind of the rule. */
export function freeDayFor(day: LocalDate, rrule: string): LocalDate {
  const kind = ruleOf(rrule)?.kind
  return isDayToMeet(day, kind) ? day : insteadOf(day, kind, plusDays(day, 1))
}

function isDayToMeet(day: LocalDate, kind: Rule['kind'] | undefined): boolean {
  return kind === 'onDate' ? isWorkingDay(day) : holidayName(day, 'sv') === undefined
}

function insteadOf(day: LocalDate, kind: Rule['kind'] | undefined, startsOn: LocalDate): LocalDate {
  if (kind !== 'monthly') return nextWorkingDay(day)
  const isFree = (other: LocalDate) => other >= startsOn && holidayName(other, 'sv') === undefined
  const nearby = [7, -7, 14, -14].map((days) => plusDays(day, days))
  const inMonth = nearby.find((other) => other.slice(0, 7) === day.slice(0, 7) && isFree(other))
  if (inMonth) return inMonth
  let later = plusDays(day, 7)
  while (!isFree(later)) later = plusDays(later, 7)
  return later
}

/** Which of its month's weekdays a day is: "the second Thursday". */
export function nthOf(day: LocalDate): Nth {
  return Math.ceil(Number(day.slice(8)) / 7) as Nth
}

/** How a form offers that a meeting comes again; the last is as one's own words say. */
export const usualRepeats = ['once', 'weekly', 'everyOther', 'monthly', 'fourTimes', 'ownWords'] as const
export type UsualRepeat = (typeof usualRepeats)[number]

/** The months that councils meet in when they meet four times a year. */
const fourMonths = [2, 5, 9, 11]

/** The rule of a usual pattern for a meeting on a day; undefined when it comes once, or as one's own words say. */
export function usualRule(repeat: UsualRepeat, on: LocalDate): Rule | undefined {
  const weekday = weekdayOf(on)
  if (repeat === 'once' || repeat === 'ownWords') return undefined
  if (repeat === 'weekly') return { kind: 'weekly', every: 1, weekdays: [weekday] }
  if (repeat === 'everyOther') return { kind: 'weekly', every: 2, weekdays: [weekday] }
  // Not every month has a fifth Thursday: who picked one means the last.
  const nth = nthOf(on) === 5 ? -1 : nthOf(on)
  const months = repeat === 'fourTimes' ? fourMonths : []
  return { kind: 'monthly', every: 1, months, nths: [nth], weekday }
}
