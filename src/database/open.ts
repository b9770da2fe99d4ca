import type { KyselyConfig } from 'kysely'
import { Kysely, sql } from 'kysely'
import { migrate } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Database, Tables } from './tables.ts'

/** An open database: the queries' end, and what the process needs of it. */
export interface OpenDatabase {
  readonly engine: 'sqlite' | 'postgres'
  readonly db: Database
  /** Resolves when the database answers; rejects when it does not. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the database that DATABASE_URL names (`sqlite:./var/tryggve.db` or `postgres://…`) and brings its tables up to
 * date. Throws a DatabaseInUse when another process has the SQLite file, and the driver's own error when PostgreSQL
 * does not answer.
 */
export async function openDatabase(url: string, log?: KyselyConfig['log']): Promise<OpenDatabase> {
  const sqlite = url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : undefined
  const db = new Kysely<Tables>({ dialect: sqlite?.dialect ?? postgresDialect(url), ...(log ? { log } : {}) })
  const close = async () => {
    await db.destroy()
    sqlite?.unlock()
  }
  try {
    await migrate(db)
  } catch (problem) {
    await close()
    throw problem
  }
  return {
    engine: sqlite ? 'sqlite' : 'postgres',
    db,
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close,
  }
}
