import { type Clock, type Instant, instant, plusMs } from '../../src/shared/clock.ts'

/** A clock that stands still until a test moves it. */
export interface FixedClock extends Clock {
  /** Moves the clock; backwards when negative. */
  advance(ms: number): void
  set(at: Instant | string): void
}

/** A clock showing `at`; without one, a Friday in November 2026, 09.00 in Sweden. */
export function fixedClock(at = '2026-11-20T08:00:00.000Z'): FixedClock {
  let shown = instant(at)
  return {
    now: () => shown,
    advance: (ms) => {
      shown = plusMs(shown, ms)
    },
    set: (to) => {
      shown = instant(to)
    },
  }
}
