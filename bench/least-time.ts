/** At most so many requests in any span of so many milliseconds. */
export interface Window {
  readonly most: number
  readonly ms: number
}

/**
 * What Microsoft publishes (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, October 2026),
 * for one app in one tenant and for one conversation.
 */
export const publishedWindows = {
  tenant: { most: 50, ms: 1_000 },
  conversation: [
    { most: 7, ms: 1_000 },
    { most: 8, ms: 2_000 },
    { most: 60, ms: 30_000 },
    { most: 1_800, ms: 3_600_000 },
  ],
} as const

/**
 * The least time in milliseconds from the first to the last of `count` requests that keep to these windows, wherever
 * they are laid: each goes as soon as none of them is full.
 */
export function leastMs(count: number, windows: readonly Window[]): number {
  const times: number[] = []
  for (let next = 0; next < count; next += 1) {
    const before = times[next - 1] ?? 0
    const free = windows.map(({ most, ms }) => (next < most ? 0 : (times[next - most] ?? 0) + ms))
    times.push(Math.max(before, ...free))
  }
  return times.at(-1) ?? 0
}
