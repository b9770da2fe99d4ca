import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OpenDatabase, openDatabase } from '../../src/database/index.ts'

export type TestDatabase = OpenDatabase

/** A fresh SQLite database, for tests whose subject is not the database; gone when it is closed. */
export async function openTestSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-'))
  const database = await openDatabase(`sqlite:${join(folder, 'test.db')}`)
  return {
    ...database,
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
