import type { Parser } from 'chrono-node'
import type { Temporal } from 'temporal-polyfill'
import {
  after,
  endOf,
  endOfNextWeek,
  endOfThisWeek,
  inWeek,
  lastOf,
  lastOfNextMonth,
  next,
  nextWeeks,
  onDate,
  onDayOfMonth,
  sayingIn,
} from './due-pieces.ts'

const ready = '(?:(?:to be |must be |should be )?(?:due|done|ready|finished|completed?|deadline)(?: is)?:? )?'

/** What may stand before a day to be ready by. Before "before" it is the day before that is meant. */
const told = sayingIn({
  source: `${ready}(?:(?:by|before|until|till|within|no later than|not later than|at the latest(?: by| on)?|latest)(?: the)? )?`,
  isBefore: /before(?: the)? $/,
})

/** "On" says only that a day comes: the meeting is on one, too. */
const say: typeof told = (source, read) => told(`(?:on (?:the )?)?(?:${source})`, read)

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const weekday = weekdays.join('|')
const weekdayNumber = (word: string | undefined) => weekdays.indexOf(word ?? '') + 1

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|')
const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?'
const monthNumber = (word: string | undefined) => months.indexOf(word?.slice(0, 3) ?? '') + 1

const counts: Readonly<Record<string, number>> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
  ...{ eleven: 11, twelve: 12, fourteen: 14, thirty: 30, 'a couple of': 2 },
}
const count = `\\d{1,3}|${Object.keys(counts).toReversed().join('|')}`
const countOf = (word: string | undefined) => counts[word ?? ''] ?? Number(word)

const units: Readonly<Record<string, Temporal.DurationLike>> = {
  d: { days: 1 },
  w: { weeks: 1 },
  f: { weeks: 2 },
  m: { months: 1 },
  y: { years: 1 },
}
const unit = '(days?|weeks?|fortnight|months?|years?)'

const day = '(\\d{1,2})(?:st|nd|rd|th)?'
const year = '(?:,? (20\\d\\d))?'
const named = `(?:(?:${weekday}),? (?:the )?)?`
/** A part of a day, or a day of something that comes again, is no day to be ready by. */
const noMore = '(?! ?(?:evening|night|morning|afternoon|and|[-–]))'

/** Everything we understand of a day to come in English, in folded text. */
export const englishDueParsers: readonly Parser[] = [
  say(`${named}${day} (?:of )?(${month})${year}`, ([date, name, y]) =>
    onDate(Number(date), monthNumber(name), y),
  ),
  say(`${named}(${month}) (?:the )?${day}${year}`, ([name, date, y]) =>
    onDate(Number(date), monthNumber(name), y),
  ),
  say(`${named}(?:the )?(\\d{1,2})(?:st|nd|rd|th)(?! (?:of |time|floor))`, ([date]) =>
    onDayOfMonth(Number(date)),
  ),
  say('today', () => (today) => today),
  say('tomorrow', () => (today) => today.add({ days: 1 })),
  say('(?:the )?day after tomorrow', () => (today) => today.add({ days: 2 })),
  say(`(?:in |within )(${count}) ${unit}(?:'?s? time)?`, ([times, name]) =>
    after(countOf(times), units[name?.[0] ?? '']),
  ),
  say(`(${count}) ${unit} from (?:now|today)`, ([times, name]) =>
    after(countOf(times), units[name?.[0] ?? '']),
  ),
  say(`(?:this |next |coming )?(${weekday})${noMore}`, ([name]) => next(weekdayNumber(name))),
  say(`(${weekday}) (?:of )?next week`, ([name]) => nextWeeks(weekdayNumber(name))),
  say(`(${weekday}) (?:of |in )?week (\\d{1,2})`, ([name, week]) =>
    inWeek(Number(week), weekdayNumber(name)),
  ),
  say('(?:in |during )?(?:the )?(?:end of )?week (\\d{1,2})(?! ?(?:[-–]|and|to))', ([week]) =>
    inWeek(Number(week), undefined),
  ),
  say('(?:(?:the )?end of )?next week|(?:in |during )next week', () => endOfNextWeek),
  say('(?:(?:the )?end of )?this week|(?:the )?end of the week', () => endOfThisWeek),
  say(`(?:the )?(?:end|last) of (${month})${year}`, ([name, y]) => endOf(monthNumber(name), y)),
  say(`(?:in |during )(${month})${year}`, ([name, y]) => endOf(monthNumber(name), y)),
  say(`(?:in )?(?:the )?middle of (${month})${year}`, ([name, y]) => onDate(15, monthNumber(name), y)),
  say('(?:(?:the )?end of )?this month|(?:the )?end of the month', () => lastOf),
  say('(?:(?:the )?end of )?next month|(?:in |during )next month', () => lastOfNextMonth),
  say("(?:the )?end of (?:the|this) year|new year(?:'?s eve)?", () => onDate(31, 12, undefined)),
  say('christmas(?: eve)?', () => onDate(24, 12, undefined)),
]
