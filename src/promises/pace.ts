import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import type { CitizenPromise, Commitment, Delivery } from './promise.ts'
import { type Days, daysCovered, daysOf } from './span.ts'
import { type CutStretch, cutStretches, type Stretch } from './stretch.ts'

/** How a commitment stands. */
export const paceStates = ['notBegun', 'onPace', 'behind', 'kept', 'missed', 'noNumber'] as const
export type PaceState = (typeof paceStates)[number]

/** One week, month or holiday of a commitment, and what was done in it. */
export interface Turn extends Stretch {
  /** How many times were promised in it; none in a stump. */
  readonly demanded: number
  readonly done: number
  /** Whether its last day has passed. */
  readonly isOver: boolean
}

/** How a commitment stands on a day. All counts are of times. */
export interface Pace {
  readonly state: PaceState
  /** The first and the last day that count; undefined when the commitment is not yet known to hold on any. */
  readonly period: Days | undefined
  /** All that was done in the period. */
  readonly done: number
  /** What of it answers to the promise: twice in one week does not make up for none in another. */
  readonly counted: number
  /** What should be done by now: of days, weeks, months and holidays that are over. */
  readonly dueByNow: number
  /** What is promised in all. */
  readonly promised: number
  /** The weeks, or the months and holidays, the earliest first; none for another kind of promise. */
  readonly turns: readonly Turn[]
  /** Those of them that are over without what was promised. */
  readonly missed: readonly Turn[]
  /** How many days there are left, today among them; all of them before the first. */
  readonly daysLeft: number
}

type Done = Pick<Delivery, 'deliveredOn' | 'count' | 'withdrawnAt'>
type Promised = Pick<Commitment, 'quota' | 'sinceVersion' | 'untilVersion' | 'reachedOn'>

/**
 * How a commitment stands on a Swedish day. The rules:
 *
 * - The period is that of the versions the commitment is part of. An extension continues the count: four in the period
 *   are four from the first day of version 1 to the last of the latest, whatever was done when it was extended. Whoever
 *   extends and promises a new count promises anew: the old commitment ends with its version and is judged by it. A
 *   version counts from the day it was decided. A promise that is ended early has that day as its last.
 * - What is done counts on its Swedish day, if that lies in the period; what is withdrawn does not.
 * - "So many in the period" should be done evenly, day by day: of the days that are over, rounded down, so that nobody
 *   lags behind by a fraction. Today is not over. When it has been ended early, what was due by then is what is asked.
 * - "So many a week" (ISO weeks) or "a month" (calendar months) is asked of each by itself, when at least half of it lies
 *   in the period (cutStretches says why). More in one does not make up for less in another.
 * - "And on holidays" asks for one more at each of påsk, midsommar, jul and nyår. What is done on their days counts for
 *   the holiday first, and from the second time on for the month.
 * - Behind: less than should be by now, or a week or month that is over was missed. That is not made up for: who promised
 *   every week has not kept it by twice in the next. Kept: nothing more is asked. Missed: the period is over without it.
 * - A milestone is kept when it is reached in the period. Without a number there is nothing to be behind of.
 */
export function paceOf(
  promise: Pick<CitizenPromise, 'versions' | 'ended'>,
  commitment: Promised,
  deliveries: readonly Done[],
  on: LocalDate,
): Pace {
  const days = daysOf(promise, commitment, on)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return { ...nothing, state: 'notBegun' }
  const inPeriod = deliveries
    .filter(({ deliveredOn, withdrawnAt }) => withdrawnAt === undefined && isAmong(deliveredOn, days))
    .filter(({ deliveredOn }) => deliveredOn <= on)
    .toSorted((one, other) => (one.deliveredOn < other.deliveredOn ? -1 : 1))
  const period = { from: first.from, to: last.to }
  const planned = daysOf({ versions: promise.versions, ended: undefined }, commitment, on)
  const isOver = on > period.to
  const counts = countsOf({ commitment, days, planned, period, on, deliveries: inPeriod, isOver })
  return {
    ...counts,
    state: on < period.from ? 'notBegun' : counts.state,
    period,
    done: sum(inPeriod),
    daysLeft: daysCovered({ from: on > period.from ? on : period.from, to: period.to }, days),
  }
}

/** The weeks, months and holidays that are going on, and for which something that was promised is not yet done. */
export function lackingNow(pace: Pace, on: LocalDate): readonly Turn[] {
  return pace.turns.filter((turn) => turn.from <= on && !turn.isOver && turn.done < turn.demanded)
}

/** Those that have been asked for so far: they are over, or already have what was promised. */
export function askedSoFar(pace: Pace): readonly Turn[] {
  return pace.turns.filter((turn) => turn.demanded > 0 && (turn.isOver || turn.done >= turn.demanded))
}

const nothing = {
  period: undefined,
  done: 0,
  counted: 0,
  dueByNow: 0,
  promised: 0,
  turns: [],
  missed: [],
  daysLeft: 0,
} satisfies Omit<Pace, 'state'>

interface Facts {
  readonly commitment: Promised
  readonly days: readonly Days[]
  /** The days that would have counted, had it not been ended early. */
  readonly planned: readonly Days[]
  readonly period: Days
  readonly on: LocalDate
  readonly deliveries: readonly Done[]
  readonly isOver: boolean
}

type Counts = Omit<Pace, 'period' | 'done' | 'daysLeft'>

function countsOf(facts: Facts): Counts {
  const { quota } = facts.commitment
  if (quota.kind === 'none') return { ...nothing, state: 'noNumber', counted: sum(facts.deliveries) }
  if (quota.kind === 'milestone') return milestone(facts)
  if (quota.kind === 'inPeriod') return evenly(facts, quota.count)
  return inTurns(facts, quota)
}

function milestone({ commitment, period, on, isOver }: Facts): Counts {
  const { reachedOn } = commitment
  const isReached = reachedOn !== undefined && reachedOn <= on && reachedOn <= period.to
  return {
    ...nothing,
    counted: isReached ? 1 : 0,
    dueByNow: isOver ? 1 : 0,
    promised: 1,
    state: isReached ? 'kept' : isOver ? 'missed' : 'onPace',
  }
}

function evenly({ days, planned, period, on, deliveries, isOver }: Facts, promised: number): Counts {
  const counted = sum(deliveries)
  const daysOver = daysCovered({ from: period.from, to: plusDays(on, -1) }, days)
  const dueByNow = Math.floor((promised * daysOver) / daysCovered(everyDay(planned), planned))
  const asked = isOver ? dueByNow : promised
  if (counted >= asked) return { ...nothing, counted, dueByNow, promised, state: 'kept' }
  const state = isOver ? 'missed' : counted < dueByNow ? 'behind' : 'onPace'
  return { ...nothing, counted, dueByNow, promised, state }
}

type QuotaInTurns = Extract<Commitment['quota'], { kind: 'perWeek' | 'perMonth' }>

function inTurns(facts: Facts, quota: QuotaInTurns): Counts {
  const turns = turnsOf(facts, quota)
  const missed = turns.filter((turn) => turn.isOver && turn.done < turn.demanded)
  const promised = turns.reduce((total, { demanded }) => total + demanded, 0)
  const counted = turns.reduce((total, { done, demanded }) => total + Math.min(done, demanded), 0)
  const isDone = facts.isOver || (promised > 0 && counted >= promised)
  const [good, bad] = [isDone ? 'kept' : 'onPace', facts.isOver ? 'missed' : 'behind'] as const
  return {
    counted,
    dueByNow: turns.reduce((total, { isOver, demanded }) => total + (isOver ? demanded : 0), 0),
    promised,
    turns,
    missed,
    state: missed.length > 0 ? bad : good,
  }
}

/** The weeks, or the months with the holidays: each delivery counts in one of them. */
function turnsOf({ days, on, deliveries }: Facts, quota: QuotaInTurns): readonly Turn[] {
  const turn = (stretch: CutStretch, demanded: number, done: number): Turn => {
    const { kind, key, from, to, demands } = stretch
    return { kind, key, from, to, demanded: demands ? demanded : 0, done, isOver: to < on }
  }
  if (quota.kind === 'perWeek')
    return cutStretches('week', days).map((week) => turn(week, quota.count, sum(within(week, deliveries))))
  const wanted = quota.andHolidays ? cutStretches('holiday', days).filter(({ demands }) => demands) : []
  const holidays = wanted.map((each) => turn(each, 1, Math.min(1, sum(within(each, deliveries)))))
  // What a holiday took is no longer the month's: it took the first, and of that one time.
  const taken = wanted.flatMap((each) => within(each, deliveries).slice(0, 1))
  const months = cutStretches('month', days).map((month) =>
    turn(month, quota.count, sum(within(month, deliveries)) - within(month, taken).length),
  )
  return [...months, ...holidays].toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

function within(span: Days, deliveries: readonly Done[]): readonly Done[] {
  return deliveries.filter(({ deliveredOn }) => span.from <= deliveredOn && deliveredOn <= span.to)
}

/** From the first of some days to the last. */
function everyDay(days: readonly Days[]): Days {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) throw new Error('a commitment without a day')
  return { from: first.from, to: last.to }
}

function isAmong(day: LocalDate, days: readonly Days[]): boolean {
  return days.some(({ from, to }) => from <= day && day <= to)
}

function sum(deliveries: readonly Done[]): number {
  return deliveries.reduce((total, { count }) => total + count, 0)
}
