import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Instant } from '../shared/clock.ts'
import {
  BackupFault,
  type Copied,
  copyWhole,
  examineCopy,
  flush,
  logEnds,
  removeWithLogs,
  sayFault,
  sqliteFile,
} from './copy.ts'
import { databaseOn } from './examine.ts'
import { migrate } from './migrate.ts'
import { type Counter, raiseCounters } from './running-number.ts'
import { lock } from './sqlite.ts'
import type { Database } from './tables.ts'

/** What a restore does beyond putting a file in its place. */
export interface Restoring {
  /**
   * Makes the copy ready to go on from, before it takes its place: its tables are up to date, and what numbers were given
   * since is known as far as the database that it replaces can tell.
   */
  readonly goOn?: (copy: Database) => Promise<void>
  /** Is told when a step is done: a test lets the process die there. */
  readonly onStep?: () => void
}

/** What a restore came to. */
export type Restored = Copied & {
  /** What was there before is called this now; undefined when nothing was. */
  readonly kept: string | undefined
}

/**
 * Puts a backup in the place of the SQLite database of DATABASE_URL, which is kept beside it with its log. A process that
 * dies on the way leaves the one or the other, and it is whole. Throws DatabaseInUse while a server runs on the database,
 * and BackupFault.
 */
export async function restore(
  url: string,
  file: string,
  now: Instant,
  { goOn, onStep = () => undefined }: Restoring = {},
): Promise<Restored> {
  const path = sqliteFile(url)
  const backup = resolve(file)
  if (!existsSync(backup)) throw new BackupFault(`There is no file ${file}: look at its name.`)
  if (backup === path) throw new BackupFault(`${file} is the database itself: give the name of a backup.`)
  if (!existsSync(dirname(path))) throw new BackupFault(`There is no folder ${dirname(path)}: make it first.`)
  const unlock = lock(path)
  const part = `${path}.restoring`
  try {
    removeWithLogs(part)
    await copyWhole(backup, part)
    onStep()
    await examineCopy(part)
    const kept = keep(path, now, onStep)
    if (goOn) await makeReady(part, countersOf(kept), goOn)
    onStep()
    ownAs(part, kept ?? dirname(path))
    // A log that stays is read into whatever comes to lie beside it.
    for (const end of logEnds) rmSync(path + end, { force: true })
    flush(dirname(path))
    onStep()
    renameSync(part, path)
    flush(dirname(path))
    onStep()
    // Once more, as the server will find it.
    return { ...(await examineCopy(path)), kept }
  } catch (problem) {
    removeWithLogs(part)
    throw sayFault(problem, file)
  } finally {
    unlock()
  }
}

async function makeReady(
  file: string,
  given: readonly Counter[],
  goOn: (copy: Database) => Promise<void>,
): Promise<void> {
  const copy = new Sqlite(file)
  copy.pragma('foreign_keys = ON')
  const db = databaseOn(copy)
  try {
    await migrate(db)
    await raiseCounters(db, given)
    await goOn(db)
  } finally {
    await db.destroy()
  }
  flush(file)
}

/** The numbers that were given, as what was kept tells; none when it could not be read, and its log lies beside it. */
function countersOf(kept: string | undefined): readonly Counter[] {
  if (!kept || logEnds.some((end) => existsSync(kept + end))) return []
  const old = new Sqlite(kept, { readonly: true })
  try {
    return old.prepare('select council_id, kind, year, last from counters').all() as Counter[]
  } catch {
    // Damaged, or none of ours.
    return []
  } finally {
    old.close()
  }
}

/**
 * Keeps what is to be replaced under a second name, with its log written into it, and gives that name. The first name
 * loses nothing by it.
 */
function keep(path: string, now: Instant, onStep: () => void): string | undefined {
  const ends = ['', ...logEnds].filter((end) => existsSync(path + end))
  if (ends.length === 0) return undefined
  const kept = `${path}.before-${now.replaceAll(/[:.]/g, '-')}`
  try {
    // A log alone is no database, and to open it would be to throw it away.
    if (!existsSync(path)) throw new Error('only a log')
    const old = new Sqlite(path)
    old.pragma('wal_checkpoint(TRUNCATE)')
    old.pragma('journal_mode = DELETE')
    old.close()
    onStep()
    linkSync(path, kept)
  } catch {
    // It may be the damage that the backup is for: then it is kept as it lies there, and its log beside it.
    for (const end of ends) {
      if (existsSync(path + end)) copyFileSync(path + end, kept + end)
      onStep()
    }
  }
  return existsSync(kept) ? kept : undefined
}

/** Gives a new file the owner of an old one: the restoring may be done by root, the serving never is. */
function ownAs(file: string, old: string): void {
  const { uid, gid } = statSync(old)
  if (process.getuid?.() === 0) chownSync(file, uid, gid)
  chmodSync(file, 0o600)
}
