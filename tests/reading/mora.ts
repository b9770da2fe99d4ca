import { readFileSync } from 'node:fs'
import { compileVocabulary, type VocabularyEntry } from '../../src/reading/index.ts'
import type { Instant } from '../../src/shared/clock.ts'
import { localDate, localTime, momentOf } from '../../src/shared/stockholm.ts'

interface CouncilFile {
  readonly places: readonly { key: string; name: string; area: string; synonyms: readonly string[] }[]
  readonly categories: readonly {
    key: string
    name: { sv: string; en: string }
    synonyms: readonly string[]
  }[]
}

const file: CouncilFile = JSON.parse(
  readFileSync(new URL('../../data/mora-council.json', import.meta.url), 'utf8'),
)

export const entries: readonly VocabularyEntry[] = [
  ...file.categories.map(({ key, name, synonyms }) => ({
    id: key,
    kind: 'category',
    names: [name.sv, ...synonyms],
  })),
  ...file.places.map(({ key, name, synonyms }) => ({ id: key, kind: 'place', names: [name, ...synonyms] })),
  ...[...new Set(file.places.map((place) => place.area))].map((area) => ({
    id: area,
    kind: 'area',
    names: [area],
  })),
  { id: 'new', kind: 'status', names: ['ny', 'nya', 'obedömda', 'obehandlade'] },
  { id: 'assessed', kind: 'status', names: ['bedömd', 'bedömda'] },
  { id: 'closed', kind: 'status', names: ['avslutad', 'avslutade', 'stängda', 'klara'] },
  { id: 'withdrawn', kind: 'status', names: ['tillbakatagen', 'tillbakatagna'] },
]

/** The words of data/mora-council.json, and the statuses as people say them. */
export const mora = compileVocabulary(entries)

/** The moment that Stockholm's clocks show as "2026-11-23 10:15". */
export function stockholm(text: string): Instant {
  const at = momentOf(text.slice(0, 10), text.slice(11))
  if (!at) throw new Error(`no such moment: ${text}`)
  return at
}

/** A moment as Stockholm's clocks show it, '' when there is none. */
export function shown(at: Instant | undefined): string {
  return at ? `${localDate(at)} ${localTime(at)}` : ''
}

/** Monday morning: the week-end's reports are being written. */
export const monday = stockholm('2026-11-23 10:15')
