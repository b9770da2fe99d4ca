import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { calmMoment, isCalmTime, isWorkingDay } from '../../src/schedule/index.ts'
import { dayMs, hourMs, type Instant, instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import { localDate, localTime } from '../../src/shared/stockholm.ts'

/** Written out once more, from the words of the promise: between 07 and 20 on a working day. */
function isCalm(at: Instant): boolean {
  return isWorkingDay(localDate(at)) && localTime(at) >= '07:00' && localTime(at) < '20:00'
}

describe('a calm moment', () => {
  test.each([
    ['2026-11-20T07:12:00.000Z', '2026-11-20T07:12:00.000Z', 'at work on a Friday: now'],
    ['2026-11-20T06:00:00.000Z', '2026-11-20T06:00:00.000Z', 'the first minute of a working day, winter'],
    ['2026-11-20T05:59:59.999Z', '2026-11-20T06:00:00.000Z', 'the last moment of the night'],
    ['2026-11-19T23:30:00.000Z', '2026-11-20T06:00:00.000Z', 'half past midnight: the same day'],
    ['2026-11-19T18:59:59.999Z', '2026-11-19T18:59:59.999Z', 'the last moment of a working day, winter'],
    ['2026-11-19T19:00:00.000Z', '2026-11-20T06:00:00.000Z', 'eight in the evening: the next morning'],
    ['2026-11-20T19:00:00.000Z', '2026-11-23T06:00:00.000Z', 'Friday evening: Monday'],
    ['2026-11-21T03:00:00.000Z', '2026-11-23T06:00:00.000Z', 'early on a Saturday: Monday, not the same day'],
    ['2026-07-01T05:00:00.000Z', '2026-07-01T05:00:00.000Z', 'the first minute, summer'],
    ['2026-07-01T18:00:00.000Z', '2026-07-02T05:00:00.000Z', 'eight in the evening, summer'],
    ['2026-04-02T18:00:00.000Z', '2026-04-07T05:00:00.000Z', 'skärtorsdagen evening: after Easter'],
    ['2026-05-14T10:00:00.000Z', '2026-05-15T05:00:00.000Z', 'Kristi himmelsfärdsdag: the klämdag'],
    ['2026-06-19T10:00:00.000Z', '2026-06-22T05:00:00.000Z', 'midsommarafton: Monday'],
    ['2028-06-06T10:00:00.000Z', '2028-06-07T05:00:00.000Z', 'nationaldagen on a Tuesday: Wednesday'],
    [
      '2026-12-23T19:30:00.000Z',
      '2026-12-28T06:00:00.000Z',
      'the evening before julafton: Monday of week 53',
    ],
    ['2026-12-30T19:30:00.000Z', '2027-01-04T06:00:00.000Z', 'the evening before nyårsafton: week 1'],
    ['2028-12-22T19:30:00.000Z', '2028-12-27T06:00:00.000Z', 'the Friday before Christmas 2028, week 52'],
    ['2026-03-27T19:30:00.000Z', '2026-03-30T05:00:00.000Z', 'over the spring change: winter to summer time'],
    ['2026-10-23T18:30:00.000Z', '2026-10-26T06:00:00.000Z', 'over the autumn change: summer to winter time'],
  ])('at or after %s is %s (%s)', (at, calm) => {
    expect(calmMoment(instant(at))).toBe(calm)
  })

  test.each([
    ['2026-11-20T07:12:00.000Z', '09:30', '2026-11-20T07:12:00.000Z', 'within working hours it stays'],
    ['2026-11-20T05:00:00.000Z', '09:30', '2026-11-20T08:30:00.000Z', 'a night ends at the person’s time'],
    ['2026-11-20T19:00:00.000Z', '19:59', '2026-11-23T18:59:00.000Z', 'the latest time there is'],
    ['2026-10-23T18:30:00.000Z', '08:15', '2026-10-26T07:15:00.000Z', 'over the autumn change'],
  ])('at or after %s, for somebody who likes %s, is %s (%s)', (at, timeOfDay, calm) => {
    expect(calmMoment(instant(at), timeOfDay)).toBe(calm)
  })

  test.each(['06:59', '20:00', '7:30', '07:60', '12', '', '12:00:00', 'kl. 8'])(
    'does not come at %j, which is no time of day for it',
    (timeOfDay) => {
      expect(isCalmTime(timeOfDay)).toBe(false)
      expect(() => calmMoment(instant('2026-11-20T07:12:00.000Z'), timeOfDay)).toThrow(RangeError)
    },
  )

  test.each(['07:00', '07:01', '12:30', '19:59'])('may come at %s', (timeOfDay) => {
    expect(isCalmTime(timeOfDay)).toBe(true)
  })
})

describe('minute by minute over a clock change', () => {
  const changes = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z']

  test.each(changes)(
    'at %s, every moment from the evening before to the night after is moved right',
    (change) => {
      // From Saturday evening to past noon on Monday: clocks change in the night to a Sunday.
      const from = plusMs(instant(change), -7 * hourMs)
      const wrong: Instant[] = []
      let before = calmMoment(from)
      for (let minute = 0; minute <= (42 * hourMs) / minuteMs; minute++) {
        const at = plusMs(from, minute * minuteMs)
        const calm = calmMoment(at)
        const right = isCalm(calm) && calm >= at && calm >= before && (!isCalm(at) || calm === at)
        if (!right) wrong.push(at)
        before = calm
      }
      expect(wrong).toEqual([])
    },
  )

  test('a whole weekend of a clock change comes together at seven on Monday, Swedish time', () => {
    const minutesOf = (from: string, to: string) => {
      const count = (Date.parse(to) - Date.parse(from)) / minuteMs
      return Array.from({ length: count }, (_, minute) => plusMs(instant(from), minute * minuteMs))
    }
    const spring = minutesOf('2026-03-27T19:00Z', '2026-03-30T05:00Z')
    expect(new Set(spring.map((at) => calmMoment(at)))).toEqual(new Set(['2026-03-30T05:00:00.000Z']))
    const autumn = minutesOf('2026-10-23T18:00Z', '2026-10-26T06:00Z')
    expect(new Set(autumn.map((at) => calmMoment(at)))).toEqual(new Set(['2026-10-26T06:00:00.000Z']))
    // In 2027 clocks change on påskdagen: långfredagen to annandag påsk are free.
    const easter = minutesOf('2027-03-25T19:00Z', '2027-03-30T05:00Z')
    expect(new Set(easter.map((at) => calmMoment(at)))).toEqual(new Set(['2027-03-30T05:00:00.000Z']))
  })
})

describe('whenever it is', () => {
  const moments = fc
    .date({
      min: new Date('2016-01-01T00:00:00Z'),
      max: new Date('2040-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map(instant)
  const minutes = fc.integer({ min: 7 * 60, max: 20 * 60 - 1 })
  const times = minutes.map((n) =>
    [n / 60, n % 60].map((part) => `${Math.floor(part)}`.padStart(2, '0')).join(':'),
  )

  test('the calm moment is in working hours, not before, itself if it was calm, and stays where it is', () => {
    fc.assert(
      fc.property(moments, times, (at, timeOfDay) => {
        const calm = calmMoment(at, timeOfDay)
        expect(isCalm(calm)).toBe(true)
        expect(calm >= at).toBe(true)
        if (isCalm(at)) expect(calm).toBe(at)
        else expect(localTime(calm)).toBe(timeOfDay)
        expect(calmMoment(calm, timeOfDay)).toBe(calm)
      }),
      { numRuns: 2_000 },
    )
  })

  test('what is due later is never said earlier', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 8 * dayMs }), (at, later) => {
        expect(calmMoment(plusMs(at, later)) >= calmMoment(at)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('no working day is passed over: nothing calm lies between a moment and its calm moment', () => {
    fc.assert(
      fc.property(moments, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (at, share) => {
        const wait = Date.parse(calmMoment(at)) - Date.parse(at)
        fc.pre(wait > 0)
        expect(isCalm(plusMs(at, Math.floor(wait * share)))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })
})
