import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { copyWhole, examineCopy, sayFault, sqliteFile } from './copy.ts'
import { databaseOn } from './examine.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'
import { lock } from './sqlite.ts'
import type { Database, DatabaseTransaction } from './tables.ts'

/** Why nothing was moved, and what to do. The source is as it was; the target has got empty tables at most. */
export class MoveFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MoveFault'
  }
}

type Value = bigint | number | string | Buffer | null
type Row = Readonly<Record<string, Value>>

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** The tables that its rows point at. */
  readonly pointsAt: readonly string[]
  /** Its columns that point at rows of its own. */
  readonly own: readonly string[]
}

/** What a table says, whatever the order of its rows. */
interface Gist {
  readonly rows: number
  readonly sum: bigint
}

/** PostgreSQL takes no more values than this in one statement. */
const mostValues = 30_000
const mostRows = 1_000

/**
 * Copies everything from a SQLite database to an empty PostgreSQL one, in one transaction, and compares the two, table by
 * table, before it is committed. Gives how many rows each table has. The SQLite file stays as it is, also one of an older
 * version: a copy of it is brought up to date and moved. Throws DatabaseInUse while a server runs on it, MoveFault,
 * BackupFault when it is damaged or none of ours, or what a driver throws.
 */
export async function moveToPostgres(from: string, to: string): Promise<ReadonlyMap<string, number>> {
  if (!from.startsWith('sqlite:') || !/^postgres(ql)?:/.test(to))
    throw new MoveFault(
      'Give where it is and where it goes: sqlite:./var/tryggve.db postgres://user:password@host/database',
    )
  const path = sqliteFile(from)
  if (!existsSync(path)) throw new MoveFault(`There is no file ${path}: look at its name.`)
  // Held until the end: no server can start on it meanwhile.
  const unlock = lock(path)
  const folder = mkdtempSync(`${path}.moving-`)
  try {
    const target = await openDatabase(to)
    try {
      const copy = await copyUpToDate(path, join(folder, 'tryggve.db'))
      try {
        return await target.db.transaction().execute((tx) => copyTables(copy, tx))
      } finally {
        copy.close()
      }
    } finally {
      await target.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    unlock()
  }
}

/** A copy with the tables of this version, as the target has them. */
async function copyUpToDate(path: string, file: string): Promise<Sqlite.Database> {
  try {
    await copyWhole(path, file)
    await examineCopy(file)
  } catch (problem) {
    throw sayFault(problem, path)
  }
  const db = databaseOn(new Sqlite(file))
  try {
    await migrate(db)
  } finally {
    await db.destroy()
  }
  const rows = new Sqlite(file, { readonly: true, fileMustExist: true })
  rows.defaultSafeIntegers()
  return rows
}

async function copyTables(
  source: Sqlite.Database,
  tx: DatabaseTransaction,
): Promise<ReadonlyMap<string, number>> {
  const tables = inOrder(tablesOf(source))
  for (const { name } of tables) await refuseUnlessEmpty(tx, name)
  const moved = new Map<string, number>()
  for (const table of tables) {
    const sent = await copyTable(source, tx, table)
    const came = await gistOf(tx, table)
    if (sent.rows !== came.rows || sent.sum !== came.sum)
      throw new MoveFault(`${table.name} did not come through as it was: nothing was moved. Tell us.`)
    moved.set(table.name, sent.rows)
  }
  return moved
}

function tablesOf(source: Sqlite.Database): readonly Table[] {
  const names = source
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .pluck()
    .all() as string[]
  return names.map((name) => {
    const columns = source.pragma(`table_info(${name})`) as { name: string; pk: bigint }[]
    const keys = source.pragma(`foreign_key_list(${name})`) as { table: string; from: string }[]
    return {
      name,
      columns: columns.map((column) => column.name),
      key: columns.filter(({ pk }) => pk > 0).map((column) => column.name),
      pointsAt: keys.map(({ table }) => table).filter((table) => table !== name),
      own: keys.filter(({ table }) => table === name).map(({ from }) => from),
    }
  })
}

/** What is pointed at comes first. */
function inOrder(tables: readonly Table[]): readonly Table[] {
  const placed: Table[] = []
  const isPlaced = (name: string) => placed.some((table) => table.name === name)
  while (placed.length < tables.length) {
    const next = tables.filter(({ name, pointsAt }) => !isPlaced(name) && pointsAt.every(isPlaced))
    if (next.length === 0) throw new Error('tables point at each other in a circle')
    placed.push(...next)
  }
  return placed
}

async function refuseUnlessEmpty(tx: DatabaseTransaction, name: string): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)
  if (rows.length > 0)
    throw new MoveFault(
      `The database that it was to go to has something in ${name} already: give an empty one.`,
    )
}

/** Copies a table a batch at a time. Rows that point at others of the same table are tied together once all are there. */
async function copyTable(source: Sqlite.Database, tx: DatabaseTransaction, table: Table): Promise<Gist> {
  const { name, columns, own } = table
  const size = Math.min(mostRows, Math.floor(mostValues / columns.length))
  let batch: Row[] = []
  let gist: Gist = { rows: 0, sum: 0n }
  const ties: Row[] = []
  const send = async () => {
    if (batch.length === 0) return
    const values = batch.map(
      (row) => sql`(${sql.join(columns.map((each) => (own.includes(each) ? null : row[each])))})`,
    )
    await sql`insert into ${sql.table(name)} (${sql.join(columns.map((each) => sql.ref(each)))}) values ${sql.join(values)}`.execute(
      tx,
    )
    batch = []
  }
  for (const row of source.prepare(`select * from ${name}`).iterate() as Iterable<Row>) {
    gist = withRow(gist, row, columns)
    batch.push(row)
    if (own.some((each) => row[each] !== null)) ties.push(row)
    if (batch.length === size) await send()
  }
  await send()
  for (const row of ties) await tie(tx, table, row)
  return gist
}

async function tie(tx: DatabaseTransaction, { name, own, key }: Table, row: Row): Promise<void> {
  const sets = own.map((each) => sql`${sql.ref(each)} = ${row[each]}`)
  const same = key.map((each) => sql`${sql.ref(each)} = ${row[each]}`)
  await sql`update ${sql.table(name)} set ${sql.join(sets)} where ${sql.join(same, sql` and `)}`.execute(tx)
}

/** Reads a table back, a batch at a time. */
async function gistOf(tx: Database | DatabaseTransaction, { name, columns }: Table): Promise<Gist> {
  let gist: Gist = { rows: 0, sum: 0n }
  await sql`declare moved no scroll cursor for select * from ${sql.table(name)}`.execute(tx)
  for (;;) {
    const { rows } = await sql<Row>`fetch 5000 from moved`.execute(tx)
    if (rows.length === 0) break
    for (const row of rows) gist = withRow(gist, row, columns)
  }
  await sql`close moved`.execute(tx)
  return gist
}

/** A row more: the sum of what rows hash to is the same in any order, and another one when any value is. */
function withRow({ rows, sum }: Gist, row: Row, columns: readonly string[]): Gist {
  const said = columns.map((each) => plain(row[each] ?? null))
  const hash = createHash('sha256').update(JSON.stringify(said)).digest().readBigUInt64LE()
  return { rows: rows + 1, sum: BigInt.asUintN(64, sum + hash) }
}

/** A value as both drivers would give it: whole numbers as text, bytes in hexadecimal. */
function plain(value: Value): string | null {
  if (value === null) return null
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return typeof value === 'string' ? `"${value}` : String(value)
}
