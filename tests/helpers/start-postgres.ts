import { statfsSync } from 'node:fs'
import { openDatabase } from '../../src/database/index.ts'
import { type PostgresServer, startPostgresServer } from './postgres-server.ts'

declare global {
  var testPostgres: PostgresServer | undefined
}

/** What Linux keeps in memory; in a container it may be very small. */
const memory = '/dev/shm'
const neededBytes = 2 * 1024 ** 3

/**
 * Before all tests: one real PostgreSQL, and in it the migrated database that fresh ones are copied from. Its files, and
 * those of the tests, are in memory where there is room: a thousand databases are made and thrown away.
 */
export default async function startPostgres(): Promise<void> {
  if (!process.env.TMPDIR && hasRoom()) process.env.TMPDIR = memory
  const server = await startPostgresServer()
  globalThis.testPostgres = server
  process.env.TEST_POSTGRES_URL = server.url
  const maintenance = await openDatabase(server.url.replace(/postgres$/, 'template1'))
  await maintenance.close()
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= neededBytes
  } catch {
    return false
  }
}
