import type { Parser } from 'chrono-node'
import type { PartName } from './day-words.ts'
import {
  calendarDay,
  daysAgo,
  latestDay,
  latestWeekday,
  nextWeekday,
  type Piece,
  pastWeekday,
  thisDay,
  thisEvening,
  tonight,
} from './moment-pieces.ts'
import { phrase } from './phrases.ts'

const say = (source: string, read: (match: RegExpExecArray) => Piece | undefined): Parser =>
  phrase<Piece>(source, read)

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const weekday = `(${weekdays.join('|')})`
const numberOf = (word: string | undefined) => weekdays.indexOf(word ?? '') + 1

const partNames: Readonly<Record<string, PartName>> = {
  morning: 'morgon',
  afternoon: 'eftermiddag',
  evening: 'kvall',
  night: 'natt',
}
const part = '(?: (morning|afternoon|evening|night))?'
const partOf = (word: string | undefined): Piece => {
  const name = partNames[word ?? '']
  return name ? { part: name } : {}
}

const month =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?'
/** The Swedish months begin as the English do, but for two. */
const inSwedish = (name: string) => name.replace(/^may/, 'maj').replace(/^oct/, 'okt')
const year = '(?:,? (20\\d\\d))?'

function onDate(day: string | undefined, name: string | undefined, inYear: string | undefined) {
  const read = calendarDay(Number(day), inSwedish(name ?? ''), inYear ? Number(inYear) : undefined)
  return read && { day: read }
}

const counts: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }

/** The days that who writes English writes here: as many as are needed to log and to report. */
export const englishDayParsers: readonly Parser[] = [
  say(`yesterday${part}`, (m) => ({ day: daysAgo(1), ...partOf(m[1]) })),
  say('(?:the )?day before yesterday', () => ({ day: daysAgo(2) })),
  say('today', () => ({ day: thisDay })),
  say('this (morning|afternoon)', (m) => ({ day: latestDay, ...partOf(m[1]) })),
  say('this evening', () => ({ day: thisEvening, part: 'kvall' })),
  say('last night|tonight', () => ({ day: tonight, part: 'natt' })),
  say(`(\\d{1,2}|${Object.keys(counts).join('|')}) (days?|weeks?) ago`, (m) => {
    const days = (counts[m[1] ?? ''] ?? Number(m[1])) * (m[2]?.startsWith('w') ? 7 : 1)
    return { day: daysAgo(days) }
  }),
  say(`last ${weekday}${part}`, (m) => ({ day: pastWeekday(numberOf(m[1])), ...partOf(m[2]) })),
  say(`next ${weekday}${part}`, (m) => ({ day: nextWeekday(numberOf(m[1])), ...partOf(m[2]) })),
  say(`(?:on )?${weekday}${part}`, (m) => ({ day: latestWeekday(numberOf(m[1])), ...partOf(m[2]) })),
  say(`(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${month}${year}`, (m) => onDate(m[1], m[2], m[3])),
  say(`(?:on )?${month} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?${year}`, (m) => onDate(m[2], m[1], m[3])),
]
