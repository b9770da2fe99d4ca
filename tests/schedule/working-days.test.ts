import { describe, expect, test } from '@jest/globals'
import { holidayName, isWorkingDay, nextWorkingDay } from '../../src/schedule/index.ts'
import { type LocalDate, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'

const day = (text: string) => text as LocalDate

function daysOf(year: number): readonly LocalDate[] {
  const days: LocalDate[] = []
  for (let date = day(`${year}-01-01`); date < `${year + 1}`; date = plusDays(date, 1)) days.push(date)
  return days
}

/** Every red day, and the eves that are as free, as an almanac has them. */
const almanac: readonly (readonly [sv: string, en: string, y2026: string, y2027: string, y2028: string])[] = [
  ['nyårsdagen', 'New Year’s Day', '2026-01-01', '2027-01-01', '2028-01-01'],
  ['trettondedag jul', 'Epiphany', '2026-01-06', '2027-01-06', '2028-01-06'],
  ['långfredagen', 'Good Friday', '2026-04-03', '2027-03-26', '2028-04-14'],
  ['påskdagen', 'Easter Sunday', '2026-04-05', '2027-03-28', '2028-04-16'],
  ['annandag påsk', 'Easter Monday', '2026-04-06', '2027-03-29', '2028-04-17'],
  ['första maj', 'Labour Day', '2026-05-01', '2027-05-01', '2028-05-01'],
  ['Kristi himmelsfärdsdag', 'Ascension Day', '2026-05-14', '2027-05-06', '2028-05-25'],
  ['pingstdagen', 'Pentecost', '2026-05-24', '2027-05-16', '2028-06-04'],
  ['nationaldagen', 'National Day', '2026-06-06', '2027-06-06', '2028-06-06'],
  ['midsommarafton', 'Midsummer Eve', '2026-06-19', '2027-06-25', '2028-06-23'],
  ['midsommardagen', 'Midsummer Day', '2026-06-20', '2027-06-26', '2028-06-24'],
  ['alla helgons dag', 'All Saints’ Day', '2026-10-31', '2027-11-06', '2028-11-04'],
  ['julafton', 'Christmas Eve', '2026-12-24', '2027-12-24', '2028-12-24'],
  ['juldagen', 'Christmas Day', '2026-12-25', '2027-12-25', '2028-12-25'],
  ['annandag jul', 'Boxing Day', '2026-12-26', '2027-12-26', '2028-12-26'],
  ['nyårsafton', 'New Year’s Eve', '2026-12-31', '2027-12-31', '2028-12-31'],
]

describe('the free days of 2026 to 2028', () => {
  test.each([2026, 2027, 2028] as const)(
    'are in %d those of the almanac, by name in both languages',
    (year) => {
      const expected = almanac.map(([sv, en, ...days]) => [days[year - 2026], sv, en.replace('’', "'")])
      const found = daysOf(year)
        .filter((date) => holidayName(date, 'sv') !== undefined)
        .map((date) => [date, holidayName(date, 'sv'), holidayName(date, 'en')])
      expect(found).toEqual(expected)
    },
  )
})

/** Easter by Gauss' rule as Meeus has it, to hold against the library. */
function easterOf(year: number): LocalDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const f = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - f + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return plusDays(day(`${year}-0${Math.floor(n / 31)}-01`), n % 31)
}

/** The first such weekday on or after a day. */
function onOrAfter(date: LocalDate, weekday: number): LocalDate {
  return plusDays(date, (weekday - weekdayOf(date) + 7) % 7)
}

describe('working days', () => {
  test('are from 2016 to 2100 every Monday to Friday that the law and the three eves leave', () => {
    for (let year = 2016; year <= 2100; year++) {
      const easter = easterOf(year)
      const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']
      const free = new Set([
        ...fixed.map((rest) => day(`${year}-${rest}`)),
        ...[-2, 0, 1, 39, 49].map((days) => plusDays(easter, days)),
        onOrAfter(day(`${year}-06-19`), 5),
        onOrAfter(day(`${year}-06-20`), 6),
        onOrAfter(day(`${year}-10-31`), 6),
      ])
      const days = daysOf(year)
      expect(days.filter((date) => holidayName(date, 'sv') !== undefined)).toEqual([...free].sort())
      expect(days.filter((date) => !isWorkingDay(date))).toEqual(
        days.filter((date) => weekdayOf(date) > 5 || free.has(date)),
      )
    }
  })

  test.each([
    ['2026-04-02', true, 'skärtorsdagen is worked'],
    ['2026-04-30', true, 'valborgsmässoafton is worked'],
    ['2026-05-14', false, 'Kristi himmelsfärdsdag is a Thursday'],
    ['2026-05-15', true, 'and the klämdag after it is worked'],
    ['2026-05-25', true, 'annandag pingst has been worked since 2005'],
    ['2028-06-06', false, 'nationaldagen on a Tuesday'],
    ['2027-06-07', true, 'nationaldagen on a Sunday gives no other day off'],
    ['2026-06-18', true, 'the day before midsommarafton'],
    ['2026-06-19', false, 'midsommarafton'],
    ['2026-10-30', true, 'allhelgonaafton is worked'],
    ['2026-12-14', true, 'Lucia moves nobody'],
    ['2026-12-23', true, 'the day before julafton'],
    ['2026-12-30', true, 'between Christmas and New Year'],
    ['2026-11-21', false, 'an ordinary Saturday'],
    ['2026-11-22', false, 'an ordinary Sunday'],
  ])('%s: %s (%s)', (date, working) => {
    expect(isWorkingDay(day(date))).toBe(working)
  })

  test.each([
    ['2026-11-19', '2026-11-20', 'Thursday to Friday'],
    ['2026-11-20', '2026-11-23', 'Friday to Monday'],
    ['2026-11-21', '2026-11-23', 'Saturday to Monday'],
    ['2026-04-02', '2026-04-07', 'over Easter'],
    ['2026-05-13', '2026-05-15', 'over Kristi himmelsfärdsdag to the klämdag'],
    ['2026-06-18', '2026-06-22', 'over Midsummer'],
    ['2026-12-23', '2026-12-28', 'over Christmas, into week 53'],
    ['2026-12-30', '2027-01-04', 'over New Year, from week 53 to week 1'],
    ['2027-12-30', '2028-01-03', 'over New Year, from week 52 to week 1'],
    ['2027-01-05', '2027-01-07', 'over trettondedag jul'],
  ])('after %s comes %s (%s)', (date, next) => {
    expect(nextWorkingDay(day(date))).toBe(next)
  })

  test('are no days when the text is no day', () => {
    expect(() => isWorkingDay(day('2026-02-30'))).toThrow(RangeError)
    expect(() => nextWorkingDay(day('i morgon'))).toThrow(RangeError)
  })
})
