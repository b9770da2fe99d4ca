import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  checkText,
  compileRules,
  type FindingKind,
  findingKinds,
  type PrivacyRules,
  readWordLists,
} from '../../src/privacy/index.ts'
import type { Case } from './case.ts'

const data = (name: string) => new URL(`../../data/${name}`, import.meta.url)
export const listFolder = fileURLToPath(data('privacy'))
export const readData = <Shape>(name: string): Shape => JSON.parse(readFileSync(data(name), 'utf8'))

/** The word lists as shipped, with Mora's places and the number of its contact centre. */
export function moraRules(): PrivacyRules {
  const { places } = readData<{ places: { name: string; synonyms: string[] }[] }>('mora-council.json')
  return compileRules(readWordLists(listFolder), {
    allowedNumbers: ['0250-260 00'],
    places: places.flatMap(({ name, synonyms }) => [name, ...synonyms]),
  })
}

/** The kinds found in a text, each once, in the order of their gravity. */
export function kindsIn(text: string, rules: PrivacyRules): readonly FindingKind[] {
  const verdict = checkText(text, rules)
  const found = new Set(verdict.kind === 'clear' ? [] : verdict.findings.map(({ kind }) => kind))
  return findingKinds.filter((kind) => found.has(kind))
}

interface Score {
  readonly kind: string
  readonly right: number
  readonly falseAlarms: number
  readonly missed: number
  readonly precision: number
  readonly recall: number
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)

/** Precision and recall per kind over the cases, and over all of them. */
export function scores(cases: readonly Case[], rules: PrivacyRules): readonly Score[] {
  const judged = cases.map(({ text, kinds }) => ({ wanted: kinds, found: kindsIn(text, rules) }))
  const rows = findingKinds.map((kind) => {
    const right = judged.filter(({ wanted, found }) => wanted.includes(kind) && found.includes(kind)).length
    const falseAlarms = judged.filter(
      ({ wanted, found }) => !wanted.includes(kind) && found.includes(kind),
    ).length
    const missed = judged.filter(({ wanted, found }) => wanted.includes(kind) && !found.includes(kind)).length
    return { kind, right, falseAlarms, missed }
  })
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + pick(row), 0)
  const all = {
    kind: 'all',
    right: sum((row) => row.right),
    falseAlarms: sum((row) => row.falseAlarms),
    missed: sum((row) => row.missed),
  }
  return [...rows, all].map((row) => ({
    ...row,
    precision: share(row.right, row.right + row.falseAlarms),
    recall: share(row.right, row.right + row.missed),
  }))
}

/** Shows the scores in the output of the test run. */
export function printScores(title: string, table: readonly Score[]): void {
  const line = (kind: string, ...cells: readonly string[]) =>
    `${kind.padEnd(20)}${cells.map((cell) => cell.padStart(13)).join('')}\n`
  const head = line('', 'right', 'false alarms', 'missed', 'precision', 'recall')
  const rows = table.map((row) =>
    line(
      row.kind,
      String(row.right),
      String(row.falseAlarms),
      String(row.missed),
      row.precision.toFixed(2),
      row.recall.toFixed(2),
    ),
  )
  process.stdout.write(`\n${title}\n${head}${rows.join('')}`)
}
