// `sök` and `händelser` at 10,000, 100,000 and 1,000,000 reports on both databases, through the use cases.
// Run it: npm run bench:search [-- sqlite|postgres] [10000 100000]
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Ask, Member } from '../src/chat/index.ts'
import { findStanding, importCouncil, parseCouncilFile } from '../src/councils/index.ts'
import { type OpenDatabase, openDatabase, type World } from '../src/database/index.ts'
import { foundIncidents } from '../src/incidents/index.ts'
import { type PageStart, pageOfIncidents, type Selection } from '../src/incidents/show-incidents.ts'
import { search } from '../src/search/search.ts'
import { systemClock } from '../src/shared/clock.ts'
import type { IncidentId, OnceId, PlaceId } from '../src/shared/ids.ts'
import type { Person } from '../src/shared/person.ts'
import { startPostgresServer } from '../tests/helpers/postgres-server.ts'
import { addReports, benchWord, layGround } from './search-data.ts'

const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const steps = sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]
const rounds = 150
const pageSize = 5

const tenantId = '6d6f7261-0000-4000-8000-000000000001'
const coordinator: Person = { tenantId, aadObjectId: '6d6f7261-0000-4000-8000-000000000101' }
const reporter: Person = { tenantId, aadObjectId: '6d6f7261-0000-4000-8000-000000000103' }

type Question = (round: number) => Promise<number>

/** What is asked, by its name; each gives how many it found. */
function questionsOf(world: World, ask: Ask): Readonly<Record<string, Question>> {
  const searchables = [foundIncidents(world)]
  const find = (text: string) => search(world, searchables, ask, text, {}, pageSize)
  const list = async (selection: Selection, start?: PageStart) =>
    (await pageOfIncidents(world, ask.who, selection, start, pageSize)).incidents.length
  const threeYearsAgo = (round: number): PageStart => ({
    occurredAt: new Date(Date.now() - (1_000 + round) * 86_400_000).toISOString() as PageStart['occurredAt'],
    id: '80000000-0000-4000-8000-000000000000' as IncidentId,
  })
  const place = (round: number) => ({ placeId: `bench-place-${round % 60}` as PlaceId })
  return {
    'sök rare word': async (round) => (await find(benchWord(11, round))).found.length,
    'sök common word': async (round) => (await find(benchWord(0, round))).found.length,
    'sök two common words': async (round) =>
      (await find(`${benchWord(0, round)} ${benchWord(1, round)}`)).found.length,
    'sök rare and common word': async (round) =>
      (await find(`${benchWord(11, round)} ${benchWord(0, round)}`)).found.length,
    'sök word and place': async (round) =>
      (await find(`${benchWord(4, round)} platsen${round % 60}`)).found.length,
    'händelser first page': () => list({}),
    'händelser deep page': (round) => list({}, threeYearsAgo(round)),
    'händelser one place': (round) => list(place(round)),
    'händelser place, deep page': (round) => list(place(round), threeYearsAgo(round)),
    'händelser part of the municipality': (round) => list({ town: `Området${round % 6}` }),
    'händelser rare word': (round) => list({ text: benchWord(11, round) }),
    'händelser common word': (round) => list({ text: benchWord(0, round) }),
    'händelser place and word': (round) => list({ ...place(round), text: benchWord(4, round) }),
  }
}

interface Measured {
  /** What a busy machine disturbs least. */
  readonly p10: number
  readonly p50: number
  readonly found: number
}

/** One database of a size, with what is asked of it by each person. */
interface Stage {
  readonly size: number
  readonly database: OpenDatabase
  readonly questions: ReadonlyMap<string, Question>
}

/** Asks the same of every size in turn, so that whatever else the machine does falls on all of them alike. */
async function measure(stages: readonly Stage[], name: string): Promise<readonly Measured[]> {
  const times = stages.map((): number[] => [])
  const found = stages.map(() => 0)
  for (let round = -20; round < rounds; round++) {
    for (const [at, stage] of stages.entries()) {
      const begun = performance.now()
      const hits = (await stage.questions.get(name)?.(round + 20)) ?? 0
      if (round < 0) continue
      times[at]?.push(performance.now() - begun)
      found[at] = (found[at] ?? 0) + hits
    }
  }
  return times.map((ofStage, at) => {
    const sorted = ofStage.toSorted((one, other) => one - other)
    const share = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0
    return { p10: share(0.1), p50: share(0.5), found: (found[at] ?? 0) / rounds }
  })
}

async function setStage(size: number, database: OpenDatabase, bytes: () => Promise<number>): Promise<Stage> {
  const world: World = { db: database.db, clock: systemClock }
  const file: unknown = JSON.parse(
    readFileSync(new URL('../data/mora-council.json', import.meta.url), 'utf8'),
  )
  const { councilId } = await importCouncil(world, parseCouncilFile(file))
  const begun = performance.now()
  await quickly(database, async () => {
    await layGround(database, { councilId, reporter })
    await addReports(database, { councilId, reporter }, size)
  })
  const seconds = Math.round((performance.now() - begun) / 1_000)
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from lookup_words`.execute(database.db)
  const megabytes = Math.round((await bytes()) / 1e6)
  console.log(
    `${database.engine}: ${size} reports, ${rows[0]?.rows} places of words, ${seconds} s, ${megabytes} MB`,
  )
  const questions = new Map<string, Question>()
  for (const [role, person] of Object.entries({ coordinator, reporter })) {
    const asked = questionsOf(world, await askOf(world, person))
    for (const [name, question] of Object.entries(asked)) questions.set(`${name}, ${role}`, question)
  }
  return { size, database, questions }
}

async function bench(stages: readonly Stage[]): Promise<number> {
  const engine = stages[0]?.database.engine
  console.log(
    `\n${engine}: p50 in ms (p10) at ${steps.join(', ')} reports; hits on a page; growth from first to last`,
  )
  let worst = 0
  for (const name of stages[0]?.questions.keys() ?? []) {
    const measured = await measure(stages, name)
    const growth = (measured.at(-1)?.p50 ?? 0) / (measured[0]?.p50 ?? 1)
    worst = Math.max(worst, growth)
    const times = measured.map(({ p10, p50 }) => `${p50.toFixed(2)} (${p10.toFixed(2)})`.padStart(15))
    const calm = (measured.at(-1)?.p10 ?? 0) / (measured[0]?.p10 ?? 1)
    const hits = measured.map(({ found }) => found.toFixed(1)).join(' ')
    console.log(
      `${name.padEnd(40)}${times.join('')}   ${hits.padEnd(12)} × ${growth.toFixed(2)} (${calm.toFixed(2)})`,
    )
  }
  console.log(`${engine}: worst growth × ${worst.toFixed(2)} (aim: at most 2)\n`)
  for (const { database } of stages) await database.close()
  return worst
}

async function askOf(world: World, person: Person): Promise<Ask> {
  const where = { conversationId: 'bench', kind: 'personal' } as const
  const standing = await findStanding(world)(person, where, undefined)
  if (standing.kind !== 'member') throw new Error('the council has no such member')
  const who: Member = standing.member
  return { who, where, locale: 'sv', onceId: 'bench-once-id' as OnceId }
}

/** Filling need not survive a power cut; measuring is done with the settings of a server. */
async function quickly({ engine, db }: OpenDatabase, work: () => Promise<void>): Promise<void> {
  const set = async (pragma: string) => engine === 'sqlite' && sql.raw(`pragma ${pragma}`).execute(db)
  await set('synchronous = off')
  await set('cache_size = -400000')
  await work()
  await set('wal_checkpoint(truncate)')
  await set('cache_size = -65536')
  await set('synchronous = full')
}

async function onSqlite(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-bench-'))
  try {
    const stages: Stage[] = []
    for (const size of steps) {
      const file = join(folder, `${size}.db`)
      stages.push(await setStage(size, await openDatabase(`sqlite:${file}`), async () => statSync(file).size))
    }
    return await bench(stages)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onPostgres(): Promise<number> {
  const server = await startPostgresServer()
  try {
    const first = await openDatabase(server.url)
    const stages: Stage[] = []
    for (const size of steps) {
      await sql.raw(`create database bench_${size} template template0`).execute(first.db)
      const database = await openDatabase(server.url.replace(/postgres$/, `bench_${size}`))
      const bytes = sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
      const measured = async () => Number((await bytes.execute(database.db)).rows[0]?.bytes)
      stages.push(await setStage(size, database, measured))
    }
    await first.close()
    return await bench(stages)
  } finally {
    await server.stop()
  }
}

// One after the other: each has left the disk before the next one comes.
const asked = (engine: string) =>
  !process.argv.some((one) => /^[a-z]+$/.test(one)) || process.argv.includes(engine)
if (asked('sqlite')) await onSqlite()
if (asked('postgres')) await onPostgres()
