import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dayMs, hourMs, instant, minuteMs, plusMs, systemClock } from '../../src/shared/clock.ts'

describe('a moment', () => {
  test('is written in one way, whatever it came from', () => {
    const written = '2026-11-20T21:30:00.000Z'
    expect(instant('2026-11-20T22:30+01:00')).toBe(written)
    expect(instant(Date.UTC(2026, 10, 20, 21, 30))).toBe(written)
    expect(instant(new Date(written))).toBe(written)
  })

  test('is refused when it is none', () => {
    expect(() => instant('i övermorgon')).toThrow(RangeError)
    expect(() => instant(Number.NaN)).toThrow(RangeError)
  })

  test('comes before another in text exactly when it does in time', () => {
    const times = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2999, 0) })
    fc.assert(
      fc.property(times, times, (one, other) => {
        expect(instant(one) < instant(other)).toBe(one < other)
      }),
    )
  })

  test('is moved by milliseconds, forward and back', () => {
    const at = instant('2026-12-31T23:59:30.000Z')
    expect(plusMs(at, minuteMs)).toBe('2027-01-01T00:00:30.000Z')
    expect(plusMs(plusMs(at, dayMs + hourMs), -(dayMs + hourMs))).toBe(at)
  })

  test('of the system is now', () => {
    expect(Math.abs(Date.parse(systemClock.now()) - Date.now())).toBeLessThan(minuteMs)
  })
})
