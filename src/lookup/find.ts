import type { Database } from '../database/index.ts'
import { type Instant, instant } from '../shared/clock.ts'
import { type Shelf, type Term, type TermKey, termKey } from './entry.ts'
import {
  countUpTo,
  endOf,
  kindsOf,
  type Position,
  type Range,
  type Ranked,
  readBest,
  readStretch,
  toBytes,
  toId,
} from './store.ts'

/** Where a page of a list begins: after (older than) this thing. */
export interface Place {
  readonly at: Instant
  readonly id: string
}

/** What is asked: all of the terms, on any of the shelves. */
export interface Question {
  readonly shelves: readonly Shelf[]
  readonly terms: readonly Term[]
  /** And, in a list, one of these: terms that no thing has two of. */
  readonly oneOf?: readonly Term[]
  /** From this moment, and before that one; in a list. */
  readonly since?: Instant
  readonly before?: Instant
}

/** A word that stands more often is common: how much more is not counted. */
const commonFrom = 256

/** A list looks at this many places of its rarest term, and then at more; after these it gives what it has. */
const listSteps = [64, 1_024, 8_192] as const

/**
 * The newest things that answer a question, from a page's start: ids, newest first, and where the next page begins.
 * The work is bounded: where terms seldom meet, a page may be short (even empty) and yet have a `next`.
 */
export async function newestOf(
  db: Database,
  question: Question,
  start: Place | undefined,
  limit: number,
): Promise<{ ids: readonly string[]; next: Place | undefined }> {
  const walks = await walksOf(db, question)
  const found: Position[] = []
  let from = [start && positionOf(start), question.before && momentBefore(question.before)]
    .flatMap((place) => place || [])
    .toSorted(newestFirst)
    .at(-1)
  for (const step of listSteps) {
    const { places, end } = await readWalks(db, walks, question, from, step, limit + 1 - found.length)
    found.push(...places)
    from = end
    if (!end || found.length > limit) break
  }
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const more = found.length > limit && last ? last : from
  return { ids: page.map(({ subject }) => toId(subject)), next: more && placeOf(more) }
}

/** A hit of a search: the higher the score the better. */
export interface Hit extends Place {
  readonly score: number
  readonly kind: string
}

/** Where a page of a search begins: among what is older than `from`, after the hit `after`. */
export interface SearchStart {
  readonly from?: Place | undefined
  readonly after?: (Place & { readonly score: number }) | undefined
}

/** A search ranks among so many of the newest places of its rarest word; when that is too little, among the next. */
const rankedAmong = [256, 512, 8_192] as const

/**
 * The best things that answer a question, a page at a time: what stands in the title comes before what stands in the
 * text, rarer words count more, and then the newest comes first. It ranks among the newest of the rarest word; `older`
 * tells that there are older ones, which come after them (`next`).
 */
export async function bestOf(
  db: Database,
  question: Question,
  start: SearchStart,
  limit: number,
): Promise<{ hits: readonly Hit[]; next: SearchStart | undefined; older: boolean }> {
  const terms = await rarestFirst(db, question)
  const found: (Ranked & { readonly from: Position | undefined })[] = []
  let from = start.from && positionOf(start.from)
  let after = start.after && { ...positionOf(start.after), score: start.after.score }
  let end: Position | undefined
  for (const size of rankedAmong) {
    end = await windowEnd(db, question, terms[0]?.term, from, size)
    const ranked = await rankShelves(
      db,
      question,
      terms,
      { start: from, end },
      after,
      limit + 1 - found.length,
    )
    for (const place of ranked) found.push({ ...place, from })
    if (found.length > limit || !end) break
    from = end
    after = undefined
  }
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const more: SearchStart | undefined =
    found.length > limit && last
      ? { from: last.from && placeOf(last.from), after: { ...placeOf(last), score: last.score } }
      : end && { from: placeOf(end) }
  return { hits: await withKinds(db, page), next: more, older: end !== undefined }
}

/** Where the newest of the rarest term end on the shelf where they end first. */
async function windowEnd(
  db: Database,
  { shelves }: Question,
  term: Term | undefined,
  start: Position | undefined,
  size: number,
): Promise<Position | undefined> {
  if (term === undefined) return undefined
  const ends = await Promise.all(shelves.map((shelf) => endOf(db, termKey(shelf, term), { start }, size)))
  return ends.flatMap((end) => end ?? []).toSorted(newestFirst)[0]
}

async function rankShelves(
  db: Database,
  { shelves }: Question,
  terms: readonly Counted[],
  range: Range,
  after: Ranked | undefined,
  limit: number,
): Promise<readonly Ranked[]> {
  const perShelf = await Promise.all(
    shelves.map((shelf) => {
      const keys = terms.map(({ term, count }) => ({ key: termKey(shelf, term), factor: rarityOf(count) }))
      return readBest(db, keys, range, after, limit)
    }),
  )
  return perShelf.flat().toSorted(byRank).slice(0, limit)
}

async function withKinds(db: Database, places: readonly Ranked[]): Promise<readonly Hit[]> {
  const kinds = await kindsOf(
    db,
    places.map(({ subject }) => subject),
  )
  return places.map((place) => ({
    ...placeOf(place),
    score: place.score,
    kind: kinds.get(toId(place.subject)) ?? '',
  }))
}

interface Counted {
  readonly term: Term
  readonly count: number
}

/** The terms with how often they stand, up to a bound, the rarest first: it is the one whose places are read. */
async function rarestFirst(db: Database, { terms, shelves }: Question): Promise<readonly Counted[]> {
  // How often a single facet or word stands changes nothing in a list, and little in a search: it is not counted.
  if (terms.length < 2) return terms.map((term) => ({ term, count: commonFrom }))
  const keys = terms.flatMap((term) => shelves.map((shelf) => termKey(shelf, term)))
  const counted = await countUpTo(db, keys, commonFrom)
  return terms
    .map((term, at) => {
      const own = counted.slice(at * shelves.length, (at + 1) * shelves.length)
      return { term, count: own.reduce((sum, count) => sum + count, 0) }
    })
    .toSorted((one, other) => one.count - other.count)
}

/** The keys that a thing must stand under, the rarest first, for every shelf and every one of `oneOf`. */
async function walksOf(db: Database, question: Question): Promise<readonly (readonly TermKey[])[]> {
  const { shelves, terms, oneOf } = question
  const counted = await rarestFirst(db, { shelves, terms: [...terms, ...(oneOf ?? [])] })
  const ways = oneOf
    ? oneOf.map((one) => counted.filter(({ term }) => term === one || terms.includes(term)))
    : [counted]
  return shelves.flatMap((shelf) => ways.map((way) => way.map(({ term }) => termKey(shelf, term))))
}

/** One stretch of every walk as one, newest first: cut where the first of them stopped reading. */
async function readWalks(
  db: Database,
  walks: readonly (readonly TermKey[])[],
  question: Question,
  start: Position | undefined,
  size: number,
  limit: number,
): Promise<{ places: readonly Position[]; end: Position | undefined }> {
  const range = { start, since: question.since && Date.parse(question.since) }
  const stretches = await Promise.all(walks.map((keys) => readStretch(db, keys, range, size, limit)))
  const end = stretches.flatMap((stretch) => stretch.end ?? []).toSorted(newestFirst)[0]
  const places = stretches.flatMap((stretch) => stretch.places).toSorted(newestFirst)
  return { places: end ? places.filter((place) => newestFirst(place, end) <= 0) : places, end }
}

function newestFirst(one: Position, other: Position): number {
  return other.at - one.at || Buffer.compare(other.subject, one.subject)
}

function byRank(one: Ranked, other: Ranked): number {
  return other.score - one.score || newestFirst(one, other)
}

/** In steps, so that a report more or less seldom changes the order between two pages. */
function rarityOf(count: number): number {
  if (count < 10) return 4
  if (count < 100) return 3
  return count < commonFrom ? 2 : 1
}

/** Where what is older than a moment begins. */
const momentBefore = (moment: Instant): Position => ({ at: Date.parse(moment), subject: Buffer.alloc(0) })
const positionOf = (place: Place): Position => ({ at: Date.parse(place.at), subject: toBytes(place.id) })
const placeOf = (position: Position): Place => ({ at: instant(position.at), id: toId(position.subject) })
