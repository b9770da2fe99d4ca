import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'

/** What one round came to. */
export interface Round {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly answered: number
}

export interface Load {
  readonly url: string
  readonly authorization: string
  /** An activity with `@activity` and `@once` where each request has ids of its own. */
  readonly activity: string
  readonly seconds: number
  readonly connections: number
  /** Requests per second in all; as many as are answered, when there is none. */
  readonly rate?: number
}

/** Sends the same activity again and again, each time as a new one. Throws when an answer is not 200. */
export async function load(wanted: Load): Promise<Round> {
  const result = await autocannon({
    url: wanted.url,
    duration: wanted.seconds,
    connections: wanted.connections,
    ...(wanted.rate ? { overallRate: wanted.rate } : {}),
    requests: [
      {
        method: 'POST',
        path: '/api/messages',
        headers: { 'content-type': 'application/json', authorization: wanted.authorization },
        setupRequest: (request) => ({
          ...request,
          body: wanted.activity.replace('@activity', `f:${randomUUID()}`).replace('@once', randomUUID()),
        }),
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 200, and ${result.errors} did not come`)
  return {
    perSecond: result.requests.total / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    answered: result['2xx'],
  }
}
