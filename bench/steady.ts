import { linearRegression, mean } from 'simple-statistics'
import type { Usage } from './process.ts'

/** What must not grow, what it is called, and in what it is told. */
const watched = [
  { what: 'heap', called: 'heap after collection, MB', by: 1e6 },
  { what: 'memory', called: 'resident memory, MB', by: 1e6 },
  { what: 'handles', called: 'open handles', by: 1 },
] as const

/**
 * How much of what is in use on average may be added from the beginning of what is judged to its end, and how much is too
 * little to be called growth: memory is handed back in lumps, and a few sockets come and go.
 */
const allowed = {
  long: {
    heap: { share: 0.05, least: 5e6 },
    memory: { share: 0.1, least: 20e6 },
    handles: { share: 0, least: 20 },
  },
  // What is learned in the beginning looks like growth: only what runs away is seen.
  short: {
    heap: { share: 0.5, least: 40e6 },
    memory: { share: 0.5, least: 200e6 },
    handles: { share: 0, least: 40 },
  },
} as const

/** A run shorter than this, in seconds, is still learning when it ends. */
export const longSeconds = 150

/** How something went, by the straight line that fits it best: where that begins and where it ends. */
interface Trend {
  readonly begins: number
  readonly ends: number
}

/** The trend once all is warm: the first third is left out. */
function trendOf(usages: readonly Usage[], what: keyof Usage): Trend {
  const judged = usages.slice(Math.floor(usages.length / 3)).map((usage) => usage[what])
  const { m, b } = linearRegression(judged.map((value, at) => [at, value]))
  const [only = 0] = judged
  return judged.length < 2 ? { begins: only, ends: only } : { begins: b, ends: b + m * (judged.length - 1) }
}

/** What grew while a run of so many seconds went on, a line each; none when memory and handles were flat. */
export function whatGrew(usages: readonly Usage[], seconds: number): readonly string[] {
  return watched.flatMap(({ what, called, by }) => {
    const { begins, ends } = trendOf(usages, what)
    const { share, least } = allowed[seconds < longSeconds ? 'short' : 'long'][what]
    const most = Math.max(least, share * mean(usages.map((usage) => usage[what])))
    return ends - begins > most ? [`${called}: ${told(begins, by)} → ${told(ends, by)} is growth`] : []
  })
}

/** The rows that tell how memory and handles went. */
export function sayUsage(usages: readonly Usage[], row: (label: string, value: string) => void): void {
  for (const { what, called, by } of watched) {
    const { begins, ends } = trendOf(usages, what)
    row(`${called}, when warm → at the end`, `${told(begins, by)} → ${told(ends, by)}`)
  }
}

function told(value: number, by: number): string {
  return (value / by).toFixed(0)
}
