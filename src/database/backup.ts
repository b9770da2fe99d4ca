import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Instant } from '../shared/clock.ts'
import { databaseOn } from './examine.ts'
import { migrationsLeft } from './migrate.ts'
import { lock } from './sqlite.ts'

/** Why a backup was not taken or given back, and what to do. Nothing was changed. */
export class BackupFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BackupFault'
  }
}

/** What a copy holds, as it was read from the copy itself. */
export interface Copied {
  readonly bytes: number
  readonly incidents: number
  readonly councils: number
}

/** So many pages are copied in one go: all of them, so that a server that writes meanwhile never makes it begin anew. */
const allPages = 0x7f_ff_ff_ff

/**
 * Copies the SQLite database of DATABASE_URL to a new file, also while a server runs on it, and opens the copy to see
 * that it is whole: what was acknowledged before this began is in it. The file appears under its name when all of that is
 * done, readable by its owner alone. Throws BackupFault.
 */
export async function backUp(url: string, file: string): Promise<Copied> {
  const source = sqliteFile(url)
  const target = resolve(file)
  if (existsSync(target)) throw new BackupFault(`${file} is there already: give a name that is not taken.`)
  if (!existsSync(dirname(target)))
    throw new BackupFault(`There is no folder ${dirname(target)}: make it first.`)
  if (!existsSync(source)) throw new BackupFault(`There is no database ${source}: look at DATABASE_URL.`)
  const part = `${target}.part`
  rmSync(part, { force: true })
  try {
    await copyWhole(source, part)
    const copied = await examineCopy(part)
    renameSync(part, target)
    flush(dirname(target))
    return copied
  } catch (problem) {
    rmSync(part, { force: true })
    throw sayFault(problem, file)
  }
}

/**
 * Puts a backup in the place of the SQLite database of DATABASE_URL, which is kept beside it; `kept` is its name then.
 * A process that dies on the way leaves the one or the other, and it is whole. Throws DatabaseInUse while a server runs
 * on the database, and BackupFault.
 */
export async function restore(
  url: string,
  file: string,
  now: Instant,
): Promise<Copied & { readonly kept: string | undefined }> {
  const path = sqliteFile(url)
  const backup = resolve(file)
  if (!existsSync(backup)) throw new BackupFault(`There is no file ${file}: look at its name.`)
  if (backup === path) throw new BackupFault(`${file} is the database itself: give the name of a backup.`)
  if (!existsSync(dirname(path))) throw new BackupFault(`There is no folder ${dirname(path)}: make it first.`)
  const unlock = lock(path)
  const part = `${path}.restoring`
  try {
    rmSync(part, { force: true })
    await copyWhole(backup, part)
    const copied = await examineCopy(part)
    const kept = existsSync(path) ? keep(path, now) : undefined
    ownAs(part, kept ?? dirname(path))
    renameSync(part, path)
    flush(dirname(path))
    return { ...copied, kept }
  } catch (problem) {
    rmSync(part, { force: true })
    throw sayFault(problem, file)
  } finally {
    unlock()
  }
}

function sqliteFile(url: string): string {
  if (!url.startsWith('sqlite:'))
    throw new BackupFault(
      'DATABASE_URL names PostgreSQL, which has tools of its own: pg_dump and pg_restore, or the backups of whoever runs it (docs/it.md).',
    )
  return resolve(url.slice('sqlite:'.length))
}

/** One file with all of a database in it, whatever still stands in the log beside it. */
async function copyWhole(source: string, target: string): Promise<void> {
  closeSync(openSync(target, 'wx', 0o600))
  const from = new Sqlite(source, { readonly: true, fileMustExist: true })
  try {
    await from.backup(target, { progress: () => allPages })
  } finally {
    from.close()
  }
  const copy = new Sqlite(target)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  flush(target)
}

/** Opens a copy and reads all of it. Throws BackupFault when it is not whole, or not a database of ours. */
async function examineCopy(file: string): Promise<Copied> {
  const copy = new Sqlite(file, { readonly: true, fileMustExist: true })
  const db = databaseOn(copy)
  try {
    const whole = copy.pragma('integrity_check', { simple: true })
    const dangling = copy.pragma('foreign_key_check') as unknown[]
    if (whole !== 'ok' || dangling.length > 0)
      throw new BackupFault('The copy is damaged. Take another one, or give another file.')
    const { unknown } = await migrationsLeft(db)
    if (unknown.length > 0)
      throw new BackupFault(
        `It was written by a newer Tryggve (${unknown.join(', ')}): update before you restore it.`,
      )
    const ours = copy.prepare("select count(*) from sqlite_schema where name = 'incidents'").pluck().get()
    if (ours !== 1) throw new BackupFault('It is a database, but none of Tryggve’s: give another file.')
    const count = (table: string) => Number(copy.prepare(`select count(*) from ${table}`).pluck().get())
    return { bytes: statSync(file).size, incidents: count('incidents'), councils: count('councils') }
  } finally {
    await db.destroy()
  }
}

/** Keeps a second name on the database that is to be replaced, with its log written into it. */
function keep(path: string, now: Instant): string {
  const kept = `${path}.before-${now.replaceAll(/[:.]/g, '-')}`
  try {
    const old = new Sqlite(path)
    old.pragma('wal_checkpoint(TRUNCATE)')
    old.pragma('journal_mode = DELETE')
    old.close()
    linkSync(path, kept)
  } catch {
    // It may be the damage that the backup is for: then it is kept with its log as it lies there.
    for (const end of ['-wal', '-shm']) if (existsSync(path + end)) renameSync(path + end, kept + end)
    copyFileSync(path, kept)
  }
  return kept
}

/** Gives a new file the owner of an old one: the restoring may be done by root, the serving never is. */
function ownAs(file: string, old: string): void {
  const { uid, gid } = statSync(old)
  if (process.getuid?.() === 0) chownSync(file, uid, gid)
  chmodSync(file, 0o600)
}

/** On the disk, not only on its way there. */
function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function sayFault(problem: unknown, file: string): unknown {
  const code = String((problem as NodeJS.ErrnoException).code)
  if (code === 'ENOSPC' || code === 'SQLITE_FULL')
    return new BackupFault('The disk is full: make room first.')
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return new BackupFault(`${file} is no database that can be read: give another file.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'SQLITE_CANTOPEN')
    return new BackupFault(
      `${file} may not be read or written by you: run this as the user that runs Tryggve.`,
    )
  return problem
}
