import { openDatabase } from '../../src/database/index.ts'
import { type PostgresServer, startPostgresServer } from './postgres-server.ts'

declare global {
  var testPostgres: PostgresServer | undefined
}

/** Before all tests: one real PostgreSQL, and in it the migrated database that fresh ones are copied from. */
export default async function startPostgres(): Promise<void> {
  const server = await startPostgresServer()
  globalThis.testPostgres = server
  process.env.TEST_POSTGRES_URL = server.url
  const maintenance = await openDatabase(server.url.replace(/postgres$/, 'template1'))
  await maintenance.close()
}
