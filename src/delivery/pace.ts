import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { rawQueries, type World } from '../database/index.ts'
import { clockAheadMs, hourMs } from '../shared/clock.ts'

/**
 * What Microsoft publishes (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, October 2026):
 * 50 requests a second from one app in one tenant; to one conversation 7 in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an
 * hour. We keep below them by spacing, so that no window, wherever it is laid, holds more than it may, also when a
 * request is 40 ms late on its way.
 */
const tenantSlots = 48
const tenantWindowMs = 1_000
const slotMs = tenantWindowMs / tenantSlots
/** What goes so much later than its slot would crowd those after it: it waits for another one; a few times at most. */
const lateMs = 25
const mostLost = 4
/** One in 501 ms is 60 in 30 s, and never more than 2 in 1 s. */
const conversationMs = 501
/** Counted by hours of the clock: when two neighbouring ones together keep to it, every hour laid across them does. */
const twoHours = 1_740
/** So few in an hour need not be added to those of the hour before: together they stay below 1,800. */
const fewInAnHour = 60

/** How far the clocks of several machines may differ before a window of one is taken for one of the future by another. */
const clocksDifferMs = 1_000

/** Keeps the rates, for everything that is sent by all processes on one database. */
export interface Pace {
  /**
   * Resolves when one request may go to a conversation, and counts it. Gives 0, or, when the conversation has had what
   * it may have in an hour, how many milliseconds it has to rest. `patienceMs` is how long the request can wait at most:
   * an answer that somebody waits for goes then, whatever the count says. Rejects with the signal's reason when aborted.
   */
  readonly next: (
    tenantId: string,
    conversationId: string,
    bounds?: { readonly patienceMs?: number; readonly signal?: AbortSignal },
  ) => Promise<number>
}

type Limiter = Pick<RateLimiterMemory, 'consume' | 'get' | 'delete'>

/** In the memory of the one process that SQLite has; on PostgreSQL in a table that all processes share. */
export function createPace({ db, clock }: World): Pace {
  const shared = db.getExecutor().adapter.supportsMultipleConnections
  const limiter = (keyPrefix: string, points: number, ms: number): Limiter =>
    shared
      ? new RateLimiterPostgres({
          keyPrefix,
          points,
          duration: ms / 1000,
          storeClient: rawQueries(db),
          storeType: 'client',
          tableName: 'rate_limits',
          tableCreated: true,
        })
      : new RateLimiterMemory({ keyPrefix, points, duration: ms / 1000 })
  const tenants = limiter('tenant', tenantSlots, tenantWindowMs)
  const conversations = limiter('conversation', 1, conversationMs)
  const hours = limiter('hour', twoHours, 2 * hourMs)
  const settling = settlingMs()

  return {
    next: async (tenantId, conversationId, { patienceMs = Number.POSITIVE_INFINITY, signal } = {}) => {
      const end = performance.now() + patienceMs
      const wait = async (ms: number) => {
        await sleep(Math.min(ms, end - performance.now()), signal)
        return performance.now() < end
      }
      // First, so that nothing more than need be stands between the slot and the request.
      const restMs = await hourly(hours, conversationId, Date.parse(clock.now()))
      let patient = true
      do {
        patient &&= await wait(await restOf(conversations, conversationId))
        patient = await untilSlot(tenants, tenantId, settling, wait)
      } while (!(await mayGo(conversations, conversationId)) && patient)
      return restMs
    },
  }
}

/** Waits; false when somebody's patience is over. */
type Wait = (ms: number) => Promise<boolean>
/** For how many milliseconds the limiter cannot be believed; none, when not above 0. */
type Settling = () => number

/** Waits for a slot of one's own. False when somebody's patience is over: the request is counted, and goes all the same. */
async function untilSlot(
  tenants: Limiter,
  tenantId: string,
  settling: Settling,
  wait: Wait,
): Promise<boolean> {
  for (let lost = 0; ; lost++) {
    const untilMs = await slotOf(tenants, tenantId, settling, wait)
    const due = performance.now() + untilMs
    const patient = await wait(untilMs)
    // A slot of a clock that was moved meanwhile is none.
    if (patient && settling() > 0) continue
    if (!patient || performance.now() - due <= lateMs || lost === mostLost) return patient
  }
}

/** So far the clock and the time that passed drift apart from one look to the next without that the clock was moved. */
const driftMs = 100
/** The window of a tenant as Microsoft publishes it. */
const settleMs = 1_000

/**
 * Tells how long to wait because the clock was moved. The limiter counts by the clock: moved, it begins anew, and knows
 * nothing of what was sent just before. So nothing is sent until that is a second ago.
 */
function settlingMs(): () => number {
  let ahead = clockAheadMs()
  let settledAt = 0
  return () => {
    const before = ahead
    ahead = clockAheadMs()
    if (Math.abs(ahead - before) > driftMs) settledAt = performance.now() + settleMs
    return settledAt - performance.now()
  }
}

/**
 * The wait until a slot of one's own, in milliseconds; negative when it has just passed. A window is cut into slots of
 * equal length; the limiter's count tells, to all processes, which slot is taken next, and slots that have passed unused
 * are given up.
 */
async function slotOf(tenants: Limiter, tenantId: string, settling: Settling, wait: Wait): Promise<number> {
  for (;;) {
    await wait(settling())
    const first = await consume(tenants, tenantId, 1)
    if (await forgotten(tenants, tenantId, first, tenantWindowMs)) continue
    const passed = Math.ceil(elapsed(first) / slotMs) - (first.consumedPoints - 1)
    const taken = passed > 0 ? await consume(tenants, tenantId, passed) : first
    if (taken.consumedPoints <= tenantSlots) return (taken.consumedPoints - 1) * slotMs - elapsed(taken)
    if (!(await wait(Math.max(1, taken.msBeforeNext)))) return 0
  }
}

function elapsed({ msBeforeNext }: RateLimiterRes): number {
  return tenantWindowMs - msBeforeNext
}

/** How long a conversation has to rest after its last message. */
async function restOf(conversations: Limiter, conversationId: string): Promise<number> {
  const taken = await conversations.get(conversationId)
  if (!taken || (await forgotten(conversations, conversationId, taken, conversationMs))) return 0
  return Math.max(1, taken.msBeforeNext)
}

async function mayGo(conversations: Limiter, conversationId: string): Promise<boolean> {
  return (await consume(conversations, conversationId, 1)).consumedPoints === 1
}

/** How long a conversation has to rest because of what it has had in this hour and the one before. */
async function hourly(hours: Limiter, conversationId: string, now: number): Promise<number> {
  const hour = Math.floor(now / hourMs)
  const { consumedPoints } = await consume(hours, `${conversationId}/${hour}`, 1)
  if (consumedPoints <= fewInAnHour) return 0
  const before = await hours.get(`${conversationId}/${hour - 1}`)
  return consumedPoints + (before?.consumedPoints ?? 0) > twoHours ? (hour + 1) * hourMs - now : 0
}

/** What the limiter counted; that it says no is an answer too. Rejects when its database cannot be asked. */
async function consume(limiter: Limiter, key: string, points: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, points)
  } catch (no) {
    if (no instanceof RateLimiterRes) return no
    throw no
  }
}

/**
 * Whether a window is one of the future, and so was forgotten: the clock went back since it was begun, and the limiter
 * would have us wait until the clock is there again. Several find that out at once, and only an old one is forgotten.
 */
async function forgotten(
  limiter: Limiter,
  key: string,
  taken: RateLimiterRes,
  windowMs: number,
): Promise<boolean> {
  const tooLong = windowMs + clocksDifferMs
  if (taken.msBeforeNext <= tooLong) return false
  const now = await limiter.get(key)
  if (now && now.msBeforeNext > tooLong) await limiter.delete(key)
  return true
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  if (!(ms > 0)) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
