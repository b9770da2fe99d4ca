import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dayMs, hourMs, type Instant, instant, plusMs } from '../../src/shared/clock.ts'
import {
  endOfHour,
  type LocalDate,
  localDate,
  localTime,
  localYear,
  momentAt,
  momentInWeek,
  momentOf,
  plusDays,
  sayCalendarDay,
  sayDate,
  sayMoment,
  startOfDay,
  startOfHour,
  type Weekday,
  weekdayOf,
  weekOf,
} from '../../src/shared/stockholm.ts'

const day = (text: string) => text as LocalDate
const moments = fc
  .date({ min: new Date('2016-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
  .map(instant)

describe('the Swedish day and time of a moment', () => {
  test.each([
    ['2026-11-20T21:30:00.000Z', '2026-11-20', '22:30', 'winter: one hour ahead of UTC'],
    ['2026-07-01T21:30:00.000Z', '2026-07-01', '23:30', 'summer: two hours ahead'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02', '00:00', 'summer: the next day begins at 22 UTC'],
    ['2026-12-31T22:59:59.999Z', '2026-12-31', '23:59', 'the last moment of the year'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01', '00:00', 'the first moment of the next year'],
    ['2026-03-29T00:59:59.000Z', '2026-03-29', '01:59', 'just before the spring change'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29', '03:00', 'just after the spring change'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25', '02:30', 'the first half past two of the autumn change'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25', '02:30', 'the second half past two of the autumn change'],
  ])('%s is %s %s (%s)', (at, date, time) => {
    expect([localDate(instant(at)), localTime(instant(at))]).toEqual([date, time])
  })

  test('an incident of New Year’s night is numbered in the Swedish year, not in that of UTC', () => {
    expect(localYear(instant('2026-12-31T22:59:59.999Z'))).toBe(2026)
    expect(localYear(instant('2026-12-31T23:00:00.000Z'))).toBe(2027)
  })
})

describe('the moment that a day and a time mean', () => {
  test.each([
    ['2026-11-20', '22:30', '2026-11-20T21:30:00.000Z', 'winter'],
    ['2026-07-01', '22:30', '2026-07-01T20:30:00.000Z', 'summer'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z', 'the last minute before the spring change'],
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z', 'a time that is left out is moved forward to 03.30'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z', 'the first minute after it'],
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', 'of a time that comes twice the first is meant'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z', 'the hour after both'],
    ['2027-01-01', '00:00', '2026-12-31T23:00:00.000Z', 'the year’s first'],
    ['2028-02-29', '12:00', '2028-02-29T11:00:00.000Z', 'a leap day'],
  ])('%s %s is %s (%s)', (date, time, at) => {
    expect(momentOf(date, time)).toBe(at)
  })

  test.each([
    ['2026-02-29', '12:00'],
    ['2026-13-01', '12:00'],
    ['2026-11-31', '12:00'],
    ['2026-11-20', '24:00'],
    ['2026-11-20', '12:60'],
    ['i går', '12:00'],
    ['2026-11-20', 'kväll'],
    ['', ''],
  ])('%j %j is none', (date, time) => {
    expect(momentOf(date, time)).toBeUndefined()
    expect(() => momentAt(day(date), time)).toThrow(RangeError)
  })

  test('is found again from its own day and time, to the minute, except in the hour that comes twice', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const minute = instant(Math.floor(Date.parse(moment) / 60_000) * 60_000)
        const again = momentOf(localDate(minute), localTime(minute))
        expect([minute, plusMs(minute, -hourMs)]).toContain(again)
      }),
    )
  })
})

describe('days', () => {
  test('begin at midnight in Sweden, on the days of clock changes too', () => {
    expect(startOfDay(day('2026-03-29'))).toBe('2026-03-28T23:00:00.000Z')
    expect(startOfDay(day('2026-03-30'))).toBe('2026-03-29T22:00:00.000Z')
    expect(startOfDay(day('2026-10-25'))).toBe('2026-10-24T22:00:00.000Z')
    expect(startOfDay(day('2026-10-26'))).toBe('2026-10-25T23:00:00.000Z')
  })

  test('are 23 and 25 hours long on the days of clock changes', () => {
    const hours = (date: string) =>
      (Date.parse(startOfDay(plusDays(day(date), 1))) - Date.parse(startOfDay(day(date)))) / hourMs
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-20')]).toEqual([23, 25, 24])
  })

  test('that are no days are refused', () => {
    expect(() => startOfDay(day('2026-02-30'))).toThrow(RangeError)
  })

  test('every moment is within its own day', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const date = localDate(moment)
        expect(startOfDay(date) <= moment).toBe(true)
        expect(moment < startOfDay(plusDays(date, 1))).toBe(true)
      }),
    )
  })

  test('counted forward and back come to the same day', () => {
    expect(plusDays(day('2026-12-31'), 1)).toBe('2027-01-01')
    expect(plusDays(day('2028-03-01'), -1)).toBe('2028-02-29')
    fc.assert(
      fc.property(moments, fc.integer({ min: -800, max: 800 }), (moment, days) => {
        const date = localDate(moment)
        expect(plusDays(plusDays(date, days), -days)).toBe(date)
      }),
    )
  })
})

describe('a moment as people say it', () => {
  const now = instant('2026-11-20T21:30:00.000Z')

  test.each([
    ['2026-11-20T07:12:00.000Z', 'i dag 08.12', 'today 08:12'],
    ['2026-11-20T22:30:00.000Z', 'i dag 23.30', 'today 23:30'],
    ['2026-11-19T21:30:00.000Z', 'i går 22.30', 'yesterday 22:30'],
    ['2026-11-19T22:59:00.000Z', 'i går 23.59', 'yesterday 23:59'],
    ['2026-11-18T21:30:00.000Z', 'onsdag 18 november kl. 22.30', 'Wednesday 18 November at 22:30'],
    ['2026-11-21T08:05:00.000Z', 'lördag 21 november kl. 09.05', 'Saturday 21 November at 09:05'],
    ['2025-12-31T23:30:00.000Z', 'torsdag 1 januari kl. 00.30', 'Thursday 1 January at 00:30'],
    ['2025-11-20T21:30:00.000Z', 'torsdag 20 november 2025 kl. 22.30', 'Thursday 20 November 2025 at 22:30'],
    ['2027-01-04T10:00:00.000Z', 'måndag 4 januari 2027 kl. 11.00', 'Monday 4 January 2027 at 11:00'],
  ])('%s is "%s" and "%s"', (at, swedish, english) => {
    expect(sayMoment(at as Instant, now, 'sv')).toBe(swedish)
    expect(sayMoment(at as Instant, now, 'en')).toBe(english)
  })

  test('is of yesterday across New Year, with no need of a year', () => {
    const newYear = instant('2027-01-01T08:00:00.000Z')
    expect(sayMoment(instant('2026-12-31T22:00:00.000Z'), newYear, 'sv')).toBe('i går 23.00')
  })

  test('is of yesterday on the mornings after both clock changes', () => {
    expect(sayMoment(instant('2026-03-28T22:30:00.000Z'), instant('2026-03-29T02:00:00.000Z'), 'sv')).toBe(
      'i går 23.30',
    )
    expect(sayMoment(instant('2026-10-24T20:30:00.000Z'), instant('2026-10-25T22:45:00.000Z'), 'sv')).toBe(
      'i går 22.30',
    )
  })

  test('never depends on how many hours ago it was, only on the day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 3 * dayMs }), (moment, ago) => {
        const then = plusMs(moment, -ago)
        const said = sayMoment(then, moment, 'sv')
        expect(said.startsWith('i dag ')).toBe(localDate(then) === localDate(moment))
        expect(said.startsWith('i går ')).toBe(localDate(then) === plusDays(localDate(moment), -1))
      }),
    )
  })
})

describe('a day as people say it', () => {
  const now = instant('2026-11-20T08:00:00.000Z')

  test('has the year only when it is another', () => {
    expect(sayDate(day('2026-11-20'), now, 'sv')).toBe('fredag 20 november')
    expect(sayDate(day('2026-11-20'), now, 'en')).toBe('Friday 20 November')
    expect(sayDate(day('2027-05-06'), now, 'sv')).toBe('torsdag 6 maj 2027')
    expect(sayDate(day('2027-05-06'), now, 'en')).toBe('Thursday 6 May 2027')
  })

  test('has no weekday in an agreement', () => {
    expect(sayCalendarDay(day('2016-09-02'), 'sv')).toBe('2 september 2016')
    expect(sayCalendarDay(day('2016-09-02'), 'en')).toBe('2 September 2016')
  })
})

describe('the week of a moment', () => {
  test.each([
    ['2026-11-20T08:00:00.000Z', '2026-W47', '2026-11-15T23:00:00.000Z', 'an ordinary Friday'],
    ['2026-11-15T22:59:59.999Z', '2026-W46', '2026-11-08T23:00:00.000Z', 'the last moment of a Sunday'],
    ['2026-11-15T23:00:00.000Z', '2026-W47', '2026-11-15T23:00:00.000Z', 'the first moment of a Monday'],
    ['2026-12-31T22:59:59.999Z', '2026-W53', '2026-12-27T23:00:00.000Z', 'New Year’s Eve 2026'],
    [
      '2027-01-01T12:00:00.000Z',
      '2026-W53',
      '2026-12-27T23:00:00.000Z',
      'New Year’s Day, of the old year’s week',
    ],
    ['2027-01-03T23:00:00.000Z', '2027-W01', '2027-01-03T23:00:00.000Z', 'the first Monday of 2027'],
    ['2024-12-30T12:00:00.000Z', '2025-W01', '2024-12-29T23:00:00.000Z', 'December in the new year’s week'],
    ['2021-01-03T12:00:00.000Z', '2020-W53', '2020-12-27T23:00:00.000Z', 'the long year 2020'],
    [
      '2026-03-29T12:00:00.000Z',
      '2026-W13',
      '2026-03-22T23:00:00.000Z',
      'the spring change: begun in winter time',
    ],
    [
      '2026-10-25T12:00:00.000Z',
      '2026-W43',
      '2026-10-18T22:00:00.000Z',
      'the autumn change: begun in summer time',
    ],
  ])('%s is in %s, which began %s (%s)', (at, key, from) => {
    const number = Number(key.slice(-2))
    expect(weekOf(instant(at))).toEqual({ key, number, from })
  })

  test('begins on the Monday at or before it, less than a week and an hour earlier', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const { from, key } = weekOf(at)
        const age = Date.parse(at) - Date.parse(from)
        expect(age).toBeGreaterThanOrEqual(0)
        expect(age).toBeLessThan(7 * dayMs + hourMs)
        expect(weekOf(from)).toMatchObject({ key, from })
        expect(weekOf(plusMs(from, -1)).key).not.toBe(key)
      }),
    )
  })
})

describe('the hour of a moment', () => {
  test.each([
    [
      '2026-11-20T07:12:34.567Z',
      '2026-11-20T07:00:00.000Z',
      '2026-11-20T08:00:00.000Z',
      'eight in the morning',
    ],
    ['2026-11-20T07:00:00.000Z', '2026-11-20T07:00:00.000Z', '2026-11-20T08:00:00.000Z', 'its first moment'],
    ['2026-11-20T07:59:59.999Z', '2026-11-20T07:00:00.000Z', '2026-11-20T08:00:00.000Z', 'its last moment'],
    [
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '01.30, before the gap',
    ],
    ['2026-10-25T00:30:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', 'the first 02.30'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z', 'the second 02.30'],
  ])('%s began %s and is over %s (%s)', (at, start, end) => {
    expect([startOfHour(instant(at)), endOfHour(instant(at))]).toEqual([start, end])
  })

  test('begins on the full hour of the Swedish clock', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const start = startOfHour(at)
        expect(localTime(start)).toBe(`${localTime(at).slice(0, 2)}:00`)
        expect(localDate(start)).toBe(localDate(at))
        expect(start <= at && at < endOfHour(at)).toBe(true)
      }),
    )
  })
})

describe('a day of the week', () => {
  test.each([
    ['2026-11-23', 1],
    ['2026-11-20', 5],
    ['2026-11-22', 7],
    ['2028-02-29', 2],
  ])('%s is number %d', (date, weekday) => {
    expect(weekdayOf(day(date))).toBe(weekday)
  })

  const inWeeks: [at: string, weekday: Weekday, time: string, moment: string, why: string][] = [
    ['2026-11-20T08:00:00.000Z', 1, '08:00', '2026-11-16T07:00:00.000Z', 'the Monday before a Friday'],
    ['2026-11-16T08:00:00.000Z', 7, '23:59', '2026-11-22T22:59:00.000Z', 'the Sunday after a Monday'],
    ['2027-01-01T08:00:00.000Z', 4, '08:00', '2026-12-31T07:00:00.000Z', 'week 53 is of both years'],
    ['2026-03-25T08:00:00.000Z', 7, '08:00', '2026-03-29T06:00:00.000Z', 'after the spring change'],
    ['2026-03-25T08:00:00.000Z', 6, '08:00', '2026-03-28T07:00:00.000Z', 'before it'],
    ['2026-10-21T08:00:00.000Z', 7, '08:00', '2026-10-25T07:00:00.000Z', 'after the autumn change'],
  ]
  test.each(inWeeks)('in the week of %s, day %d at %s is %s (%s)', (at, weekday, time, moment) => {
    expect(momentInWeek(weekOf(instant(at)), weekday, time)).toBe(moment)
  })

  test('and its time are found again in the same week', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 7 }), (at, number) => {
        const weekday = number as Weekday
        const moment = momentInWeek(weekOf(at), weekday, '12:00')
        expect([weekdayOf(localDate(moment)), localTime(moment), weekOf(moment)]).toEqual([
          weekday,
          '12:00',
          weekOf(at),
        ])
      }),
    )
  })
})
