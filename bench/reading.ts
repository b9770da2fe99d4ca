import { fileURLToPath } from 'node:url'
import { compileVocabulary, readFilter, readLine } from '../src/reading/index.ts'
import { filters } from '../tests/reading/filters.ts'
import { heldOut } from '../tests/reading/held-out.ts'
import { lines } from '../tests/reading/lines.ts'
import { entries, monday } from '../tests/reading/mora.ts'

export interface ReadingMeasure {
  readonly linesPerSecond: number
  readonly p50Ms: number
  /** As it was, with whatever else the machine did meanwhile. */
  readonly p99Ms: number
  /** The 99th percentile over the lines of the quickest reading of each: what a line costs by itself. */
  readonly p99QuietMs: number
  readonly filterP99QuietMs: number
  /** The slowest of the lines that are made to be slow, of as many characters as a line is read for. */
  readonly hostileMs: number
  readonly compileMs: number
}

/** What a line is made of that is made to be slow; src/chat/router.ts reads 10,000 characters of it. */
const hostile = [
  ...['ca ', 'kl ', ' ', 'noret ', 'parkeringen ', '1/1 ', 'på ', '22.30 ', '.', '-', 'i går ', 'ä', '1'],
  ...['för ', '<at', '</at>', '&nbsp;', '1-', 'mellan 1 och '],
].map((piece) => piece.repeat(10_000 / piece.length))

const rounds = 50

const percentile = (sorted: readonly number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? 0

/** Reads each text `rounds` times after a warm-up; milliseconds of every reading, and of the quickest of each text. */
function measure(texts: readonly string[], read: (text: string) => unknown) {
  for (let round = 0; round < rounds; round++) for (const text of texts) read(text)
  const all: number[] = []
  const quickest = new Map<string, number>()
  for (let round = 0; round < rounds; round++) {
    for (const text of texts) {
      const started = performance.now()
      read(text)
      const took = performance.now() - started
      all.push(took)
      quickest.set(text, Math.min(took, quickest.get(text) ?? took))
    }
  }
  const sum = all.reduce((total, each) => total + each, 0)
  return {
    perSecond: Math.round((1000 * all.length) / sum),
    all: all.sort((a, b) => a - b),
    quickest: [...quickest.values()].sort((a, b) => a - b),
  }
}

/** How fast lines and filters are read, with Mora's words and the lines of the tests. Takes some seconds. */
export function measureReading(): ReadingMeasure {
  const started = performance.now()
  const vocabulary = compileVocabulary(entries)
  const compileMs = performance.now() - started
  const texts = [...lines, ...heldOut].map(([line]) => line)
  const reading = measure(texts, (text) => readLine(text, vocabulary, monday))
  const filtering = measure(
    filters.map(([line]) => line),
    (text) => readFilter(text, vocabulary, monday),
  )
  const slow = hostile.map((text) => {
    const began = performance.now()
    readLine(text, vocabulary, monday)
    readFilter(text, vocabulary, monday)
    return performance.now() - began
  })
  return {
    linesPerSecond: reading.perSecond,
    p50Ms: percentile(reading.all, 0.5),
    p99Ms: percentile(reading.all, 0.99),
    p99QuietMs: percentile(reading.quickest, 0.99),
    filterP99QuietMs: percentile(filtering.quickest, 0.99),
    hostileMs: Math.max(...slow),
    compileMs,
  }
}

// Not import.meta.main, which Node 22 has not.
if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(measureReading())
