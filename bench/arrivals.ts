import type { Arrival } from '../tests/helpers/fake-teams.ts'

/** How many, and how long it took from the first to the last. */
export interface Span {
  readonly count: number
  readonly tookMs: number
}

/** From the first to the last of what arrived. */
export function spanOf(arrivals: readonly Pick<Arrival, 'atMs'>[]): Span {
  if (arrivals.length === 0) return { count: 0, tookMs: 0 }
  const times = arrivals.map(({ atMs }) => atMs)
  return { count: times.length, tookMs: Math.max(...times) - Math.min(...times) }
}

/** How many of the messages stand in a chat once more. */
export function doubled(arrivals: readonly Pick<Arrival, 'mark' | 'conversationId'>[]): number {
  const seen = new Set(arrivals.map(({ mark, conversationId }) => `${conversationId} ${mark}`))
  return arrivals.length - seen.size
}
