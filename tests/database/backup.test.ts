import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import {
  BackupFault,
  backUp,
  type Database,
  DatabaseInUse,
  openDatabase,
  restore,
} from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { buildHouse } from '../helpers/house.ts'

const now = instant('2026-11-24T02:00:00.000Z')
let folder: string
let database: string
let url: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tryggve-säkerhetskopia-'))
  database = join(folder, 'tryggve.db')
  url = `sqlite:${database}`
  file = join(folder, 'i natt åäö.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database with Mora's council in it, open as a server has it; closed when it is told to. */
async function served() {
  const opened = await openDatabase(url)
  await buildHouse(opened)
  return opened
}

async function made(): Promise<void> {
  await (await served()).close()
  await backUp(url, file)
}

const names = () => readdirSync(folder).toSorted()
const councilsIn = (path: string) => {
  const db = new Sqlite(path, { readonly: true })
  const count = db.prepare('select count(*) from councils').pluck().get()
  db.close()
  return count
}

test('A backup is taken while a server runs, is one file, and is its owner’s alone', async () => {
  const server = await served()
  const copied = await backUp(url, file)
  expect(copied).toEqual({ bytes: statSync(file).size, councils: 1, incidents: 0 })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(names().filter((name) => name.startsWith('i natt'))).toEqual(['i natt åäö.db'])
  await server.close()
})

test('What stands only in the log of the server is in the backup, too', async () => {
  const server = await served()
  const { db } = server
  await db.updateTable('councils').set({ name: 'Bara i loggen' }).execute()
  await backUp(url, file)
  const copy = new Sqlite(file, { readonly: true })
  expect(copy.prepare('select name from councils').pluck().get()).toBe('Bara i loggen')
  copy.close()
  await server.close()
})

test.each([
  ['a name that is taken', () => writeFileSync(file, 'min lista'), /is there already: give a name/],
  [
    'a folder that is not there',
    () => {
      file = join(folder, 'finns', 'inte.db')
    },
    /There is no folder .*: make it/,
  ],
  ['a database that is not there', () => rmSync(database), /There is no database .*: look at DATABASE_URL/],
])('A backup to, or of, %s is refused with what to do, and leaves nothing', async (_, spoil, says) => {
  await (await served()).close()
  spoil()
  const before = names()
  const taking = backUp(url, file)
  await expect(taking).rejects.toThrow(says)
  await expect(taking).rejects.toBeInstanceOf(BackupFault)
  expect(names()).toEqual(before)
})

test('PostgreSQL has tools of its own: both commands say which', async () => {
  await expect(backUp('postgres://a/b', file)).rejects.toThrow(/pg_dump/)
  await expect(restore('postgres://a/b', file, now)).rejects.toThrow(/pg_restore/)
})

test('A restore puts the backup in place and keeps what was there, with what stood in its log', async () => {
  await made()
  const later = await openDatabase(url)
  await later.db.updateTable('councils').set({ name: 'Efter kopian' }).execute()
  await later.close()
  const { kept } = await restore(url, file, now)
  expect(kept).toBe(`${database}.before-2026-11-24T02-00-00-000Z`)
  const name = (path: string) => {
    const db = new Sqlite(path, { readonly: true })
    const read = db.prepare('select name from councils').pluck().get()
    db.close()
    return read
  }
  expect(name(kept ?? '')).toBe('Efter kopian')
  expect(name(database)).not.toBe('Efter kopian')
  expect(names().filter((each) => /-wal$|-shm$|restoring/.test(each))).toEqual([])
  await (await openDatabase(url)).close()
})

test('A restore where nothing was makes the database', async () => {
  await made()
  rmSync(database)
  expect(await restore(url, file, now)).toMatchObject({ kept: undefined, councils: 1 })
  expect(councilsIn(database)).toBe(1)
})

test('A restore replaces a database that cannot be read at all', async () => {
  await made()
  writeFileSync(database, 'x'.repeat(8_192))
  const { kept } = await restore(url, file, now)
  expect(existsSync(kept ?? '')).toBe(true)
  expect(councilsIn(database)).toBe(1)
})

test('A restore is refused while a server runs, and the server notices nothing', async () => {
  await made()
  const server = await openDatabase(url)
  await expect(restore(url, file, now)).rejects.toBeInstanceOf(DatabaseInUse)
  await server.ping()
  await server.close()
})

test.each<[string, () => void, RegExp]>([
  ['that is not there', () => rmSync(file), /There is no file/],
  ['that is no database', () => writeFileSync(file, 'hej '.repeat(999)), /no database that can be read/],
  ['that is cut off', () => truncateSync(file, 20_480), /damaged|no database that can be read/],
  [
    'that is somebody else’s',
    () => {
      rmSync(file)
      new Sqlite(file).exec('create table songs (name text)').close()
    },
    /none of Tryggve’s/,
  ],
  [
    'of a newer version',
    () => {
      const db = new Sqlite(file)
      db.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
      db.close()
    },
    /newer Tryggve \(9999-later\): update/,
  ],
  [
    'that is the database itself',
    () => {
      file = database
    },
    /is the database itself/,
  ],
])('A restore of a file %s is refused with what to do, and the database stays', async (_, spoil, says) => {
  await made()
  spoil()
  const before = names()
  const restoring = restore(url, file, now)
  await expect(restoring).rejects.toThrow(says)
  await expect(restoring).rejects.toBeInstanceOf(BackupFault)
  expect(councilsIn(database)).toBe(1)
  expect(names()).toEqual(before)
})

/** Leaves the database as a killed server does: what was done last stands in its log alone. */
async function leftByKilledServer(): Promise<void> {
  const server = await openDatabase(url)
  await server.db.updateTable('councils').set({ name: 'Bara i loggen' }).execute()
  const ends = ['', '-wal', '-shm'] as const
  for (const end of ends) copyFileSync(database + end, join(folder, `undan${end}`))
  await server.close()
  for (const end of ends) copyFileSync(join(folder, `undan${end}`), database + end)
  for (const end of ends) rmSync(join(folder, `undan${end}`))
}

const councilIn = (path: string) => {
  const db = new Sqlite(path)
  const name = db.prepare('select name from councils').pluck().get()
  db.close()
  return name
}

test('A log without its database is never read into the backup that takes its place', async () => {
  await made()
  await leftByKilledServer()
  const log = readFileSync(`${database}-wal`)
  rmSync(database)
  await restore(url, file, now)
  expect(councilIn(database)).not.toBe('Bara i loggen')
  expect(readFileSync(`${database}.before-2026-11-24T02-00-00-000Z-wal`)).toEqual(log)
})

test('A damaged database is kept with its log, and neither is read into the backup', async () => {
  await made()
  await leftByKilledServer()
  const log = readFileSync(`${database}-wal`)
  writeFileSync(database, 'x'.repeat(8_192))
  const { kept } = await restore(url, file, now)
  expect(readFileSync(kept ?? '', 'utf8')).toBe('x'.repeat(8_192))
  expect(readFileSync(`${kept}-wal`)).toEqual(log)
  expect(councilIn(database)).not.toBe('Bara i loggen')
})

test('What a killed restore left is not read into the next one', async () => {
  await made()
  await leftByKilledServer()
  for (const end of ['-wal', '-shm']) copyFileSync(database + end, `${database}.restoring${end}`)
  await restore(url, file, now)
  expect(councilIn(database)).not.toBe('Bara i loggen')
  expect(names().filter((each) => each.includes('restoring'))).toEqual([])
})

test('A restore lets numbers go on after those that the database which it replaces had given', async () => {
  await made()
  const later = await openDatabase(url)
  const { id } = await later.db.selectFrom('councils').select('id').executeTakeFirstOrThrow()
  const last = (number: number) => ({ council_id: id, kind: 'incident', year: 2026, last: number })
  await later.db.insertInto('counters').values(last(737)).execute()
  await later.close()
  let numbers: unknown
  const goOn = async (copy: Database) => {
    numbers = await copy.selectFrom('counters').selectAll().execute()
  }
  await restore(url, file, now, { goOn })
  expect(numbers).toEqual([last(737)])
})

test('A backup leaves files of others alone, whatever they are called', async () => {
  await (await served()).close()
  writeFileSync(`${file}.part`, 'min')
  await backUp(url, file)
  expect(readFileSync(`${file}.part`, 'utf8')).toBe('min')
  expect(names().filter((name) => name.startsWith('i natt')).length).toBe(2)
})
