import { createHash } from 'node:crypto'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'
import { stemsOf } from './tokens.ts'

/** Where entries lie for those who may read them: everybody in a council, its coordinators, or one person there. */
export type Shelf = string & { readonly __brand: 'Shelf' }

export const shelves = {
  everybody: (council: CouncilId) => `${council}/everybody` as Shelf,
  coordinators: (council: CouncilId) => `${council}/coordinators` as Shelf,
  person: (council: CouncilId, person: Person) => `${council}/${personKey(person)}` as Shelf,
}

/** How a thing is to be found. A reader asks several shelves, so nothing lies on two that one person reads. */
export interface Entry {
  /** A UUID: two things never have the same. */
  readonly subjectId: string
  readonly subjectKind: string
  readonly councilId: CouncilId
  /** What "newest first" goes by. */
  readonly at: Instant
  readonly shelves: readonly Shelf[]
  /** What names it (its number, place, kind): weighs more. */
  readonly title: readonly string[]
  readonly texts: readonly string[]
  /** What lists are narrowed by, as `name/value`. */
  readonly facets: readonly string[]
}

/** What is looked for: a word by its stem, or a facet. */
export type Term = string & { readonly __brand: 'Term' }

export const wordTerm = (stem: string): Term => `w/${stem}` as Term
export const facetTerm = (kind: string, facet: string): Term => `f/${kind}/${facet}` as Term

/** The weights of a word by where it stands. */
export const weights = { title: 3, text: 1 } as const

/** A term on a shelf, as the number the index keeps it under. */
export type TermKey = number

/**
 * The number of a term on a shelf: the first 53 bits of its SHA-256, so that it is an exact number in JavaScript and a
 * short key in both databases. Among a million terms two collide with a chance of 1 in 18,000, and what is found is read
 * and its rights are checked again before anybody sees it.
 */
export function termKey(shelf: Shelf, term: Term): TermKey {
  const digest = createHash('sha256').update(`${shelf}\n${term}`).digest()
  return digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) >> 3)
}

/** The keys of an entry and the weight under each. */
export function keysOf(entry: Entry): ReadonlyMap<TermKey, number> {
  const terms = new Map<Term, number>()
  for (const facet of entry.facets) terms.set(facetTerm(entry.subjectKind, facet), weights.text)
  for (const stem of stemsOf(entry.texts.join(' \n '))) terms.set(wordTerm(stem), weights.text)
  for (const stem of stemsOf(entry.title.join(' \n '))) terms.set(wordTerm(stem), weights.title)
  const keys = new Map<TermKey, number>()
  for (const shelf of entry.shelves) {
    for (const [term, weight] of terms) keys.set(termKey(shelf, term), weight)
  }
  return keys
}
