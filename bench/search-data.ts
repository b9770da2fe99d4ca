import { type Kysely, sql } from 'kysely'
import type { OpenDatabase, Tables } from '../src/database/index.ts'
import { termKey } from '../src/lookup/entry.ts'
import { facetTerm, shelves, type Term, wordTerm } from '../src/lookup/index.ts'
import { stem } from '../src/lookup/stem.ts'
import { stemsOf } from '../src/lookup/tokens.ts'
import type { CouncilId } from '../src/shared/ids.ts'
import type { Person } from '../src/shared/person.ts'
import { fold } from '../src/shared/text.ts'

/** Twelve groups of words, from those that stand in every sixth report to those in every thousandth: near to Zipf. */
const edges = [1, 7, 16, 31, 55, 94, 156, 257, 418, 678, 1_095, 1_767, 2_848]
const placeCount = 60
const otherReporters = 50
const unpublishedShare = 5
const years = 5

/** A word of the group, by its number in it: group 0 is the commonest, 11 the rarest. */
export function benchWord(group: number, at: number): string {
  const lo = edges[group] ?? 1
  const width = (edges[group + 1] ?? lo + 1) - lo
  return vocabulary[lo + (at % width)] ?? ''
}

/** Words that look Swedish, all with different stems; the first is never used. */
const vocabulary = makeVocabulary(edges.at(-1) ?? 0)

function makeVocabulary(count: number): readonly string[] {
  const starts = 'b br d f fl g gr h j k kl l m n p pl r s sk sl sp st str t tr v'.split(' ')
  const vowels = 'a e i o u y å ä ö'.split(' ')
  const ends = 'ck d g k l ld ll m mp nd ng nk p rd rg rk rm rn rp sk st v'.split(' ')
  const words: string[] = []
  const stems = new Set<string>()
  for (let at = 0; words.length < count; at++) {
    const syllable = (from: number) =>
      `${starts[from % starts.length]}${vowels[Math.floor(from / 7) % vowels.length]}${ends[Math.floor(from / 11) % ends.length]}`
    const word = `${syllable(at * 7)}${syllable(at * 13 + 5)}`
    const root = stem(fold(word))
    if (stems.has(root)) continue
    stems.add(root)
    words.push(word)
  }
  return words
}

/** The parts of SQL that the engines say differently. */
const dialects = {
  sqlite: {
    upTo: (count: number) => `(abs(random()) % ${count})`,
    id: `(select substr(h,1,8)||'-'||substr(h,9,4)||'-4'||substr(h,14,3)||'-8'||substr(h,18,3)||'-'||substr(h,21)
      from (select lower(hex(randomblob(16))) as h where n > 0))`,
    bytes: `unhex(replace(id, '-', ''))`,
    series: (from: number, to: number) =>
      `(with recursive s(n) as (select ${from} union all select n + 1 from s where n < ${to}) select n from s)`,
    joined: 'group_concat',
    moment: `strftime('%Y-%m-%dT%H:%M:00.000Z', at / 1000, 'unixepoch')`,
    filler: `hex(zeroblob(200))`,
    bytesType: 'blob',
  },
  postgres: {
    upTo: (count: string | number) => `floor(random() * ${count})::int`,
    id: 'gen_random_uuid()::text',
    bytes: `decode(replace(id, '-', ''), 'hex')`,
    series: (from: number, to: number) => `(select n from generate_series(${from}, ${to}) as n)`,
    joined: 'string_agg',
    moment: `to_char(to_timestamp(at / 1000) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:00.000Z')`,
    filler: `repeat('0', 400)`,
    bytesType: 'bytea',
  },
} as const

interface Ground {
  readonly councilId: CouncilId
  readonly reporter: Person
}

/** Makes the tables that reports are dealt from: words, places, and the keys of every term on every shelf. */
export async function layGround({ engine, db }: OpenDatabase, ground: Ground): Promise<void> {
  const { councilId, reporter } = ground
  const run = (text: string) => sql.raw(text).execute(db)
  const bytes = dialects[engine].bytesType
  const unlogged = engine === 'postgres' ? 'unlogged' : ''
  for (let at = 0; at < placeCount; at++) {
    await db
      .insertInto('places')
      .values({
        id: `bench-place-${at}` as never,
        council_id: councilId,
        key: `bench-${at}`,
        name: `Platsen${at}`,
        area: `Området${at % 6}`,
        synonyms: '[]',
        retired_at: null,
      })
      .execute()
  }
  const categories = await db
    .selectFrom('categories')
    .selectAll()
    .where('council_id', '=', councilId)
    .orderBy('position')
    .execute()
  await run(`create ${unlogged} table bench_people (r integer, tenant text, aad text)`)
  await run(`create ${unlogged} table bench_places (p integer, id text, name text)`)
  await run(`create ${unlogged} table bench_categories (c integer, id text)`)
  await run(`create ${unlogged} table bench_words (w integer primary key, word text)`)
  await run(`create ${unlogged} table bench_groups (g integer, lo integer, width integer)`)
  await run(`create ${unlogged} table bench_titles (kind text, ref integer, term integer, weight integer)`)
  await run(
    `create ${unlogged} table bench_keys (shelf integer, term integer, key bigint, primary key (shelf, term))`,
  )
  await run(`create ${unlogged} table bench_new (n integer primary key, id text, subject ${bytes}, at bigint, r integer, p integer,
    c integer, open integer, shelf1 integer, shelf2 integer)`)
  await run(`create ${unlogged} table bench_picks (n integer, w integer)`)
  await run('create index bench_titles_by on bench_titles (kind, ref)')

  const people: Person[] = Array.from({ length: otherReporters }, (_, at) => ({
    tenantId: reporter.tenantId,
    aadObjectId: at === 0 ? reporter.aadObjectId : `bench-${at}`,
  }))
  const terms: Term[] = vocabulary.map((word) => wordTerm(stem(fold(word))))
  const titles: [kind: string, ref: number, term: number, weight: number][] = []
  const addTitle = (kind: string, ref: number, term: Term, weight: number) => {
    titles.push([kind, ref, terms.length, weight])
    terms.push(term)
  }
  for (let at = 0; at < placeCount; at++) {
    for (const root of stemsOf(`Platsen${at} Området${at % 6}`)) addTitle('p', at, wordTerm(root), 3)
    addTitle('p', at, facetTerm('incident', `place/bench-place-${at}`), 1)
  }
  for (const [at, category] of categories.entries()) {
    for (const root of stemsOf(`${category.name_sv} ${category.name_en}`))
      addTitle('c', at, wordTerm(root), 3)
    addTitle('c', at, facetTerm('incident', `category/${category.id}`), 1)
  }
  addTitle('o', 0, facetTerm('incident', 'status/new'), 1)
  addTitle('o', 1, facetTerm('incident', 'status/assessed'), 1)
  addTitle('a', 0, facetTerm('incident', 'any'), 1)
  const all = [
    shelves.everybody(councilId),
    shelves.coordinators(councilId),
    ...people.map((person) => shelves.person(councilId, person)),
  ]
  const keys = all.flatMap((shelf, at) => terms.map((term, position) => [at, position, termKey(shelf, term)]))
  await pour(
    db,
    'bench_people',
    people.map((one, at) => [at, one.tenantId, one.aadObjectId]),
  )
  await pour(
    db,
    'bench_places',
    Array.from({ length: placeCount }, (_, at) => [at, `bench-place-${at}`, `Platsen${at}`]),
  )
  await pour(
    db,
    'bench_categories',
    categories.map(({ id }, at) => [at, id]),
  )
  await pour(
    db,
    'bench_words',
    vocabulary.map((word, at) => [at, word]),
  )
  await pour(
    db,
    'bench_groups',
    edges.slice(0, -1).map((lo, at) => [at, lo, (edges[at + 1] ?? 0) - lo]),
  )
  await pour(db, 'bench_titles', titles)
  await pour(db, 'bench_keys', keys)
}

async function pour(db: Kysely<Tables>, table: string, rows: readonly (readonly (string | number)[])[]) {
  const literal = (value: string | number) => (typeof value === 'number' ? String(value) : `'${value}'`)
  for (let from = 0; from < rows.length; from += 5_000) {
    const values = rows.slice(from, from + 5_000).map((row) => `(${row.map(literal).join(',')})`)
    await sql.raw(`insert into ${table} values ${values.join(',')}`).execute(db)
  }
}

/** Fills in so many reports, with everything they are found by, by statements inside the database. */
export async function addReports(
  { engine, db }: OpenDatabase,
  { councilId }: Ground,
  count: number,
): Promise<void> {
  const own = dialects[engine]
  const run = (text: string) => sql.raw(text).execute(db)
  const organisation = await db
    .selectFrom('organisations')
    .select('id')
    .where('council_id', '=', councilId)
    .executeTakeFirstOrThrow()
  const categories = await db
    .selectFrom(sql<{ count: number }>`(select count(*) as count from bench_categories)`.as('c'))
    .select('count')
    .executeTakeFirstOrThrow()
  const now = Math.floor(Date.now() / 60_000)
  await run(`insert into bench_new
    select n, id, null, at, r, p, c, open, null, null
    from (select n, ${own.id} as id, (${now} - ${own.upTo(years * 525_600)}) * cast(60000 as bigint) as at,
      ${own.upTo(otherReporters)} as r, ${own.upTo(placeCount)} as p, ${own.upTo(Number(categories.count))} as c,
      case when ${own.upTo(unpublishedShare)} = 0 then 0 else 1 end as open
      from ${own.series(1, count)} as s) as dealt`)
  await run(`update bench_new set subject = ${own.bytes}, shelf1 = 1 - open,
    shelf2 = case when open = 0 then 2 + r end`)
  const within = engine === 'sqlite' ? 'abs(random()) % width' : 'floor(random() * width)::int'
  await run(
    `insert into bench_picks select n, lo + ${within} from bench_new cross join bench_groups order by n`,
  )
  await run(`insert into incidents (id, council_id, number, reporter_tenant, reporter_aad, organisation_id, category_id,
      place_id, place_text, occurred_at, text, impact, certainty, recurring, police_reported, immediate_action,
      focus_area_id, status, assessment_note, linked_to, outcome, outcome_kind, helped, training, reported_at,
      published_at, closed_at, withdrawn_at, version)
    select i.id, '${councilId}', 'B-2026-' || i.n, u.tenant, u.aad, '${organisation.id}', k.id,
      q.id, null, ${own.moment}, t.text, 2, 'observed', 'unknown', 'unknown', '',
      null, case when i.open = 1 then 'assessed' else 'new' end, '', null, '', null, null, 0, ${own.moment},
      case when i.open = 1 then ${own.moment} end, null, null, 1
    from bench_new as i join bench_people as u on u.r = i.r join bench_places as q on q.p = i.p
      join bench_categories as k on k.c = i.c
      join (select n, ${own.joined}(word, ' ') as text
        from bench_picks join bench_words on bench_words.w = bench_picks.w group by n) as t on t.n = i.n`)
  await run(`insert into lookup_subjects (subject, council_id, kind, at, terms, rules)
    select subject, '${councilId}', 'incident', at, ${own.filler}, 1 from bench_new`)
  if (engine === 'postgres') await run('alter table lookup_words drop constraint lookup_words_pk')
  // CROSS JOIN: SQLite then joins in the order that is written, from the reports to the keys of their words.
  const titled = (kind: string, column: string) =>
    `select n, term, weight from bench_new cross join bench_titles where kind = '${kind}' and ref = ${column}`
  const onShelf = (shelf: string) =>
    `select k.key, i.at, i.subject, t.weight
      from (select n, w as term, 1 as weight from bench_picks union all ${titled('p', 'p')}
        union all ${titled('c', 'c')} union all ${titled('o', 'open')} union all ${titled('a', '0')}) as t
      cross join bench_new as i cross join bench_keys as k
      where i.n = t.n and k.term = t.term and k.shelf = i.${shelf}`
  await run(`insert into lookup_words (term, at, subject, weight) ${onShelf('shelf1')} union all ${onShelf('shelf2')}
    ${engine === 'sqlite' ? 'order by 1, 2, 3' : ''}`)
  await run('drop table bench_picks')
  await run('drop table bench_new')
  if (engine === 'postgres') {
    await run('alter table lookup_words add constraint lookup_words_pk primary key (term, at, subject)')
    await run('vacuum analyze')
  }
}
