import { dayMs } from '../shared/clock.ts'
import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import type { CitizenPromise, Commitment, PromiseVersion } from './promise.ts'

/** Days from the first to the last, both of them among it. */
export interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** What of a promise says when it holds. */
export type Period = Pick<CitizenPromise, 'versions' | 'ended'>

/** How many days there are from the first to the last; none when the last comes before the first. */
export function daysIn({ from, to }: Days): number {
  // A day parses as its midnight in UTC, where each has 24 hours: clock changes are not in it.
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / dayMs + 1)
}

/** The days that two spans share; undefined when they share none. */
export function shared(one: Days, other: Days): Days | undefined {
  const from = one.from > other.from ? one.from : other.from
  const to = one.to < other.to ? one.to : other.to
  return from <= to ? { from, to } : undefined
}

/** How many days of a span lie in any of the others, which do not overlap. */
export function daysCovered(span: Days, by: readonly Days[]): number {
  return by.reduce((sum, each) => {
    const both = shared(span, each)
    return sum + (both ? daysIn(both) : 0)
  }, 0)
}

/** The versions that were known on a day: the first always, a later one from the day it was decided. The oldest first. */
export function versionsOn({ versions }: Period, on: LocalDate): readonly PromiseVersion[] {
  return versions.filter(({ number, decidedOn }) => number === 1 || decidedOn <= on)
}

/** The first day that a promise holds. */
export function firstDayOf({ versions }: Period): LocalDate | undefined {
  return versions[0]?.from
}

/** The last day that a promise holds, as known on a day: that of its last version, or the day it was ended. */
export function lastDayOf(promise: Period, on: LocalDate): LocalDate | undefined {
  const last = versionsOn(promise, on).at(-1)?.to
  const { ended } = promise
  return ended && ended.on <= on && (!last || ended.on < last) ? ended.on : last
}

/** Whether a promise is still to be kept on a day, or will be: neither past its last day nor ended. */
export function isOpen(promise: Period, on: LocalDate): boolean {
  const last = lastDayOf(promise, on)
  const endedBefore = promise.ended !== undefined && promise.ended.on <= on
  return !endedBefore && last !== undefined && on <= last
}

/**
 * The days on which a commitment holds, as known on a day: those of the versions it is part of, joined where one begins
 * the day after the other ends. Days between two versions, when an extension came late, are not among them.
 */
export function daysOf(
  promise: Period,
  commitment: Pick<Commitment, 'sinceVersion' | 'untilVersion'>,
  on: LocalDate,
): readonly Days[] {
  const last = lastDayOf(promise, on)
  if (last === undefined) return []
  const { sinceVersion, untilVersion = Number.POSITIVE_INFINITY } = commitment
  return versionsOn(promise, on)
    .filter(({ number }) => sinceVersion <= number && number <= untilVersion)
    .flatMap((version) => shared(version, { from: version.from, to: last }) ?? [])
    .reduce<readonly Days[]>(joined, [])
}

/** Spans with one more: as part of the last, when it follows on it without a day between. */
function joined(spans: readonly Days[], next: Days): readonly Days[] {
  const before = spans.at(-1)
  if (!before || next.from > plusDays(before.to, 1)) return [...spans, next]
  return [...spans.slice(0, -1), { from: before.from, to: next.to > before.to ? next.to : before.to }]
}
