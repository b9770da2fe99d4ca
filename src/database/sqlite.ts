import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Dialect, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely'

/** Another process has the SQLite file: SQLite is for one process. The message says what to do. */
export class DatabaseInUse extends Error {
  constructor(file: string) {
    super(
      `The database ${file} is in use by another Tryggve. SQLite serves one process: stop the other one first, ` +
        'or move to PostgreSQL (DATABASE_URL=postgres://…) to run several.',
    )
    this.name = 'DatabaseInUse'
  }
}

/**
 * How long a statement waits while another program holds the file, in milliseconds. Everything waits with it, the answer
 * of /health too; so it fails soon, is answered kindly, and what was to be sent is tried again.
 */
const busyMs = 250

/**
 * The SQLite engine on a file. Every commit is on the disk before it is answered (synchronous=FULL, in the
 * write-ahead log). `unlock` lets the next process in; a process that dies lets go by dying.
 */
export function openSqlite(file: string): { dialect: Dialect; unlock: () => void } {
  const path = resolve(file)
  mkdirSync(dirname(path), { recursive: true })
  const unlock = lock(path)
  try {
    const connection = new Sqlite(path, { timeout: busyMs })
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    // 64 MB of pages (the default is 2): at a million reports the index of words is far larger than that.
    connection.pragma('cache_size = -65536')
    return { dialect: new SqliteInOnePiece({ database: rememberingStatements(connection) }), unlock }
  } catch (problem) {
    unlock()
    throw problem
  }
}

/** As many statements as we have, and then some that differ by how many values they list. */
const mostStatements = 500

/** The connection, preparing a statement of ours once: to do so each time costs more than most of them take to run. */
function rememberingStatements(connection: Sqlite.Database): SqliteDatabase {
  const known = new Map<string, Sqlite.Statement<unknown[]>>()
  return {
    close: () => connection.close(),
    prepare: (sql) => {
      const before = known.get(sql)
      if (before) return before
      const statement = connection.prepare<unknown[]>(sql)
      if (known.size >= mostStatements) known.clear()
      known.set(sql, statement)
      return statement
    },
  }
}

/** SQLite can make tables inside a transaction; Kysely must be told, or a kill during a migration leaves half of it. */
class SqliteInOnePiece extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true
      }
    })()
  }
}

/**
 * Holds an exclusive lock on a small file beside the database, through SQLite's own locking: the operating system
 * releases it when the process ends, even by kill -9, and readers of the database itself (a backup) are not in its way.
 */
export function lock(path: string): () => void {
  const guard = new Sqlite(`${path}.lock`, { timeout: 0 })
  try {
    guard.pragma('locking_mode = EXCLUSIVE')
    guard.exec('BEGIN EXCLUSIVE')
  } catch (problem) {
    guard.close()
    if (isBusy(problem)) throw new DatabaseInUse(path)
    throw problem
  }
  held.add(guard)
  return () => {
    held.delete(guard)
    guard.close()
  }
}

/** The locks of this process: a connection that nothing refers to is closed, and with it the lock would be gone. */
const held = new Set<Sqlite.Database>()

/** Whether a fault says that another program holds the file. */
// By its code: a native module keeps the error class of whoever loaded it first.
export function isBusy(problem: unknown): boolean {
  return String((problem as { code?: unknown }).code).startsWith('SQLITE_BUSY')
}
