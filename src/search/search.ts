import type { Ask } from '../chat/index.ts'
import { hasRole } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { bestOf, type SearchStart, stemsOf, wordTerm } from '../lookup/index.ts'
import type { Found, Searchable } from './searchable.ts'

/** So many different words are looked for; more make no search sharper. */
const mostWords = 8

export interface SearchPage {
  /** What was looked for; none when nothing was said but small words. */
  readonly stems: readonly string[]
  readonly found: readonly Found[]
  /** Where the next page begins. */
  readonly next: SearchStart | undefined
  /** Whether there are older ones, not yet ranked. */
  readonly older: boolean
}

/** The best things with all of the words, among everything that the person may see; a page at a time. */
export async function search(
  world: World,
  searchables: readonly Searchable[],
  ask: Ask,
  text: string,
  start: SearchStart,
  size: number,
): Promise<SearchPage> {
  const stems = stemsOf(text).slice(0, mostWords)
  if (stems.length === 0) return { stems, found: [], next: undefined, older: false }
  const open = searchables.filter(({ roles }) => hasRole(ask.who, roles))
  const shelves = [...new Set(open.flatMap(({ shelvesFor }) => shelvesFor(ask.who)))]
  const { hits, next, older } = await bestOf(world.db, { shelves, terms: stems.map(wordTerm) }, start, size)
  const found = new Map<string, Found>()
  for (const { kind, read } of open) {
    const ids = hits.filter((hit) => hit.kind === kind).map(({ id }) => id)
    for (const thing of ids.length > 0 ? await read(ask, ids) : []) found.set(thing.id, thing)
  }
  return { stems, found: hits.flatMap(({ id }) => found.get(id) ?? []), next, older }
}
