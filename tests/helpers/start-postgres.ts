import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/database/index.ts'
import { cleaning, cleaningFunction } from './postgres-cleaning.ts'
import { ask, type PostgresServer, startPostgresServer } from './postgres-server.ts'

declare global {
  var testPostgres: PostgresServer | undefined
  var testFolder: string | undefined
}

/** What Linux keeps in memory; in a container it may be very small. */
const memory = '/dev/shm'
const neededBytes = 2 * 1024 ** 3

/**
 * Before all tests: one real PostgreSQL, and in it the migrated database that fresh ones are copied from; and the same of
 * SQLite. Their files, and those of the tests, are in memory where there is room: a thousand databases are made.
 */
export default async function startPostgres(): Promise<void> {
  if (!process.env.TMPDIR && hasRoom()) process.env.TMPDIR = memory
  const server = await startPostgresServer()
  globalThis.testPostgres = server
  process.env.TEST_POSTGRES_URL = server.url
  const template = server.url.replace(/postgres$/, 'template1')
  await migrated(template)
  await ask(server.url, 'create table emptied_databases (name text)')
  await ask(template, cleaningFunction)
  const [row] = await ask(template, cleaning)
  process.env.TEST_POSTGRES_SCHEMA = String(row?.schema)
  globalThis.testFolder = mkdtempSync(join(tmpdir(), 'tryggve-template-'))
  process.env.TEST_SQLITE_TEMPLATE = join(globalThis.testFolder, 'template.db')
  await migrated(`sqlite:${process.env.TEST_SQLITE_TEMPLATE}`)
}

async function migrated(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.close()
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= neededBytes
  } catch {
    return false
  }
}
