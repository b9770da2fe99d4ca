import type { Parser } from 'chrono-node'
import type { Temporal } from 'temporal-polyfill'
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

const ready =
  '(?:(?:ska |skall )?(?:vara |bli )?(?:klart?|klara|fardigt?|fardiga|deadline|slutdatum)(?: ar)?:? )?'

/** What may stand before a day to be ready by. Before "före" it is the day before that is meant. */
const say = sayingIn({
  source: `${ready}(?:(?:(?:allra )?senast|fore|innan|fram ?till|till och med|t\\.?o\\.?m\\.?|till|tills|inom):? )?`,
  isBefore: /(?:fore|innan):? ?$/,
})

/** Half a year is six months, half a month two weeks. */
const units: Readonly<Record<string, Temporal.DurationLike>> = {
  d: { days: 1 },
  v: { weeks: 1 },
  m: { months: 1 },
  k: { months: 3 },
  h: { months: 6 },
  a: { years: 1 },
}

const unit = '(dagar|dag|dygn|veckor|vecka|manader|manad|kvartal|halvar|ar)'
const named = `(?:(?:pa )?(?:${weekday})g(?:en)?,? )?`
const year = '(?: (20\\d\\d))?'
/** A day of something that comes again, or a part of a day, is no day to be ready by. */
const noMore = '(?! ?(?:kvall|natt|morgon|formiddag|eftermiddag|em|fm|och|kl|[-–]))'

/** Everything we understand of a day to come in Swedish, in folded text. */
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
  say(`${named}den (\\d{1,2}):?[ea]`, ([day]) => onDayOfMonth(Number(day))),
  say('i ?dag', () => (today) => today),
  say('i ?(?:morgon|morron)', () => (today) => today.add({ days: 1 })),
  say('i ?overmorgon', () => (today) => today.add({ days: 2 })),
  say(`(?:om|inom) (${number}) ?${unit}`, ([count, name]) =>
    after(numberOf(count ?? ''), units[name?.[0] ?? '']),
  ),
  say('(?:om|inom) ett halvt? ?ar', () => after(6, units.m)),
  say('(?:om|inom) (?:en|fjorton) ?(?:halv manad|dagar)', () => after(14, units.d)),
  say(`(?:(?:nu )?pa |nasta |kommande )?(${weekday})g(?:en)?${noMore}`, ([day]) =>
    next(weekdayNumber(day ?? '')),
  ),
  say(`(?:pa )?(${weekday})g(?:en)? (?:i )?nasta vecka`, ([day]) => nextWeeks(weekdayNumber(day ?? ''))),
  say(`nasta veckas? (${weekday})g`, ([day]) => nextWeeks(weekdayNumber(day ?? ''))),
  say(`(?:pa )?(${weekday})g(?:en)? (?:i )?(?:vecka|v)\\.? ?(\\d{1,2})`, ([day, week]) =>
    inWeek(Number(week), weekdayNumber(day ?? '')),
  ),
  say('(?:i |under |slutet av )?(?:vecka|v)\\.? ?(\\d{1,2})(?! ?(?:[-–]|och))', ([week]) =>
    inWeek(Number(week), undefined),
  ),
  say('(?:i |under )?(?:slutet av )?nasta vecka', () => endOfNextWeek),
  say('(?:i |under |slutet av )(?:den har )?veckan|denna vecka', () => endOfThisWeek),
  say(`(?:(?:den )?sista|slutet (?:av|pa)|utgangen av) (${month})${year}`, ([name, y]) =>
    endOf(monthNumber(name ?? ''), y),
  ),
  say(`(?:i |under )(${month})${year}`, ([name, y]) => endOf(monthNumber(name ?? ''), y)),
  say(`mitten (?:av|pa) (${month})${year}`, ([name, y]) => onDate(15, monthNumber(name ?? ''), y)),
  say(
    '(?:den )?sista i manaden|slutet (?:av|pa) manaden|manadens slut|manadsskiftet|utgangen av manaden',
    () => lastOf,
  ),
  say('(?:slutet (?:av|pa) )?nasta manad', () => lastOfNextMonth),
  say('(?:slutet (?:av|pa) aret|arets slut|arsskiftet|nyar|nyarsafton)', () => onDate(31, 12, undefined)),
  say('(?:jul|julen|julafton)', () => onDate(24, 12, undefined)),
  say(`(?:kvartal|q) ?([1-4])${year}`, ([quarter, y]) => endOf(Number(quarter) * 3, y)),
]
