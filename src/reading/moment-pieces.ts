import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../shared/clock.ts'
import { localDate, localTime } from '../shared/stockholm.ts'
import { announcedDays, monthNumber, nightOwlHour, type PartName } from './day-words.ts'

/** The moment the line is read, as the calendar in Stockholm has it. */
export interface Today {
  readonly now: Instant
  readonly date: Temporal.PlainDate
  readonly hour: number
}

export function todayOf(now: Instant): Today {
  return {
    now,
    date: Temporal.PlainDate.from(localDate(now)),
    hour: Number(localTime(now).slice(0, 2)),
  }
}

/** A day that is spoken of. */
export interface Day {
  readonly date: Temporal.PlainDate
  /** The day that is meant when the time would otherwise lie ahead. */
  readonly else?: Temporal.PlainDate
  /** The words may speak of what is to come. */
  readonly ahead: boolean
}

export interface Clock {
  /** 24 is the midnight that ends the day. */
  readonly hour: number
  readonly minute: number
  /** Said as people speak ("halv elva"): morning or evening is not told. */
  readonly twelve: boolean
}

/** What one phrase, or several beside each other, says about when. */
export interface Piece {
  readonly day?: (today: Today) => Day | undefined
  readonly part?: PartName
  readonly shift?: 'early' | 'late'
  readonly clock?: Clock
  readonly exact?: (today: Today) => Instant
  /** The night that the day after it ends: "natten till lördag". */
  readonly nightBefore?: boolean
  /** Means nothing without a day or a part of the day beside it. */
  readonly needsMore?: boolean
  /** Says more than a moment can ("mellan 22 och 23", "sedan i fredags"): the words stay in the description. */
  readonly saysMore?: boolean
  /** The day is where something began ("sedan i fredags"), or what it came before. */
  readonly edge?: 'since' | 'before'
  /** A weak word ("nu"): it counts only when nothing else says when. */
  readonly weak?: boolean
}

/** The date, or nothing when the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** Days from today, never ahead of it. */
export function daysAgo(days: number): (today: Today) => Day {
  return ({ date }) => ({ date: date.subtract({ days }), ahead: false })
}

export function daysAhead(days: number): (today: Today) => Day {
  return ({ date }) => ({ date: date.add({ days }), ahead: true })
}

/** Today, which before five in the morning may still be yesterday: "i kväll" and "i dag 22.30" written at half past twelve. */
export function thisDay({ date, hour }: Today): Day {
  const yesterday = date.subtract({ days: 1 })
  return hour < nightOwlHour ? { date, else: yesterday, ahead: false } : { date, ahead: true }
}

/** The day whose evening is this evening. */
export function thisEvening({ date, hour }: Today): Day {
  return hour < nightOwlHour ? { date: date.subtract({ days: 1 }), ahead: false } : { date, ahead: true }
}

/** The day whose night is the latest that has begun. */
export function tonight({ date, hour }: Today): Day {
  const began = hour >= 22 ? date : date.subtract({ days: 1 })
  return { date: began, else: began.subtract({ days: 1 }), ahead: false }
}

/** Today, or the day before when that time has not come yet. */
export function latestDay({ date }: Today): Day {
  return { date, else: date.subtract({ days: 1 }), ahead: false }
}

/** The latest such weekday, today included. */
export function latestWeekday(weekday: number): (today: Today) => Day {
  return ({ date }) => {
    const latest = date.subtract({ days: (date.dayOfWeek - weekday + 7) % 7 })
    return { date: latest, else: latest.subtract({ days: 7 }), ahead: false }
  }
}

/** The latest such weekday before today: "i fredags". */
export function pastWeekday(weekday: number): (today: Today) => Day {
  return ({ date }) => ({
    date: date.subtract({ days: ((date.dayOfWeek - weekday + 6) % 7) + 1 }),
    ahead: false,
  })
}

/** The next such weekday after today: "på lördag". */
export function nextWeekday(weekday: number): (today: Today) => Day {
  return ({ date }) => ({ date: date.add({ days: ((weekday - date.dayOfWeek + 6) % 7) + 1 }), ahead: true })
}

/** That weekday of another week, counted from this one: "förra lördagen" is the Saturday of the week before. */
export function weekdayOfWeek(weekday: number, weeks: number): (today: Today) => Day {
  return ({ date }) => ({
    date: date.add({ days: weekday - date.dayOfWeek + 7 * weeks }),
    ahead: weeks > 0,
  })
}

/** A day and a month. Without a year: the latest that is not ahead, unless the next one is near enough to be announced. */
export function calendarDay(day: number, month: string | number, year?: number): Piece['day'] {
  const number = typeof month === 'number' ? month : monthNumber(month)
  return ({ date: today }) => {
    if (year !== undefined) {
      const date = dateOf(year, number, day)
      return date && { date, ahead: true }
    }
    const years = [today.year + 1, today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4]
    const dates = years.map((each) => dateOf(each, number, day)).filter((each) => each !== undefined)
    const next = dates.findLast((each) => Temporal.PlainDate.compare(each, today) > 0)
    if (next && today.until(next).days <= announcedDays) return { date: next, ahead: true }
    const past = dates.find((each) => Temporal.PlainDate.compare(each, today) <= 0)
    return past && { date: past, ahead: Temporal.PlainDate.compare(past, today) === 0 }
  }
}

/** "Den 14:e": of this month, or of the latest month in which it has come. */
export function dayOfMonth(day: number): Piece['day'] {
  return ({ date: today }) => {
    for (let back = 0; back < 12; back++) {
      const month = today.with({ day: 1 }).subtract({ months: back })
      const date = dateOf(month.year, month.month, day)
      if (date && Temporal.PlainDate.compare(date, today) <= 0) return { date, ahead: false }
    }
    return undefined
  }
}

/** The Monday of a week by its number (ISO 8601), or nothing when that year has no such week. */
export function mondayOf(year: number, weekNumber: number): Temporal.PlainDate | undefined {
  const fourth = dateOf(year, 1, 4)
  const monday = fourth?.add({ days: (weekNumber - 1) * 7 - (fourth.dayOfWeek - 1) })
  return monday?.yearOfWeek === year ? monday : undefined
}

/** A weekday of a numbered week: of the latest such week that has come to that day. */
export function weekdayOfWeekNumber(weekday: number, week: number): (today: Today) => Day | undefined {
  return ({ date: today }) => {
    const current = today.yearOfWeek ?? today.year
    for (const year of [current, current - 1]) {
      const date = mondayOf(year, week)?.add({ days: weekday - 1 })
      if (date && Temporal.PlainDate.compare(date, today) <= 0) return { date, ahead: false }
    }
    return undefined
  }
}
