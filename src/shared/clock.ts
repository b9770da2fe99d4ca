/** A moment in UTC, always written as `2026-11-20T21:30:00.000Z`, so that text order is time order. */
export type Instant = string & { readonly __brand: 'Instant' }

/** Where the time comes from. Tests hand in their own; nothing else in src/ reads the wall clock. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => instant(new Date()) }

/**
 * How far the machine's clock is ahead of the time that really passed, in milliseconds from some beginning: always the
 * same, until somebody moves the clock.
 */
export function clockAheadMs(): number {
  return Date.now() - performance.now()
}

/** The moment that a Date, a number of milliseconds or an ISO 8601 text means. Throws RangeError on anything else. */
export function instant(value: Date | number | string): Instant {
  return new Date(value).toISOString() as Instant
}

/** The moment `ms` milliseconds after `at` (before it, when negative). */
export function plusMs(at: Instant, ms: number): Instant {
  return instant(Date.parse(at) + ms)
}

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
