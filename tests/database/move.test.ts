import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { DatabaseInUse, MoveFault, moveToPostgres, openDatabase } from '../../src/database/index.ts'
import { whereNobodyListens } from '../helpers/nobody-listens.ts'
import { newPostgresDatabase } from '../helpers/postgres-databases.ts'

const folder = mkdtempSync(join(tmpdir(), 'tryggve-flytt-'))
const file = join(folder, 'tryggve-åäö.db')
const from = `sqlite:${file}`

/** How many rows each table is given: more than one batch, for the tables that go in the smallest ones. */
const perTable = 40

interface Column {
  readonly name: string
  readonly type: string
  readonly pk: number
}

/** A value that a column takes, another for each row: letters, large numbers, bytes and nothing are among them. */
function valueFor(
  { name, type, pk }: Column,
  row: number,
  nullable: boolean,
): string | bigint | number | Buffer | null {
  if (nullable && row % 3 === 0) return null
  if (/blob/i.test(type)) return createHash('md5').update(`${name}${row}`).digest()
  if (/bigint/i.test(type)) return 2n ** 52n + BigInt(row)
  if (/int/i.test(type)) return pk > 0 ? row : row % 2
  return `${name} ${row} åäöÅÄÖ é 🚓 \\ ' " \t\n`
}

/** Rows in every table there is, in SQLite: what a new table needs is read off the table itself. */
function fillEveryTable(): readonly string[] {
  const db = new Sqlite(file)
  db.pragma('foreign_keys = OFF')
  const tables = db
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .pluck()
    .all() as string[]
  for (const table of tables) {
    const columns = db.pragma(`table_info(${table})`) as (Column & { notnull: number })[]
    const keys = db.pragma(`foreign_key_list(${table})`) as { from: string; table: string; to: string }[]
    const insert = db.prepare(
      `insert into ${table} (${columns.map((c) => `"${c.name}"`)}) values (${columns.map(() => '?')})`,
    )
    for (let row = 1; row <= perTable; row++) {
      const values = columns.map((column) => {
        const key = keys.find((each) => each.from === column.name)
        const nullable = column.notnull === 0 && column.pk === 0
        if (!key) return valueFor(column, row, nullable)
        // A row may point at a later one of its own table.
        const at = key.table === table ? perTable + 1 - row : row
        if (nullable && row % 3 === 0) return null
        return valueFor({ name: key.to ?? 'id', type: 'text', pk: 1 }, at, false)
      })
      insert.run(...values)
    }
  }
  const dangling = db.pragma('foreign_key_check')
  db.close()
  expect(dangling).toEqual([])
  return tables
}

/** What the newest migration made: without these tables and its name a database is of the version before. */
const ofMeetings = [
  ...['calendar_links', 'meeting_settings', 'meeting_series', 'meetings', 'meeting_called'],
  ...['agenda_items', 'minutes', 'minute_sections', 'attendances', 'decisions'],
]

const drops: (() => Promise<void>)[] = []

async function emptyPostgres(): Promise<string> {
  const { url, drop } = await newPostgresDatabase()
  drops.push(drop)
  return url
}

describe('Moving from SQLite to PostgreSQL', () => {
  let tables: readonly string[]
  let to: string
  beforeAll(async () => {
    await (await openDatabase(from)).close()
    tables = fillEveryTable()
    to = await emptyPostgres()
  })
  afterAll(async () => {
    for (const drop of drops) await drop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is refused while a server runs on the file, and nothing has moved then', async () => {
    const server = await openDatabase(from)
    await expect(moveToPostgres(from, to)).rejects.toBeInstanceOf(DatabaseInUse)
    await server.close()
  })

  test.each([
    ['postgres://a', 'sqlite:b'],
    ['', ''],
    ['sqlite:a', 'sqlite:b'],
  ])('is refused from "%s" to "%s", with an example', async (wrongFrom, wrongTo) => {
    const moving = moveToPostgres(wrongFrom, wrongTo)
    await expect(moving).rejects.toBeInstanceOf(MoveFault)
    await expect(moving).rejects.toThrow('sqlite:./var/tryggve.db postgres://')
  })

  test('is refused from a file that is not there, and makes none', async () => {
    const missing = join(folder, 'felstavad.db')
    await expect(moveToPostgres(`sqlite:${missing}`, to)).rejects.toThrow(/There is no file .*felstavad/)
    expect(readdirSync(folder).filter((name) => name.startsWith('felstavad'))).toEqual([])
  })

  test('is refused from a file that is none of ours', async () => {
    const other = join(folder, 'bild.db')
    writeFileSync(other, 'Detta är ingen databas. '.repeat(400))
    await expect(moveToPostgres(`sqlite:${other}`, to)).rejects.toThrow(/no database that can be read/)
  })

  test('leaves a source of an older version as it was, and moves what is in it', async () => {
    const old = join(folder, 'gammal.db')
    await (await openDatabase(`sqlite:${old}`)).close()
    const db = new Sqlite(old)
    db.pragma('foreign_keys = OFF')
    for (const table of ofMeetings) db.exec(`drop table ${table}`)
    db.exec("delete from kysely_migration where name >= '0012-meetings'")
    db.exec('alter table outbox drop column quiet_until')
    db.exec("insert into rate_limits values ('gammal', 1, null)")
    db.close()
    const before = readFileSync(old)
    const moved = await moveToPostgres(`sqlite:${old}`, await emptyPostgres())
    expect([moved.get('rate_limits'), moved.get('meetings')]).toEqual([1, 0])
    expect(readFileSync(old).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('moving'))).toEqual([])
  })

  test('says plainly what is wrong with the target, without its password', async () => {
    const target = new URL(to)
    target.host = await whereNobodyListens()
    target.password = 'lösen-som-inte-visas'
    const child = spawnSync(process.execPath, ['--no-warnings', 'scripts/move.ts', from], {
      env: { PATH: process.env.PATH, MOVE_TO: target.toString() },
      encoding: 'utf8',
    })
    expect(child.status).toBe(1)
    expect(child.stderr).toBe(
      'Nothing was moved. PostgreSQL: nobody listens there. (ECONNREFUSED) To do: start PostgreSQL, or mend the host and port in MOVE_TO.\n',
    )
  })

  test('takes every row of every table with it, each value as it was', async () => {
    const moved = await moveToPostgres(from, to)
    expect([...moved.keys()].toSorted()).toEqual([...tables].toSorted())
    expect(new Set(moved.values())).toEqual(new Set([perTable]))

    // Compared here by other means than the move's own.
    const source = new Sqlite(file, { readonly: true })
    const target = await openDatabase(to)
    for (const table of tables) {
      const was = source.prepare(`select * from ${table}`).all() as object[]
      const { rows: is } = await sql<object>`select * from ${sql.table(table)}`.execute(target.db)
      const lines = (rows: readonly object[]) =>
        rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted()
      expect([table, lines(is)]).toEqual([table, lines(was)])
    }
    source.close()
    await target.close()
  })

  test('is refused to a database that has something already, which stays as it was', async () => {
    await expect(moveToPostgres(from, to)).rejects.toThrow(/has something in \w+ already: give an empty one/)
  })

  test('leaves nothing at all when a row cannot come through', async () => {
    const other = await emptyPostgres()
    const opened = await openDatabase(other)
    await sql`alter table outbox add constraint never check (false)`.execute(opened.db)
    await expect(moveToPostgres(from, other)).rejects.toThrow(/never/)
    const { rows } = await sql`select 1 from councils`.execute(opened.db)
    expect(rows).toEqual([])
    await opened.close()
  })

  test('sees a value that was changed on its way', async () => {
    const other = await emptyPostgres()
    const opened = await openDatabase(other)
    await sql`create function spoil() returns trigger language plpgsql as
      'begin new.name = upper(new.name); return new; end'`.execute(opened.db)
    await sql`create trigger spoil before insert on councils for each row execute function spoil()`.execute(
      opened.db,
    )
    await expect(moveToPostgres(from, other)).rejects.toThrow(/councils did not come through/)
    await opened.close()
  })
})
