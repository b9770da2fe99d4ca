import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { databaseOn } from './examine.ts'
import { migrationsLeft } from './migrate.ts'

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

/** What SQLite lays beside a file: who leaves one beside another file than its own, has it read into that. */
export const logEnds = ['-wal', '-shm', '-journal'] as const

/** So many pages are copied in one go: all of them, so that a server that writes meanwhile never makes it begin anew. */
const allPages = 0x7f_ff_ff_ff

/** The file that a DATABASE_URL of SQLite names. Throws BackupFault for another. */
export function sqliteFile(url: string): string {
  if (!url.startsWith('sqlite:'))
    throw new BackupFault(
      'DATABASE_URL names PostgreSQL, which has tools of its own: pg_dump and pg_restore, or the backups of whoever runs it (docs/it.md).',
    )
  return resolve(url.slice('sqlite:'.length))
}

/** One file with all of a database in it, whatever still stands in the log beside it. */
export async function copyWhole(source: string, target: string): Promise<void> {
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
export async function examineCopy(file: string): Promise<Copied> {
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

/** Removes a file of SQLite's with all that lies beside it. */
export function removeWithLogs(file: string): void {
  for (const end of ['', ...logEnds]) rmSync(file + end, { force: true })
}

/** On the disk, not only on its way there. */
export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** A fault that people can mend in words for them; another one as it is. */
export function sayFault(problem: unknown, file: string): unknown {
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
