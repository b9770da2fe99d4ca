import { type SqlBool, sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../database/index.ts'
import { type Entry, keysOf, type TermKey } from './entry.ts'

/**
 * Grows when words are cut or kept in another way: what was kept by older rules is then kept anew when the process
 * starts (catch-up.ts).
 */
export const rules = 1

/** Rows in one insert: under the number of parameters both databases take. */
const rowsAtOnce = 200

/** A UUID as the 16 bytes it is. */
export const toBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
export const toId = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/**
 * Makes a thing be found as its entry says, and no longer as it was before: in the transaction that saves the thing, so
 * that neither is ever seen without the other. Call it after the thing's own row is saved: that row's lock keeps two
 * writers apart.
 */
export async function keepEntry(tx: DatabaseTransaction, entry: Entry): Promise<void> {
  const subject = toBytes(entry.subjectId)
  const at = Date.parse(entry.at)
  const before = await tx
    .selectFrom('lookup_subjects')
    .select(['at', 'terms'])
    .where('subject', '=', subject)
    .executeTakeFirst()
  const old = before ? readTerms(before.terms) : new Map<TermKey, number>()
  const now = keysOf(entry)
  const moved = before !== undefined && before.at !== at
  const gone = [...old].filter(([key, weight]) => moved || now.get(key) !== weight).map(([key]) => key)
  const fresh = [...now].filter(([key, weight]) => moved || old.get(key) !== weight)
  if (before) await removeWords(tx, gone, before.at, subject)
  for (let from = 0; from < fresh.length; from += rowsAtOnce) {
    const rows = fresh.slice(from, from + rowsAtOnce).map(([term, weight]) => ({ term, at, subject, weight }))
    await tx.insertInto('lookup_words').values(rows).execute()
  }
  const row = { council_id: entry.councilId, kind: entry.subjectKind, at, terms: writeTerms(now), rules }
  await tx
    .insertInto('lookup_subjects')
    .values({ subject, ...row })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(row))
    .execute()
}

async function removeWords(
  tx: DatabaseTransaction,
  keys: readonly TermKey[],
  at: number,
  subject: Buffer,
): Promise<void> {
  if (keys.length === 0) return
  await tx
    .deleteFrom('lookup_words')
    .where('term', 'in', keys)
    .where('at', '=', at)
    .where('subject', '=', subject)
    .execute()
}

// Which rows a thing has is kept beside them: they can be removed exactly, even after a place was given another name.
const writeTerms = (terms: ReadonlyMap<TermKey, number>): string => JSON.stringify([...terms].flat())

function readTerms(json: string): Map<TermKey, number> {
  const flat: number[] = JSON.parse(json)
  const terms = new Map<TermKey, number>()
  for (let at = 0; at < flat.length; at += 2) terms.set(flat[at] ?? 0, flat[at + 1] ?? 0)
  return terms
}

/** Where a thing stands in "newest first". */
export interface Position {
  readonly at: number
  readonly subject: Buffer
}

/** A part of "newest first": what comes after `start`, down to `end`, and not before `since`. */
export interface Range {
  readonly start?: Position | undefined
  readonly end?: Position | undefined
  readonly since?: number | undefined
}

/** What was found on one shelf, and how far it was read: `end` is undefined when there is nothing older. */
export interface Stretch {
  readonly places: readonly Position[]
  readonly end: Position | undefined
}

/**
 * The newest places that stand under all of the keys, at most `limit`, among the newest `size` of the first key from a
 * start on. The work is bounded by `size`, whatever the database holds.
 */
export async function readStretch(
  db: Database,
  keys: readonly TermKey[],
  range: Range,
  size: number,
  limit: number,
): Promise<Stretch> {
  const [first, ...others] = keys
  if (first === undefined) return { places: [], end: undefined }
  const read = others.length > 0 ? size : limit
  const places = await db
    .selectFrom(newest(db, first, range, read).as('a'))
    .select(['a.at', 'a.subject'])
    .where(
      sql.join<SqlBool>(
        [sql`1 = 1`, ...others.map((key) => sql`${weightUnder(key)} is not null`)],
        sql` and `,
      ),
    )
    .orderBy('a.at', 'desc')
    .orderBy('a.subject', 'desc')
    .limit(limit)
    .execute()
  if (places.length === limit) return { places, end: places.at(-1) }
  if (others.length === 0) return { places, end: undefined }
  return { places, end: await endOf(db, first, range, read) }
}

/** More than any range holds: without a limit PostgreSQL would compute a score for each place it names it in. */
const fence = 100_000

/** A place with how well it fits. */
export interface Ranked extends Position {
  readonly score: number
}

/** Where the newest `size` places of a key in a range end; undefined when there are fewer. */
export async function endOf(
  db: Database,
  key: TermKey,
  range: Range,
  size: number,
): Promise<Position | undefined> {
  const last = await newest(db, key, range, 1)
    .offset(size - 1)
    .executeTakeFirst()
  return last && { at: last.at, subject: last.subject }
}

/**
 * The best places that stand under all of the keys, at most `limit`, among those of the first key in a range: the score
 * is the sum of the weights, each times its key's `factor`; of equal ones the newest first. `after` leaves out everything
 * up to that one.
 */
export async function readBest(
  db: Database,
  keys: readonly { readonly key: TermKey; readonly factor: number }[],
  range: Range,
  after: Ranked | undefined,
  limit: number,
): Promise<readonly Ranked[]> {
  const [first, ...others] = keys
  if (first === undefined) return []
  // A place that is missing under a key has no score at all: a sum with null is null.
  const score = sql.join(
    [
      sql`a.weight * ${sql.lit(first.factor)}`,
      ...others.map(({ key, factor }) => sql`${weightUnder(key)} * ${sql.lit(factor)}`),
    ],
    sql` + `,
  )
  const scored = db
    .selectFrom(newest(db, first.key, range).as('a'))
    .select(['a.at', 'a.subject', sql<number>`${score}`.as('score')])
    .limit(fence)
  let query = db
    .selectFrom(scored.as('s'))
    .select(['s.at', 's.subject', 's.score'])
    .where('s.score', 'is not', null)
  if (after) {
    query = query.where(
      sql<SqlBool>`(s.score, s.at, s.subject) < (${after.score}, ${after.at}, ${after.subject})`,
    )
  }
  return query
    .orderBy('s.score', 'desc')
    .orderBy('s.at', 'desc')
    .orderBy('s.subject', 'desc')
    .limit(limit)
    .execute()
}

function newest(db: Database, key: TermKey, { start, end, since }: Range, size?: number) {
  let query = db.selectFrom('lookup_words').select(['at', 'subject', 'weight']).where('term', '=', key)
  if (start) query = query.where(sql<SqlBool>`(at, subject) < (${start.at}, ${start.subject})`)
  if (end) query = query.where(sql<SqlBool>`(at, subject) >= (${end.at}, ${end.subject})`)
  if (since !== undefined) query = query.where('at', '>=', since)
  const ordered = query.orderBy('at', 'desc').orderBy('subject', 'desc')
  return size === undefined ? ordered : ordered.limit(size)
}

/** The weight of the place `a` under another key: one look by primary key, which no planner turns into a join. */
function weightUnder(key: TermKey) {
  return sql<number | null>`(select b.weight from lookup_words as b
    where b.term = ${key} and b.at = a.at and b.subject = a.subject)`
}

/** How many things stand under each key, counted no further than `bound`; in the order of the keys. */
export async function countUpTo(
  db: Database,
  keys: readonly TermKey[],
  bound: number,
): Promise<readonly number[]> {
  if (keys.length === 0) return []
  const counts = keys.map((key) => {
    const places = sql`(select 1 from lookup_words where term = ${key} limit ${sql.lit(bound)})`
    return sql`(select count(*) from ${places} as places)`
  })
  const { rows } = await sql<Record<string, number>>`select ${sql.join(
    counts.map((count, position) => sql`${count} as ${sql.ref(`c${position}`)}`),
  )}`.execute(db)
  return keys.map((_, position) => Number(rows[0]?.[`c${position}`] ?? 0))
}

/** What kind of thing each of these is, by its bytes as hex. */
export async function kindsOf(
  db: Database,
  subjects: readonly Buffer[],
): Promise<ReadonlyMap<string, string>> {
  if (subjects.length === 0) return new Map()
  const rows = await db
    .selectFrom('lookup_subjects')
    .select(['subject', 'kind'])
    .where('subject', 'in', subjects)
    .execute()
  return new Map(rows.map(({ subject, kind }) => [toId(subject), kind]))
}

/** By which rules everything of a kind is kept; undefined when that was never made sure. */
export async function rulesOf(db: Database, kind: string): Promise<number | undefined> {
  const row = await db.selectFrom('lookup_rules').select('rules').where('kind', '=', kind).executeTakeFirst()
  return row?.rules
}

/** Notes that everything of a kind is kept by today's rules. */
export async function keepRules(db: Database, kind: string): Promise<void> {
  await db
    .insertInto('lookup_rules')
    .values({ kind, rules })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet({ rules }))
    .execute()
}
