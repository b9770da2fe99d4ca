import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe } from '@jest/globals'
import { type OpenDatabase, openDatabase } from '../../src/database/index.ts'
import { lendPostgres, newPostgresDatabase } from './postgres-databases.ts'

/** An open database of a test, and its DATABASE_URL. Closing it twice does no harm. */
export interface TestDatabase extends OpenDatabase {
  readonly url: string
}

/** One of the two database engines, as tests ask for databases. What was opened is closed and deleted by itself. */
export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** A DATABASE_URL with nothing behind it yet, not even tables. */
  emptyUrl(): Promise<string>
  /** A fresh database with its tables. */
  open(): Promise<TestDatabase>
  /** Closes a database and opens it again, as a restart would. */
  reopen(database: TestDatabase): Promise<TestDatabase>
  /** One more way into the same database: on PostgreSQL as another process would come, on SQLite the only one. */
  another(database: TestDatabase): Promise<TestDatabase>
}

type Undo = () => Promise<void> | void

/**
 * Runs the same tests on both engines. What is opened inside a test (or a beforeEach) is gone after it; what is opened
 * in a beforeAll is gone after the last one.
 */
export function eachDatabase(subject: string, tests: (engine: Engine) => void): void {
  describe.each(['SQLite', 'PostgreSQL'] as const)(`${subject} (%s)`, (name) => {
    const afterThis: Undo[] = []
    const afterLast: Undo[] = []
    let inTest = false
    const later = (undo: Undo) => (inTest ? afterThis : afterLast).unshift(undo)
    beforeEach(() => {
      inTest = true
    })
    afterEach(async () => {
      inTest = false
      for (const undo of afterThis.splice(0)) await undo()
    })
    afterAll(async () => {
      for (const undo of afterLast.splice(0)) await undo()
    })
    // The inner block makes the tests' own hooks run before ours, while their databases are still open.
    describe('', () => tests(name === 'SQLite' ? sqlite(later) : postgres(later)))
  })
}

function sqlite(later: (undo: Undo) => void): Engine {
  const template = process.env.TEST_SQLITE_TEMPLATE
  if (!template) throw new Error('run the tests with npm test, which makes the migrated database they copy')
  const emptyUrl = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tryggve-sqlite-'))
    later(() => rmSync(folder, { recursive: true, force: true }))
    return `sqlite:${join(folder, 'prov-åäö.db')}`
  }
  return {
    name: 'SQLite',
    emptyUrl,
    open: async () => {
      const url = await emptyUrl()
      copyFileSync(template, url.slice('sqlite:'.length))
      return opened(url, later)
    },
    reopen: (database) => reopened(database, later),
    another: async (database) => database,
  }
}

function postgres(later: (undo: Undo) => void): Engine {
  return {
    name: 'PostgreSQL',
    emptyUrl: async () => {
      const { url, drop } = await newPostgresDatabase()
      later(drop)
      return url
    },
    open: async () => {
      const lent = await lendPostgres()
      later(lent.giveBack)
      return lent.database
    },
    reopen: (database) => reopened(database, later),
    another: (database) => opened(database.url, later),
  }
}

async function opened(url: string, later: (undo: Undo) => void): Promise<TestDatabase> {
  const database = await openDatabase(url)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= database.close()
    return closing
  }
  later(close)
  return { ...database, url, close }
}

async function reopened(database: TestDatabase, later: (undo: Undo) => void): Promise<TestDatabase> {
  await database.close()
  return opened(database.url, later)
}
