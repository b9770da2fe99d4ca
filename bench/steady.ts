import { median } from './load.ts'
import type { Usage } from './process.ts'

/** How much more may be in use at the end than in the beginning: what is learned and cached, but nothing that goes on. */
const mostHeapGrowth = 0.25
const mostMoreHandles = 20

interface Trend {
  readonly heap: readonly [number, number]
  readonly memory: readonly [number, number]
  readonly handles: readonly [number, number]
}

/** The middle of the second quarter, when all is warm, and of the last one. */
function trendOf(usages: readonly Usage[]): Trend {
  const quarter = Math.max(1, Math.floor(usages.length / 4))
  const [early, late] = [usages.slice(quarter, 2 * quarter), usages.slice(-quarter)]
  const both = (what: keyof Usage) =>
    [early, late].map((part) => median(part.map((usage) => usage[what]))) as [number, number]
  return { heap: both('heap'), memory: both('memory'), handles: both('handles') }
}

/** Whether neither memory nor handles grow, once all is warm. */
export function isFlat(usages: readonly Usage[]): boolean {
  const { heap, handles } = trendOf(usages)
  return heap[1] < heap[0] * (1 + mostHeapGrowth) && handles[1] <= handles[0] + mostMoreHandles
}

/** The rows that tell of memory and handles, early and late. */
export function sayUsage(usages: readonly Usage[], row: (label: string, value: string) => void): void {
  const { heap, memory, handles } = trendOf(usages)
  const told = (pair: readonly [number, number], by = 1) =>
    pair.map((value) => (value / by).toFixed(0)).join(' → ')
  row('heap after collection, MB, second quarter → last', told(heap, 1e6))
  row('resident memory, MB, second quarter → last', told(memory, 1e6))
  row('open handles, second quarter → last', told(handles))
}
