import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Person } from '../shared/person.ts'

const windowSeconds = 60
/** So many requests a minute that nobody vouches for are answered and logged one by one, from one network. */
const mostStrange = 60
/** Two a second, for a whole minute: nobody at work writes or presses so often. */
export const mostTurns = 120

/** What is said to who comes too often. */
export interface Refusal {
  /** Seconds until it is worth coming again. */
  readonly waitSeconds: number
  /** Whether it is the first no of this minute. */
  readonly first: boolean
}

/**
 * Who comes too often, counted in the memory of each process. What is remembered is forgotten within a minute, and is
 * little: a network that sends rubbish, a person who was let in.
 */
export interface Limits {
  /** Counts a request that nobody vouches for. */
  readonly stranger: (network: string) => Promise<Refusal | undefined>
  /** Whether a network has sent so much rubbish that what has no token is not even read. */
  readonly isWeary: (network: string) => Promise<boolean>
  /** Counts an activity of tenants that are not accepted: Microsoft vouches for it, and we let nobody of them in. */
  readonly foreign: (tenants: string) => Promise<Refusal | undefined>
  /** Whether so much has come of tenants that were not accepted that it is not asked again whether they are now. */
  readonly isTiring: (tenants: string) => Promise<boolean>
  /** Counts a line or a press of somebody who was let in. */
  readonly turn: (who: Person) => Promise<Refusal | undefined>
  /**
   * Counts what somebody does without writing or pressing: installing us, starting a meeting. By place too, because one
   * administrator may install us for a thousand people in a minute.
   */
  readonly event: (who: string, conversationId: string) => Promise<Refusal | undefined>
}

export function createLimits(turnsPerMinute = mostTurns): Limits {
  const strangers = new RateLimiterMemory({ points: mostStrange, duration: windowSeconds })
  const foreigners = new RateLimiterMemory({ points: mostStrange, duration: windowSeconds })
  const people = new RateLimiterMemory({ points: turnsPerMinute, duration: windowSeconds })
  const events = new RateLimiterMemory({ points: turnsPerMinute, duration: windowSeconds })
  const isOver = async (limiter: RateLimiterMemory, key: string) =>
    ((await limiter.get(key))?.consumedPoints ?? 0) > limiter.points
  return {
    stranger: (network) => refusalOf(strangers, network),
    isWeary: (network) => isOver(strangers, network),
    foreign: (tenants) => refusalOf(foreigners, tenants),
    isTiring: (tenants) => isOver(foreigners, tenants),
    turn: ({ tenantId, aadObjectId }) => refusalOf(people, `${tenantId}/${aadObjectId}`),
    event: (who, conversationId) => refusalOf(events, `${who}|${conversationId}`),
  }
}

async function refusalOf(limiter: RateLimiterMemory, key: string): Promise<Refusal | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (no) {
    if (!(no instanceof RateLimiterRes)) throw no
    // A clock that was turned back would have us say more than the minute.
    const waitSeconds = Math.min(windowSeconds, Math.ceil(no.msBeforeNext / 1000))
    return { waitSeconds, first: no.consumedPoints === limiter.points + 1 }
  }
}
