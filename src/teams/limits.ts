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
  /** Counts a line or a press of somebody who was let in. */
  readonly turn: (who: Person) => Promise<Refusal | undefined>
}

export function createLimits(turnsPerMinute = mostTurns): Limits {
  const strangers = new RateLimiterMemory({ points: mostStrange, duration: windowSeconds })
  const people = new RateLimiterMemory({ points: turnsPerMinute, duration: windowSeconds })
  return {
    stranger: (network) => refusalOf(strangers, network),
    isWeary: async (network) => ((await strangers.get(network))?.consumedPoints ?? 0) > mostStrange,
    turn: ({ tenantId, aadObjectId }) => refusalOf(people, `${tenantId}/${aadObjectId}`),
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
