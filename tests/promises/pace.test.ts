import { describe, expect, test } from '@jest/globals'
import { askedSoFar, lackingNow, type Pace, paceOf } from '../../src/promises/pace.ts'
import type { CitizenPromise, Commitment, PromiseVersion, Quota } from '../../src/promises/promise.ts'
import { nothingWritten } from '../../src/shared/checked.ts'
import { instant } from '../../src/shared/clock.ts'
import { type LocalDate, localDate, momentAt, plusDays } from '../../src/shared/stockholm.ts'

const day = (text: string) => text as LocalDate

function version(number: number, from: string, to: string, decidedOn = from): PromiseVersion {
  const empty = nothingWritten
  return {
    number,
    from: day(from),
    to: day(to),
    problem: empty,
    effect: empty,
    followUp: empty,
    why: empty,
    decidedOn: day(decidedOn),
  }
}

type Told = Pick<CitizenPromise, 'versions' | 'ended'>

/** Noret as it was first made: from a Friday to a Saturday. */
const autumn: Told = { versions: [version(1, '2016-09-02', '2016-12-31')], ended: undefined }
/** And as it was extended, a fortnight before it ran out, to a Wednesday. */
const extended: Told = {
  ...autumn,
  versions: [...autumn.versions, version(2, '2017-01-01', '2017-05-31', '2016-12-15')],
}

function promised(quota: Quota, more: Partial<Commitment> = {}) {
  return { quota, sinceVersion: 1, untilVersion: undefined, reachedOn: undefined, ...more }
}

const fourTimes = promised({ kind: 'inPeriod', count: 4 })
const weekly = promised({ kind: 'perWeek', count: 1 })
const monthly = promised({ kind: 'perMonth', count: 1, andHolidays: false })
const monthlyAndHolidays = promised({ kind: 'perMonth', count: 1, andHolidays: true })

function done(...days: readonly (string | readonly [string, number])[]) {
  return days.map((each) => {
    const [on, count] = typeof each === 'string' ? [each, 1] : each
    return { deliveredOn: day(on), count, withdrawnAt: undefined }
  })
}

/** One in each week from a Monday to another, on its Friday. */
function everyFriday(first: string, last: string) {
  const days: LocalDate[] = []
  for (let monday = day(first); monday <= last; monday = plusDays(monday, 7)) days.push(plusDays(monday, 4))
  return done(...days)
}

const standing = ({ state, counted, dueByNow, promised }: Pace) => [state, counted, dueByNow, promised]
const keys = (turns: Pace['turns']) => turns.map(({ key }) => key)

describe('four in the period, 2 September to 31 December 2016, 121 days', () => {
  // A quarter of 121 days is 30.25: one should be done when 31 days are over, on 3 October, and so on.
  test.each([
    ['2016-09-01', [], 'notBegun', 0],
    ['2016-09-02', [], 'onPace', 0],
    ['2016-10-02', [], 'onPace', 0],
    ['2016-10-03', [], 'behind', 1],
    ['2016-10-03', ['2016-09-02'], 'onPace', 1],
    ['2016-11-01', ['2016-09-02'], 'onPace', 1],
    ['2016-11-02', ['2016-09-02'], 'behind', 2],
    ['2016-12-01', ['2016-09-09', '2016-10-07'], 'onPace', 2],
    ['2016-12-02', ['2016-09-09', '2016-10-07'], 'behind', 3],
    ['2016-12-02', ['2016-09-09', '2016-10-07', '2016-12-02'], 'onPace', 3],
    ['2016-12-31', ['2016-09-09', '2016-10-07', '2016-12-02'], 'onPace', 3],
    ['2016-12-31', ['2016-09-09', '2016-10-07', '2016-12-02', '2016-12-31'], 'kept', 3],
    ['2017-01-01', ['2016-09-09', '2016-10-07', '2016-12-02'], 'missed', 4],
    ['2017-01-01', ['2016-09-09', '2016-10-07', '2016-12-02', '2016-12-31'], 'kept', 4],
    ['2017-01-01', ['2016-09-01', '2016-10-07', '2016-12-02', '2017-01-01'], 'missed', 4],
  ] as const)('on %s with %j is %s, and %i should be done', (on, days, state, due) => {
    const pace = paceOf(autumn, fourTimes, done(...days), day(on))
    expect([pace.state, pace.dueByNow]).toEqual([state, due])
  })

  test('has 30 days left on 2 December, which is the fifth last week to do something in', () => {
    expect(paceOf(autumn, fourTimes, [], day('2016-12-02')).daysLeft).toBe(30)
    expect(paceOf(autumn, fourTimes, [], day('2016-12-31')).daysLeft).toBe(1)
    expect(paceOf(autumn, fourTimes, [], day('2017-01-01')).daysLeft).toBe(0)
    expect(paceOf(autumn, fourTimes, [], day('2016-08-01')).daysLeft).toBe(121)
  })

  test('counts a delivery as many times as it says, and not at all when it is withdrawn', () => {
    const twice = done(['2016-09-09', 2])
    expect(paceOf(autumn, fourTimes, twice, day('2016-09-10')).counted).toBe(2)
    const withdrawn = twice.map((each) => ({ ...each, withdrawnAt: instant('2016-09-11T08:00:00Z') }))
    expect(paceOf(autumn, fourTimes, withdrawn, day('2016-09-12')).counted).toBe(0)
  })
})

describe('an extension, 2016-09-02 to 2016-12-31 and then to 2017-05-31', () => {
  test('is not known before the day it was decided', () => {
    expect(paceOf(extended, fourTimes, [], day('2016-12-14')).period?.to).toBe('2016-12-31')
    expect(paceOf(extended, fourTimes, [], day('2016-12-15')).period?.to).toBe('2017-05-31')
  })

  test('continues the count: four from the first day to the last, 272 days', () => {
    const two = done('2016-09-09', '2016-10-07')
    // 104 of 272 days are over: 1.5 of 4. What was behind on the eve is so no longer.
    expect(standing(paceOf(extended, fourTimes, two, day('2016-12-14')))).toEqual(['behind', 2, 3, 4])
    expect(standing(paceOf(extended, fourTimes, two, day('2016-12-15')))).toEqual(['onPace', 2, 1, 4])
    // 204 days are three quarters.
    expect(standing(paceOf(extended, fourTimes, two, day('2017-03-24')))).toEqual(['onPace', 2, 2, 4])
    expect(standing(paceOf(extended, fourTimes, two, day('2017-03-25')))).toEqual(['behind', 2, 3, 4])
    expect(standing(paceOf(extended, fourTimes, two, day('2017-06-01')))).toEqual(['missed', 2, 4, 4])
  })

  test('with a new count is a new commitment: the old one is judged by its own days', () => {
    const old = { ...fourTimes, untilVersion: 1 }
    const anew = promised({ kind: 'inPeriod', count: 6 }, { sinceVersion: 2 })
    const days = done('2016-09-09', '2016-10-07', '2017-01-01', '2017-02-01')
    expect(standing(paceOf(extended, old, days, day('2017-02-01')))).toEqual(['missed', 2, 4, 4])
    expect(standing(paceOf(extended, anew, days, day('2017-02-01')))).toEqual(['onPace', 2, 1, 6])
    expect(paceOf(extended, anew, days, day('2016-12-20'))).toMatchObject({
      state: 'notBegun',
      daysLeft: 151,
    })
    expect(paceOf(extended, anew, days, day('2016-12-01'))).toMatchObject({
      state: 'notBegun',
      period: undefined,
    })
  })

  test('that came late leaves out the days between, and asks for nothing in them', () => {
    const late: Told = {
      ...autumn,
      versions: [...autumn.versions, version(2, '2017-02-06', '2017-05-31', '2017-02-01')],
    }
    const pace = paceOf(late, weekly, done('2017-01-12'), day('2017-05-31'))
    expect(pace.done).toBe(0)
    expect(keys(pace.turns).filter((key) => key.startsWith('2017'))).toEqual([
      ...[6, 7, 8, 9].map((week) => `2017-W0${week}`),
      ...Array.from({ length: 13 }, (_, at) => `2017-W${at + 10}`),
    ])
    expect(paceOf(late, fourTimes, [], day('2017-02-06'))).toMatchObject({ dueByNow: 2, daysLeft: 115 })
  })

  test('lets the week and the months run on over the border that was', () => {
    const pace = paceOf(extended, weekly, [], day('2017-05-31'))
    expect(pace.turns.find(({ key }) => key === '2016-W52')).toMatchObject({
      from: '2016-12-26',
      to: '2017-01-01',
      demanded: 1,
    })
    expect(keys(paceOf(extended, monthly, [], day('2017-05-31')).turns)).toEqual([
      ...['2016-09', '2016-10', '2016-11', '2016-12'],
      ...['2017-01', '2017-02', '2017-03', '2017-04', '2017-05'],
    ])
  })
})

describe('once a week', () => {
  test('asks for 17 of the 18 weeks that the autumn touches: week 35 begins on its Friday', () => {
    const { turns, promised } = paceOf(autumn, weekly, [], day('2016-09-02'))
    expect(turns).toHaveLength(18)
    expect(turns[0]).toMatchObject({
      key: '2016-W35',
      from: '2016-09-02',
      to: '2016-09-04',
      demanded: 0,
    })
    expect(turns[1]).toMatchObject({ key: '2016-W36', demanded: 1 })
    expect(turns.at(-1)).toMatchObject({ key: '2016-W52', to: '2016-12-31', demanded: 1 })
    expect(promised).toBe(17)
  })

  test('counts what is done in a stump, and asks for nothing there', () => {
    const pace = paceOf(autumn, weekly, done('2016-09-04'), day('2016-09-05'))
    expect(pace).toMatchObject({ done: 1, counted: 0, dueByNow: 0, state: 'onPace' })
    expect(pace.missed).toEqual([])
    expect(askedSoFar(pace)).toEqual([])
  })

  test('misses a week when its Sunday is over, not before', () => {
    expect(paceOf(autumn, weekly, [], day('2016-09-11')).state).toBe('onPace')
    expect(keys(lackingNow(paceOf(autumn, weekly, [], day('2016-09-11')), day('2016-09-11')))).toEqual([
      '2016-W36',
    ])
    const monday = paceOf(autumn, weekly, [], day('2016-09-12'))
    expect([monday.state, ...keys(monday.missed)]).toEqual(['behind', '2016-W36'])
    expect(keys(lackingNow(monday, day('2016-09-12')))).toEqual(['2016-W37'])
  })

  test('does not make up for a missed week with two in the next', () => {
    const pace = paceOf(autumn, weekly, done('2016-09-13', '2016-09-15'), day('2016-09-19'))
    expect(standing(pace)).toEqual(['behind', 1, 2, 17])
    expect([pace.done, ...keys(pace.missed)]).toEqual([2, '2016-W36'])
    expect(askedSoFar(pace)).toHaveLength(2)
  })

  test('tells the Sunday of week 36 from the Monday of week 37', () => {
    for (const [on, week] of [
      ['2016-09-04', '2016-W35'],
      ['2016-09-05', '2016-W36'],
      ['2016-09-11', '2016-W36'],
      ['2016-09-12', '2016-W37'],
    ] as const) {
      const { turns } = paceOf(autumn, weekly, done(on), day('2016-12-31'))
      expect(keys(turns.filter(({ done }) => done > 0))).toEqual([week])
    }
  })

  test('has week 52 of 2016 end on New Year’s Day 2017, and week 1 begin the day after', () => {
    const pace = paceOf(extended, weekly, done('2017-01-01', '2017-01-02'), day('2017-01-09'))
    expect(keys(pace.turns.filter(({ done }) => done > 0))).toEqual(['2016-W52', '2017-W01'])
  })

  test('knows the week 53 of 2026', () => {
    const winter: Told = { versions: [version(1, '2026-12-21', '2027-01-10')], ended: undefined }
    expect(keys(paceOf(winter, weekly, [], day('2027-01-10')).turns)).toEqual([
      '2026-W52',
      '2026-W53',
      '2027-W01',
    ])
  })

  test('is kept when every week had one, on the day of the last one', () => {
    const all = everyFriday('2016-09-05', '2016-12-26')
    expect(paceOf(autumn, weekly, all, day('2016-12-29')).state).toBe('onPace')
    expect(paceOf(autumn, weekly, all, day('2016-12-30')).state).toBe('kept')
    expect(paceOf(autumn, weekly, all, day('2017-06-01')).state).toBe('kept')
    expect(paceOf(autumn, weekly, all.slice(1), day('2016-12-31')).state).toBe('behind')
    expect(paceOf(autumn, weekly, all.slice(1), day('2017-01-01')).state).toBe('missed')
  })

  test.each([
    ['four days, from a Thursday', '2016-09-01', '2016-09-04', 1],
    ['three days, from a Friday', '2016-09-02', '2016-09-04', 0],
    ['four days, to a Thursday', '2016-09-05', '2016-09-08', 1],
    ['three days, to a Wednesday', '2016-09-05', '2016-09-07', 0],
    ['one day', '2016-09-05', '2016-09-05', 0],
  ])('in a period of %s, asks so often', (_, from, to, asked) => {
    const short: Told = { versions: [version(1, from, to)], ended: undefined }
    expect(paceOf(short, weekly, [], day(from)).promised).toBe(asked)
  })
})

describe('once a month', () => {
  test.each([
    ['half of September', '2016-09-16', '2016-09-30', 1],
    ['a day less', '2016-09-17', '2016-09-30', 0],
    ['16 days of October', '2016-10-01', '2016-10-16', 1],
    ['15 of its 31 days', '2016-10-01', '2016-10-15', 0],
    ['14 days of a February of 28', '2017-02-15', '2017-02-28', 1],
    ['14 days of a February of 29', '2016-02-16', '2016-02-29', 0],
    ['15 days of a February of 29', '2016-02-15', '2016-02-29', 1],
  ])('in %s, asks so often', (_, from, to, asked) => {
    const short: Told = { versions: [version(1, from, to)], ended: undefined }
    expect(paceOf(short, monthly, [], day(from)).promised).toBe(asked)
  })

  test('counts the leap day in February, and the first of March in March', () => {
    const spring: Told = { versions: [version(1, '2016-02-01', '2016-03-31')], ended: undefined }
    const pace = paceOf(spring, monthly, done('2016-02-29'), day('2016-03-01'))
    expect(pace.turns.map(({ key, to, done }) => [key, to, done])).toEqual([
      ['2016-02', '2016-02-29', 1],
      ['2016-03', '2016-03-31', 0],
    ])
    expect(paceOf(spring, monthly, done('2016-03-01'), day('2016-03-01')).missed).toHaveLength(1)
  })

  test('tells the last of December from the first of January', () => {
    const pace = paceOf(extended, monthly, done('2016-12-31', '2017-01-01'), day('2017-01-31'))
    expect(keys(pace.turns.filter(({ done }) => done > 0))).toEqual(['2016-12', '2017-01'])
  })

  test('has all nine months of the extended promise, and asks for each', () => {
    const nine = [
      '2016-09',
      '2016-10',
      '2016-11',
      '2016-12',
      '2017-01',
      '2017-02',
      '2017-03',
      '2017-04',
      '2017-05',
    ]
    const all = done(...nine.map((month) => `${month}-10`))
    expect(standing(paceOf(extended, monthly, all, day('2017-06-01')))).toEqual(['kept', 9, 9, 9])
  })
})

describe('once a month and on holidays', () => {
  test('asks for jul and nyår in the autumn, and for påsk in the extension', () => {
    const holidays = (promise: Told, on: string) =>
      paceOf(promise, monthlyAndHolidays, [], day(on))
        .turns.filter(({ kind }) => kind === 'holiday')
        .map(({ from, to, demanded }) => [from, to, demanded])
    // Nyår has one of its two days in the autumn: half of them.
    expect(holidays(autumn, '2016-09-02')).toEqual([
      ['2016-12-24', '2016-12-26', 1],
      ['2016-12-31', '2016-12-31', 1],
    ])
    expect(holidays(extended, '2016-12-15')).toEqual([
      ['2016-12-24', '2016-12-26', 1],
      ['2016-12-31', '2017-01-01', 1],
      ['2017-04-14', '2017-04-17', 1],
    ])
  })

  test('knows midsummer, and a Christmas that begins on a Thursday', () => {
    const year: Told = { versions: [version(1, '2026-05-01', '2027-01-31')], ended: undefined }
    const found = paceOf(year, monthlyAndHolidays, [], day('2026-05-01')).turns
    expect(found.filter(({ kind }) => kind === 'holiday').map(({ from, to }) => `${from}–${to}`)).toEqual([
      '2026-06-19–2026-06-21',
      '2026-12-24–2026-12-27',
      '2026-12-31–2027-01-03',
    ])
  })

  test('gives the first at a holiday to it, and the second to the month', () => {
    const countedIn = (...days: string[]) =>
      paceOf(extended, monthlyAndHolidays, done(...days), day('2017-01-31'))
        .turns.filter(({ done }) => done > 0)
        .map(({ key, done }) => `${key}: ${done}`)
    expect(countedIn('2016-12-25')).toEqual(['2016-12-24: 1'])
    expect(countedIn('2016-12-25', '2016-12-26')).toEqual(['2016-12: 1', '2016-12-24: 1'])
    expect(countedIn('2016-12-31', '2017-01-01')).toEqual(['2016-12-31: 1', '2017-01: 1'])
    expect(countedIn('2017-01-01')).toEqual(['2016-12-31: 1'])
    expect(countedIn('2016-12-10', '2016-12-25')).toEqual(['2016-12: 1', '2016-12-24: 1'])
  })
})

describe('milestones, and what has no number', () => {
  const milestone = promised({ kind: 'milestone' })
  const reached = promised({ kind: 'milestone' }, { reachedOn: day('2016-11-10') })

  test('a milestone is kept from the day it is reached', () => {
    expect(paceOf(autumn, milestone, [], day('2016-12-31')).state).toBe('onPace')
    expect(paceOf(autumn, milestone, [], day('2017-01-01')).state).toBe('missed')
    expect(paceOf(autumn, reached, [], day('2016-11-09')).state).toBe('onPace')
    expect(paceOf(autumn, reached, [], day('2016-11-10')).state).toBe('kept')
  })

  test('a milestone that is reached after the last day was missed', () => {
    const late = { ...milestone, reachedOn: day('2017-01-02') }
    expect(paceOf(autumn, late, [], day('2017-02-01')).state).toBe('missed')
    expect(paceOf(extended, late, [], day('2017-02-01')).state).toBe('kept')
  })

  test('without a number everything that is done counts, and nothing is missed', () => {
    const pace = paceOf(
      autumn,
      promised({ kind: 'none' }),
      done('2016-09-03', ['2016-10-01', 2]),
      day('2017-02-01'),
    )
    expect(pace).toMatchObject({ state: 'noNumber', done: 3, counted: 3, promised: 0, missed: [] })
  })
})

describe('a promise that is ended early', () => {
  const ended: Told = { ...autumn, ended: { on: day('2016-11-01'), why: nothingWritten } }

  test('has that day as its last, and is judged by what was due by then', () => {
    // 61 of 121 days: two of four.
    expect(standing(paceOf(ended, fourTimes, done('2016-09-09'), day('2016-11-02')))).toEqual([
      'missed',
      1,
      2,
      4,
    ])
    expect(standing(paceOf(ended, fourTimes, done('2016-09-09', '2016-10-09'), day('2016-11-02')))).toEqual([
      'kept',
      2,
      2,
      4,
    ])
  })

  test('asks for the weeks up to it, and not for a stump of the last', () => {
    expect(keys(paceOf(ended, weekly, [], day('2016-11-02')).turns).at(-1)).toBe('2016-W44')
    expect(paceOf(ended, weekly, [], day('2016-11-02')).promised).toBe(8)
  })

  test('is the same as ever before that day', () => {
    expect(paceOf(ended, fourTimes, [], day('2016-10-31'))).toEqual(
      paceOf(autumn, fourTimes, [], day('2016-10-31')),
    )
  })
})

describe('clock changes', () => {
  // Summer time ended on Sunday 30 October 2016 at 03, and began on Sunday 26 March 2017 at 02.
  test.each([
    ['the last minute of the Sunday of 25 hours', '2016-10-30', '23:59', '2016-W43'],
    ['the first of the Monday after', '2016-10-31', '00:00', '2016-W44'],
    ['the hour that came twice', '2016-10-30', '02:30', '2016-W43'],
    ['the last minute of the Sunday of 23 hours', '2017-03-26', '23:59', '2017-W12'],
    ['the hour that was left out', '2017-03-26', '02:30', '2017-W12'],
    ['the first of the Monday after it', '2017-03-27', '00:00', '2017-W13'],
  ])('%s is in its week', (_, date, time, week) => {
    const on = localDate(momentAt(day(date), time))
    const pace = paceOf(extended, weekly, done(on), on)
    expect(keys(pace.turns.filter(({ done }) => done > 0))).toEqual([week])
  })

  test('a week is over at midnight in Sweden, summer and winter', () => {
    const missedAt = (utc: string) =>
      keys(paceOf(extended, weekly, everyFriday('2016-09-05', '2016-10-17'), localDate(instant(utc))).missed)
    expect(missedAt('2016-10-30T22:59:59Z')).toEqual([])
    expect(missedAt('2016-10-30T23:00:00Z')).toEqual(['2016-W43'])
    const until = (utc: string) =>
      keys(paceOf(extended, weekly, everyFriday('2016-09-05', '2017-03-13'), localDate(instant(utc))).missed)
    expect(until('2017-03-26T21:59:59Z')).toEqual([])
    expect(until('2017-03-26T22:00:00Z')).toEqual(['2017-W12'])
  })

  test('neither adds nor takes a day of the even pace', () => {
    const october: Told = { versions: [version(1, '2016-10-24', '2016-11-06')], ended: undefined }
    const fortnight = promised({ kind: 'inPeriod', count: 14 })
    for (let over = 0; over < 14; over++) {
      expect(paceOf(october, fortnight, [], plusDays(day('2016-10-24'), over)).dueByNow).toBe(over)
    }
  })
})

describe('more than one a week or a month', () => {
  const twice = promised({ kind: 'perWeek', count: 2 })

  test('asks for all of them in a week that is cut, when half of it lies in the period', () => {
    const { turns } = paceOf(autumn, twice, [], day('2016-09-02'))
    // Week 35 has three days, and the last week six.
    expect([turns[0]?.demanded, turns.at(-1)?.demanded]).toEqual([0, 2])
  })

  test('lacks one of two, and is not kept by three in the next', () => {
    const pace = paceOf(autumn, twice, done('2016-09-06', ['2016-09-13', 3]), day('2016-09-19'))
    expect([pace.done, pace.counted, pace.dueByNow, ...keys(pace.missed)]).toEqual([4, 3, 4, '2016-W36'])
  })

  test('counts one delivery of two times as two, in a month as well', () => {
    const two = promised({ kind: 'perMonth', count: 2, andHolidays: false })
    expect(paceOf(autumn, two, done(['2016-09-30', 2]), day('2016-10-01')).missed).toEqual([])
    expect(keys(paceOf(autumn, two, done('2016-09-30', '2016-10-01'), day('2016-10-01')).missed)).toEqual([
      '2016-09',
    ])
  })

  test('of two times on a holiday one is its own and the other the month’s', () => {
    const { turns } = paceOf(autumn, monthlyAndHolidays, done(['2016-12-25', 2]), day('2016-12-27'))
    expect(turns.filter(({ done }) => done > 0).map(({ key, done }) => [key, done])).toEqual([
      ['2016-12', 1],
      ['2016-12-24', 1],
    ])
  })
})

describe('a whole year', () => {
  // 2016 has 366 days: a quarter of them is 91.5, and half 183.
  test.each([
    ['2016-04-01', 0],
    ['2016-04-02', 1],
    ['2016-07-01', 1],
    ['2016-07-02', 2],
    ['2016-10-01', 2],
    ['2016-10-02', 3],
    ['2016-12-31', 3],
    ['2017-01-01', 4],
  ])('of 366 days: on %s, %i of four should be done', (on, due) => {
    const leap: Told = { versions: [version(1, '2016-01-01', '2016-12-31')], ended: undefined }
    expect(paceOf(leap, fourTimes, [], day(on)).dueByNow).toBe(due)
  })

  test('begins in the middle of week 53, which it gives three days of seven, and ends with all of week 52', () => {
    const year: Told = { versions: [version(1, '2016-01-01', '2017-01-01')], ended: undefined }
    const { turns } = paceOf(year, weekly, [], day('2016-01-01'))
    expect(turns[0]).toMatchObject({ key: '2015-W53', from: '2016-01-01', to: '2016-01-03', demanded: 0 })
    expect(turns.at(-1)).toMatchObject({ key: '2016-W52', to: '2017-01-01', demanded: 1 })
    expect(turns).toHaveLength(53)
  })

  test('gives New Year to the promise that has half of it, on either side', () => {
    const holidays = (from: string, to: string) =>
      keys(
        paceOf(
          { versions: [version(1, from, to)], ended: undefined },
          monthlyAndHolidays,
          [],
          day(from),
        ).turns.filter(({ kind, demanded }) => kind === 'holiday' && demanded > 0),
      )
    expect(holidays('2016-11-01', '2016-12-31')).toEqual(['2016-12-24', '2016-12-31'])
    expect(holidays('2017-01-01', '2017-02-28')).toEqual(['2016-12-31'])
    expect(holidays('2017-01-02', '2017-02-28')).toEqual([])
    // Påsk 2017 is 14–17 April: two of its four days are half.
    expect(holidays('2017-04-16', '2017-05-31')).toEqual(['2017-04-14'])
    expect(holidays('2017-04-17', '2017-05-31')).toEqual([])
    // The first of May, Ascension Day, Whitsun and the National Day are no great holidays.
    expect(holidays('2017-04-24', '2017-06-18')).toEqual([])
  })
})

describe('clock changes on the last night of a month', () => {
  // Summer time began on Sunday 31 March 2024, and ended on Sunday 31 October 2027.
  test.each([
    ['2024-03-01', '2024-04-30', '2024-03-31T21:59:59Z', '2024-03-31T22:00:00Z', '2024-03'],
    ['2027-10-01', '2027-11-30', '2027-10-31T22:59:59Z', '2027-10-31T23:00:00Z', '2027-10'],
  ])('a month from %s (to %s) is over at midnight in Sweden', (from, to, before, after, month) => {
    const two: Told = { versions: [version(1, from, to)], ended: undefined }
    const missedAt = (utc: string) => keys(paceOf(two, monthly, [], localDate(instant(utc))).missed)
    expect([missedAt(before), missedAt(after)]).toEqual([[], [month]])
    const lateAt = (utc: string) => paceOf(two, monthly, done(localDate(instant(utc))), day(to)).turns
    expect(lateAt(before).map(({ done }) => done)).toEqual([1, 0])
    expect(lateAt(after).map(({ done }) => done)).toEqual([0, 1])
  })
})

describe('an extension of weeks and months', () => {
  test('that follows at once joins the stump of the old end to a whole week, known from the day it was decided', () => {
    const toMonday: Told = { versions: [version(1, '2016-09-05', '2016-09-12')], ended: undefined }
    const longer: Told = {
      ...toMonday,
      versions: [...toMonday.versions, version(2, '2016-09-13', '2016-09-25', '2016-09-12')],
    }
    const demanded = (promise: Told, on: string) =>
      paceOf(promise, weekly, [], day(on)).turns.map((turn) => turn.demanded)
    expect(demanded(toMonday, '2016-09-12')).toEqual([1, 0])
    expect(demanded(longer, '2016-09-11')).toEqual([1, 0])
    expect(demanded(longer, '2016-09-12')).toEqual([1, 1, 1])
  })

  test('twice: the count goes on over both, and a commitment of the second version begins with it', () => {
    const twice: Told = {
      ...extended,
      versions: [...extended.versions, version(3, '2017-06-01', '2017-08-31', '2017-05-20')],
    }
    expect(paceOf(twice, fourTimes, done('2016-09-02', '2017-08-31'), day('2017-08-31'))).toMatchObject({
      period: { from: '2016-09-02', to: '2017-08-31' },
      counted: 2,
    })
    const second = promised(
      { kind: 'perMonth', count: 1, andHolidays: false },
      { sinceVersion: 2, untilVersion: 2 },
    )
    expect(paceOf(twice, second, done('2016-12-31', '2017-06-01'), day('2017-08-01'))).toMatchObject({
      period: { from: '2017-01-01', to: '2017-05-31' },
      done: 0,
      state: 'missed',
      promised: 5,
    })
  })

  test('that was ended after it was extended has the day of the end as its last, in the version that holds then', () => {
    const ended: Told = { ...extended, ended: { on: day('2017-02-15'), why: nothingWritten } }
    const pace = paceOf(ended, monthly, [], day('2017-03-01'))
    // 15 of the 28 days of February are half of them.
    expect([pace.period?.to, pace.turns.at(-1)?.key, pace.turns.at(-1)?.demanded]).toEqual([
      '2017-02-15',
      '2017-02',
      1,
    ])
    expect(pace.promised).toBe(6)
  })
})
