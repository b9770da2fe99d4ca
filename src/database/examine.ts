import { existsSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { type MigrationsLeft, migrationsLeft } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import { isBusy } from './sqlite.ts'
import type { Database, Tables } from './tables.ts'

/** What can be seen of a database without changing it. */
export type Examined = MigrationsLeft & {
  readonly version: string
  readonly writable: boolean
} & (
    | {
        readonly engine: 'sqlite'
        /** Whether there is a file yet. */
        readonly exists: boolean
        /** Whether a running Tryggve has it. */
        readonly inUse: boolean
      }
    | {
        readonly engine: 'postgres'
        /** `UTF8`, unless somebody has chosen otherwise. */
        readonly encoding: string
        /** Whether what goes to it and back is encrypted. */
        readonly encrypted: boolean
      }
  )

/**
 * Looks at the database that DATABASE_URL names, and leaves it as it is: no tables are made, and a bot that runs on it is
 * not disturbed. Throws the error of the driver or of the operating system when it cannot be reached or read.
 */
export async function examineDatabase(url: string): Promise<Examined> {
  return url.startsWith('sqlite:')
    ? examineSqlite(resolve(url.slice('sqlite:'.length)))
    : examinePostgres(url)
}

async function examineSqlite(path: string): Promise<Examined> {
  const exists = existsSync(path)
  const mayMakeFiles = canMakeFilesIn(nearestFolder(dirname(path)))
  const seen = exists ? new Sqlite(path, { fileMustExist: true, timeout: 250 }) : new Sqlite(':memory:')
  const db = databaseOn(seen)
  try {
    return {
      engine: 'sqlite',
      exists,
      inUse: isLocked(`${path}.lock`),
      version: String(seen.prepare('select sqlite_version()').pluck().get()),
      // The log of what is written lies beside the file, so the folder must be open too.
      writable: mayMakeFiles && isWritable(seen),
      ...(await migrationsLeft(db)),
    }
  } finally {
    await db.destroy()
  }
}

/** The queries’ end of a SQLite connection that is open already. */
export function databaseOn(database: Sqlite.Database): Database {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
}

/** The folder that is there already, in which the missing ones would be made. */
function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder))
}

/** Found out by doing it: what permissions say is not all there is to it (a disk mounted read-only, root). */
function canMakeFilesIn(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(folder, '.tryggve-')))
    return true
  } catch {
    return false
  }
}

function isWritable(database: Sqlite.Database): boolean {
  try {
    database.exec('BEGIN IMMEDIATE')
    database.exec('ROLLBACK')
    return true
  } catch (problem) {
    // Who is kept waiting by another writer may write.
    if (isBusy(problem)) return true
    if (String((problem as { code?: unknown }).code).startsWith('SQLITE_READONLY')) return false
    throw problem
  }
}

/** Whether a process holds the lock beside the database; asked by reading, so that one that starts now is not refused. */
function isLocked(lock: string): boolean {
  if (!existsSync(lock)) return false
  const guard = new Sqlite(lock, { readonly: true, fileMustExist: true, timeout: 0 })
  try {
    guard.prepare('select count(*) from sqlite_schema').get()
    return false
  } catch (problem) {
    if (isBusy(problem)) return true
    throw problem
  } finally {
    guard.close()
  }
}

async function examinePostgres(url: string): Promise<Examined> {
  const db = new Kysely<Tables>({ dialect: postgresDialect(url) })
  try {
    const {
      rows: [told],
    } = await sql<{ version: string; encoding: string; encrypted: boolean; writable: boolean }>`
      select current_setting('server_version') as version,
        current_setting('server_encoding') as encoding,
        coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
        current_setting('transaction_read_only') = 'off'
          and coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as writable
    `.execute(db)
    if (!told) throw new Error('the server did not tell of itself')
    return { engine: 'postgres', ...told, ...(await migrationsLeft(db)) }
  } finally {
    await db.destroy()
  }
}
