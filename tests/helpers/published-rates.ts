/** At most `most` requests within any `inMs` milliseconds. */
export interface Rate {
  readonly most: number
  readonly inMs: number
}

/**
 * What Microsoft publishes (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, October 2026):
 * for one app in one tenant, whatever it asks for.
 */
export const tenantRates: readonly Rate[] = [{ most: 50, inMs: 1_000 }]
/** For one bot in one thread, "send to conversation"; to be strict, a change of a message counts as one too. */
export const threadRates: readonly Rate[] = [
  { most: 7, inMs: 1_000 },
  { most: 8, inMs: 2_000 },
  { most: 60, inMs: 30_000 },
  { most: 1_800, inMs: 3_600_000 },
]

/** Somebody who counts requests, and lets in what is within the published rates. */
export interface Gate {
  /**
   * 0 for a request that is within the rates, which is counted; otherwise after how many milliseconds it would have
   * been let in, and nothing is counted.
   */
  admit(tenant: string, thread: string): number
}

/**
 * Judges by sliding windows, the strict reading of "n in w seconds": there is no span of w seconds, wherever it begins,
 * with more than n requests in it. `nowMs` is a clock that never goes backwards, in milliseconds.
 */
export function publishedRates(nowMs: () => number = () => performance.now()): Gate {
  const tenants = windows(tenantRates)
  const threads = windows(threadRates)
  return {
    admit: (tenant, thread) => {
      const now = nowMs()
      const wait = Math.max(tenants.waitMs(tenant, now), threads.waitMs(thread, now))
      if (wait > 0) return wait
      tenants.count(tenant, now)
      threads.count(thread, now)
      return 0
    },
  }
}

/** The moments that were counted, by whose they are, and how far the rates allow one more. */
function windows(rates: readonly Rate[]) {
  const most = Math.max(...rates.map((rate) => rate.most))
  const counted = new Map<string, number[]>()
  return {
    waitMs: (whose: string, now: number): number => {
      const moments = counted.get(whose) ?? []
      // One more is too many when the n-th before it lies within the window.
      const waits = rates.map(({ most, inMs }) => {
        const nth = moments[moments.length - most]
        return nth === undefined ? 0 : inMs - (now - nth)
      })
      return Math.max(0, ...waits)
    },
    count: (whose: string, now: number): void => {
      const moments = counted.get(whose)
      if (!moments) {
        counted.set(whose, [now])
        return
      }
      moments.push(now)
      if (moments.length > 2 * most) moments.splice(0, moments.length - most)
    },
  }
}
