import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { BackupFault, type Copied, copyWhole, examineCopy, flush, sayFault, sqliteFile } from './copy.ts'

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
  let unfinished: string | undefined
  try {
    // In a folder of its own: whatever lies beside the name already is somebody else's.
    unfinished = mkdtempSync(`${target}.unfinished-`)
    const part = join(unfinished, 'tryggve.db')
    await copyWhole(source, part)
    const copied = await examineCopy(part)
    renameSync(part, target)
    flush(dirname(target))
    return copied
  } catch (problem) {
    throw sayFault(problem, file)
  } finally {
    if (unfinished) rmSync(unfinished, { recursive: true, force: true })
  }
}
