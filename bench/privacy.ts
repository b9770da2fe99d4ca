import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkText, compileRules, type PrivacyRules, readWordLists } from '../src/privacy/index.ts'

/** How fast texts of 500 characters are checked, after warm-up. */
export interface PrivacyPace {
  readonly checksPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The median of the text that takes longest: unlike p99, no other process on the machine shows in it. */
  readonly slowestTextMs: number
}

const data = (name: string) => new URL(`../data/${name}`, import.meta.url)

function moraRules(): PrivacyRules {
  const mora: { places: { name: string; synonyms: string[] }[] } = JSON.parse(
    readFileSync(data('mora-council.json'), 'utf8'),
  )
  const places = mora.places.flatMap(({ name, synonyms }) => [name, ...synonyms])
  return compileRules(readWordLists(data('privacy').pathname), { allowedNumbers: [], places })
}

/** Texts of exactly 500 characters: the training data end to end, every third with something to find in it. */
function texts(): readonly string[] {
  const training: { incidents: { text: string }[] } = JSON.parse(
    readFileSync(data('training-data.json'), 'utf8'),
  )
  const all = training.incidents.map(({ text }) => text).join(' ')
  return Array.from({ length: 60 }, (_, turn) => {
    const from = (turn * 97) % (all.length - 500)
    const found = turn % 3 === 0 ? 'Killen har adhd, ring 070-174 06 05. ABC 123. ' : ''
    return (found + all.slice(from)).slice(0, 500)
  })
}

/** Checks `times` texts one by one, in turn. */
export function measurePrivacy(times = 20_000): PrivacyPace {
  const rules = moraRules()
  const samples = texts()
  const check = (turn: number) => checkText(samples[turn % samples.length] ?? '', rules)
  for (let turn = 0; turn < 3_000; turn++) check(turn)
  const took = new Float64Array(times)
  const begun = performance.now()
  for (let turn = 0; turn < times; turn++) {
    const start = performance.now()
    check(turn)
    took[turn] = performance.now() - start
  }
  const seconds = (performance.now() - begun) / 1000
  const at = (share: number, of: Float64Array) => of.toSorted()[Math.floor(of.length * share)] ?? 0
  const medians = samples.map((_, text) =>
    at(
      0.5,
      took.filter((_, turn) => turn % samples.length === text),
    ),
  )
  return {
    checksPerSecond: Math.round(times / seconds),
    p50Ms: at(0.5, took),
    p99Ms: at(0.99, took),
    slowestTextMs: Math.max(...medians),
  }
}

// Not import.meta.main, which Node 22 has not.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { checksPerSecond, p50Ms, p99Ms, slowestTextMs } = measurePrivacy()
  const ms = (value: number) => `${value.toFixed(3)} ms`
  console.log(`privacy check, 500 characters: ${checksPerSecond} per second`)
  console.log(`p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}, the slowest text ${ms(slowestTextMs)}`)
}
