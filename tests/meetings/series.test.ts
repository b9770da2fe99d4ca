import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { readMeeting } from '../../src/meetings/line-input.ts'
import {
  firstDayOf,
  occasionsOf,
  plannedUntil,
  rruleOf,
  ruleDays,
  ruleOf,
} from '../../src/meetings/series.ts'
import { readRule } from '../../src/meetings/series-input.ts'
import { sayRule } from '../../src/meetings/words.ts'
import { holidayName } from '../../src/schedule/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { type LocalDate, weekdayOf } from '../../src/shared/stockholm.ts'

const from = '2026-11-20' as LocalDate

/** What people write, and the rule of RFC 5545 that it means. */
const rules: readonly (readonly [words: string, rrule: string])[] = [
  ['varje måndag', 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=MO'],
  ['varje måndag och torsdag', 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;WKST=MO'],
  ['varannan torsdag', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=MO'],
  ['var tredje fredag', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=FR;WKST=MO'],
  ['var fjärde vecka på tisdagar', 'FREQ=WEEKLY;INTERVAL=4;BYDAY=TU;WKST=MO'],
  ['varje vardag', 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=MO'],
  ['första måndagen i varje månad', 'FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO'],
  ['sista fredagen varje månad', 'FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR'],
  ['första och tredje tisdagen i månaden', 'FREQ=MONTHLY;INTERVAL=1;BYDAY=1TU,3TU'],
  ['första torsdagen varannan månad', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH'],
  ['första tisdagen i varje kvartal', 'FREQ=MONTHLY;INTERVAL=1;BYMONTH=1,4,7,10;BYDAY=1TU'],
  [
    'fyra gånger om året, andra torsdagen i februari, maj, september och november',
    'FREQ=MONTHLY;INTERVAL=1;BYMONTH=2,5,9,11;BYDAY=2TH',
  ],
  [
    'fyra gånger om året: första torsdagen i januari, maj, juni och oktober',
    'FREQ=MONTHLY;INTERVAL=1;BYMONTH=1,5,6,10;BYDAY=1TH',
  ],
  ['den 15 varje månad', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15'],
  ['den 6 i juni och november', 'FREQ=MONTHLY;INTERVAL=1;BYMONTH=6,11;BYMONTHDAY=6'],
  ['every other Thursday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=MO'],
  [
    'second Thursday of February, May, September and November',
    'FREQ=MONTHLY;INTERVAL=1;BYMONTH=2,5,9,11;BYDAY=2TH',
  ],
  ['first Monday of every month', 'FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO'],
  ['the 15th of every month', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15'],
]

/** The days of a rule over two years as a table: each with its weekday, and why it is not the day that the rule says. */
function tableOf(words: string): string {
  const said = readRule(words)
  if (!said) throw new Error(`not understood: ${words}`)
  const rule = rruleOf(said.rule)
  const startsOn = firstDayOf(said.rule, from) ?? from
  const occasions = occasionsOf({ rule, startsOn, shiftDays: 0 }, plannedUntil(from))
  const named = ['', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön']
  const day = (on: LocalDate) => `${named[weekdayOf(on)]} ${on}`
  const few = occasions.length <= 30 ? occasions : occasions.filter(({ insteadOf }) => insteadOf)
  const lines = few.map(({ on, insteadOf }) =>
    insteadOf
      ? `  ${day(on)}  i stället för ${day(insteadOf)}, ${holidayName(insteadOf, 'sv') ?? 'helg'}`
      : `  ${day(on)}`,
  )
  const whole =
    few === occasions
      ? ''
      : `, ${day(occasions[0]?.on ?? from)} till ${day(occasions.at(-1)?.on ?? from)}; flyttade:`
  return [`${words} (${rule}): ${occasions.length} möten${whole}`, ...lines].join('\n')
}

describe('How often a meeting comes', () => {
  test.each(rules)('"%s" is read', (words, rrule) => {
    expect(readRule(words)).toEqual({ rule: ruleOf(rrule), rest: '' })
    expect(readRule(words.replace(/[åä]/g, 'a').replace(/ö/g, 'o').toUpperCase())?.rule).toEqual(
      ruleOf(rrule),
    )
  })

  test.each(rules)('"%s" is said so that it is read again, in both languages', (_, rrule) => {
    const rule = ruleOf(rrule)
    if (!rule) throw new Error('no rule')
    for (const locale of ['sv', 'en'] as const) {
      expect(readRule(sayRule(rule, locale))).toEqual({ rule, rest: '' })
    }
    expect(rruleOf(rule)).toBe(rrule)
  })

  test.each([
    [1, 'the 1st of every month'],
    [2, 'the 2nd of every month'],
    [3, 'the 3rd of every month'],
    [12, 'the 12th of every month'],
    [22, 'the 22nd of every month'],
    [31, 'the 31st of every month'],
  ])('a day of the month, %i, is said as English says it, and read again', (day, words) => {
    const said = readRule(words)
    if (!said) throw new Error(`not understood: ${words}`)
    expect(rruleOf(said.rule)).toBe(`FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=${day}`)
    expect(sayRule(said.rule, 'en')).toBe(words)
  })

  test('the days of every rule over two years are those that somebody read', () => {
    const file = new URL('./series-days.txt', import.meta.url)
    const table = `${rules.map(([words]) => tableOf(words)).join('\n\n')}\n`
    expect(table).toBe(readFileSync(file, 'utf8'))
  })

  test('no meeting is on a holiday, and none is twice on a day', () => {
    for (const [, rule] of rules) {
      const days = occasionsOf({ rule, startsOn: from, shiftDays: 0 }, plannedUntil(from)).map(({ on }) => on)
      expect(days.filter((on) => holidayName(on, 'sv') !== undefined)).toEqual([])
      expect(new Set(days).size).toBe(days.length)
    }
  })

  test('a series is at most 120 meetings, two years ahead', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=MO'
    expect(ruleDays(rule, from, plannedUntil(from))).toHaveLength(120)
    expect(ruleDays('FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=MO', from, plannedUntil(from)).at(-1)).toBe(
      '2028-11-20',
    )
  })

  test.each([
    'tre gånger om året, andra torsdagen i maj och juni',
    'rådet 26 november kl 13 i kommunhuset',
    'när det passar',
    '',
  ])('"%s" is no rule', (words) => {
    expect(readRule(words)).toBeUndefined()
  })
})

describe('A line after möte', () => {
  const now = instant('2026-11-20T08:00:00.000Z')

  test.each([
    [
      'rådet 26 november kl 13 i kommunhuset',
      { title: '', body: 'council', on: '2026-11-26', at: '13:00', place: 'Kommunhuset' },
    ],
    [
      'höstmöte rådet 26 november 13.00–15.00 på Teams',
      {
        title: 'Höstmöte',
        body: 'council',
        on: '2026-11-26',
        at: '13:00',
        lengthMinutes: 120,
        place: 'Teams',
      },
    ],
    ['brå i morgon kl 8.30', { title: '', body: 'council', on: '2026-11-21', at: '08:30' }],
    [
      'möte om Noret på torsdag kl 10, 1 h',
      { title: 'Möte om Noret', on: '2026-11-26', at: '10:00', lengthMinutes: 60 },
    ],
    [
      'council 26 november at 1 pm in the town hall',
      { title: '', body: 'council', on: '2026-11-26', at: '13:00', place: 'The town hall' },
    ],
    [
      'operativa gruppen varje måndag kl 9',
      {
        title: '',
        body: 'operationalGroup',
        on: '2026-11-23',
        at: '09:00',
        rule: { kind: 'weekly', every: 1, weekdays: [1] },
      },
    ],
    // Today's has begun already.
    [
      'avstämning varje vardag kl 8',
      {
        title: 'Avstämning',
        on: '2026-11-23',
        at: '08:00',
        rule: { kind: 'weekly', every: 1, weekdays: [1, 2, 3, 4, 5] },
      },
    ],
    [
      'rådet fyra gånger om året, andra torsdagen i februari, maj, september och november kl 13 i kommunhuset, rum Siljan',
      {
        title: '',
        body: 'council',
        on: '2027-02-11',
        at: '13:00',
        place: 'Kommunhuset, rum Siljan',
        rule: { kind: 'monthly', every: 1, months: [2, 5, 9, 11], nths: [2], weekday: 4 },
      },
    ],
    ['', { title: '' }],
  ])('"%s"', (line, read) => {
    expect(readMeeting(line, now)).toEqual(read)
  })
})
