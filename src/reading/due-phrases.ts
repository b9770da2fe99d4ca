import type { Parser } from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import {
  dayNumber,
  month,
  monthNumber,
  number,
  numberOf,
  ordinal,
  weekday,
  weekdayNumber,
} from './day-words.ts'
import { dateOf, mondayOf } from './moment-pieces.ts'
import { phrase } from './phrases.ts'

/** A day by which something is to be done, as a phrase tells of it; nothing when the calendar has no such day. */
export interface DuePiece {
  readonly day: (today: Temporal.PlainDate) => Temporal.PlainDate | undefined
  /** A word before it says that it is a day to be ready by ("senast", "klart"), and not the day of something else. */
  readonly said: boolean
}

type DayOf = DuePiece['day']

/** What may stand before a day to be ready by. Before "före" it is the day before that is meant. */
const ready =
  '(?:(?:ska |skall )?(?:vara |bli )?(?:klart?|klara|fardigt?|fardiga|deadline|slutdatum)(?: ar)?:? )?'
const lead = `(${ready}(?:(?:(?:allra )?senast|fore|innan|fram ?till|till och med|t\\.?o\\.?m\\.?|till|tills|inom):? )?)`

const isBefore = (text: string) => /(?:fore|innan):? ?$/.test(text)

function say(source: string, read: (match: readonly (string | undefined)[]) => DayOf | undefined): Parser {
  return phrase<DuePiece>(`${lead}(?:${source})`, (match) => {
    const told = match[1] ?? ''
    const day = read(match.slice(2))
    if (!day) return undefined
    const before: DayOf = (today) => day(today)?.subtract({ days: 1 })
    return { day: isBefore(told) ? before : day, said: told.trim() !== '' }
  })
}

const compare = Temporal.PlainDate.compare

/** The first of the days of some years, this one first, that is not behind us. */
function soonest(inYear: (year: number) => Temporal.PlainDate | undefined): DayOf {
  return (today) => {
    // Eight years on there has always been a leap day and a week 53.
    for (let ahead = 0; ahead <= 8; ahead++) {
      const date = inYear(today.year + ahead)
      if (date && compare(date, today) >= 0) return date
    }
    return undefined
  }
}

function onDate(day: number, monthOfYear: number, year: string | undefined): DayOf | undefined {
  if (!(day >= 1 && day <= 31 && monthOfYear >= 1 && monthOfYear <= 12)) return undefined
  if (!year) return soonest((each) => dateOf(each, monthOfYear, day))
  return () => dateOf(Number(year.length === 2 ? `20${year}` : year), monthOfYear, day)
}

const lastOf = (date: Temporal.PlainDate) => date.with({ day: date.daysInMonth })

/** The last day of a month: of the first such month that is not over. */
function endOf(monthOfYear: number, year: string | undefined): DayOf {
  const inYear = (each: number) => lastOf(Temporal.PlainDate.from({ year: each, month: monthOfYear, day: 1 }))
  return year ? () => inYear(Number(year)) : soonest(inYear)
}

const friday = 5

/** A week is over, as work goes, on its Friday; when that has passed, on its Sunday. */
function endOfWeek(monday: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  const last = monday.add({ days: friday - 1 })
  return compare(last, today) >= 0 ? last : monday.add({ days: 6 })
}

const mondayBefore = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 })

/** A day of a numbered week: of the first such week that is not over; without a day, its end. */
function inWeek(week: number, dayOfWeek: number | undefined): DayOf | undefined {
  if (week < 1 || week > 53) return undefined
  return (today) => {
    const current = today.yearOfWeek ?? today.year
    for (let ahead = 0; ahead <= 8; ahead++) {
      const monday = mondayOf(current + ahead, week)
      if (!monday) continue
      const date = dayOfWeek ? monday.add({ days: dayOfWeek - 1 }) : endOfWeek(monday, today)
      if (compare(date, today) >= 0) return date
    }
    return undefined
  }
}

/** The first such weekday after today. */
const next =
  (dayOfWeek: number): DayOf =>
  (today) =>
    today.add({ days: ((dayOfWeek - today.dayOfWeek + 6) % 7) + 1 })

const units: Readonly<Record<string, Temporal.DurationLike>> = {
  d: { days: 1 },
  v: { weeks: 1 },
  m: { months: 1 },
  k: { months: 3 },
  h: { months: 6 },
  a: { years: 1 },
}

/** So many days, weeks, months or years from today; half a year is six months, half a month two weeks. */
function after(count: number, unit: string): DayOf | undefined {
  const one = units[unit[0] ?? '']
  if (!one || !Number.isInteger(count) || count < 1 || count > 400) return undefined
  const scaled = Object.fromEntries(Object.entries(one).map(([name, size]) => [name, Number(size) * count]))
  return (today) => today.add(scaled)
}

const unit = '(dagar|dag|dygn|veckor|vecka|manader|manad|kvartal|halvar|ar)'
const named = `(?:(?:pa )?(?:${weekday})g(?:en)?,? )?`
const year = '(?: (20\\d\\d))?'
/** A day of something that comes again, or a part of a day, is no day to be ready by. */
const noMore = '(?! ?(?:kvall|natt|morgon|formiddag|eftermiddag|em|fm|och|kl|[-–]))'

/** Everything we understand of a day to come, in folded text. */
export const dueParsers: readonly Parser[] = [
  say(`${named}(?:den )?(\\d{1,2}(?::?[ea])?|${ordinal}) (${month})${year}`, ([day, name, y]) =>
    onDate(dayNumber(day ?? ''), monthNumber(name ?? ''), y),
  ),
  say(
    `${named}(?:den )?(?<![\\d/.])(\\d{1,2})/(\\d{1,2})(?:(?:[-/]| (?=20))(20\\d\\d|\\d\\d))?(?![\\d/]| av )`,
    ([day, name, y]) => (day === '24' && name === '7' ? undefined : onDate(Number(day), Number(name), y)),
  ),
  say('(?<![-\\d])(20\\d\\d)-([01]?\\d)-([0-3]?\\d)(?![-\\d])', ([y, name, day]) =>
    onDate(Number(day), Number(name), y),
  ),
  say(`${named}den (\\d{1,2}):?[ea]`, ([day]) => (today) => {
    for (let ahead = 0; ahead < 12; ahead++) {
      const first = today.with({ day: 1 }).add({ months: ahead })
      const date = dateOf(first.year, first.month, Number(day))
      if (date && compare(date, today) >= 0) return date
    }
    return undefined
  }),
  say('i ?dag', () => (today) => today),
  say('i ?(?:morgon|morron)', () => (today) => today.add({ days: 1 })),
  say('i ?overmorgon', () => (today) => today.add({ days: 2 })),
  say(`(?:om|inom) (${number}) ?${unit}`, ([count, name]) => after(numberOf(count ?? ''), name ?? '')),
  say('(?:om|inom) ett halvt? ?ar', () => after(6, 'm')),
  say('(?:om|inom) (?:en|fjorton) ?(?:halv manad|dagar)', () => after(14, 'd')),
  say(`(?:(?:nu )?pa |nasta |kommande )?(${weekday})g(?:en)?${noMore}`, ([day]) =>
    next(weekdayNumber(day ?? '')),
  ),
  say(
    `(?:pa )?(${weekday})g(?:en)? (?:i )?nasta vecka`,
    ([day]) =>
      (today) =>
        mondayBefore(today).add({ days: 6 + weekdayNumber(day ?? '') }),
  ),
  say(
    `nasta veckas? (${weekday})g`,
    ([day]) =>
      (today) =>
        mondayBefore(today).add({ days: 6 + weekdayNumber(day ?? '') }),
  ),
  say(`(?:pa )?(${weekday})g(?:en)? (?:i )?(?:vecka|v)\\.? ?(\\d{1,2})`, ([day, week]) =>
    inWeek(Number(week), weekdayNumber(day ?? '')),
  ),
  say('(?:i |under |slutet av )?(?:vecka|v)\\.? ?(\\d{1,2})(?! ?(?:[-–]|och))', ([week]) =>
    inWeek(Number(week), undefined),
  ),
  say(
    '(?:i |under )?(?:slutet av )?nasta vecka',
    () => (today) => endOfWeek(mondayBefore(today).add({ days: 7 }), today),
  ),
  say(
    '(?:i |under |slutet av )(?:den har )?veckan|denna vecka',
    () => (today) => endOfWeek(mondayBefore(today), today),
  ),
  say(`(?:(?:den )?sista|slutet (?:av|pa)|utgangen av) (${month})${year}`, ([name, y]) =>
    endOf(monthNumber(name ?? ''), y),
  ),
  say(`(?:i |under )(${month})${year}`, ([name, y]) => endOf(monthNumber(name ?? ''), y)),
  say(`mitten (?:av|pa) (${month})${year}`, ([name, y]) => onDate(15, monthNumber(name ?? ''), y)),
  say(
    '(?:den )?sista i manaden|slutet (?:av|pa) manaden|manadens slut|manadsskiftet|utgangen av manaden',
    () => (today) => lastOf(today),
  ),
  say(
    '(?:slutet (?:av|pa) )?nasta manad',
    () => (today) => lastOf(today.with({ day: 1 }).add({ months: 1 })),
  ),
  say('(?:slutet (?:av|pa) aret|arets slut|arsskiftet|nyar|nyarsafton)', () => onDate(31, 12, undefined)),
  say('(?:jul|julen|julafton)', () => onDate(24, 12, undefined)),
  say(`(?:kvartal|q) ?([1-4])${year}`, ([quarter, y]) => endOf(Number(quarter) * 3, y)),
]
