import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe } from '@jest/globals'
import pg from 'pg'
import { type OpenDatabase, openDatabase } from '../../src/database/index.ts'

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
  const emptyUrl = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tryggve-sqlite-'))
    later(() => rmSync(folder, { recursive: true, force: true }))
    return `sqlite:${join(folder, 'prov-åäö.db')}`
  }
  return {
    name: 'SQLite',
    emptyUrl,
    open: async () => opened(await emptyUrl(), later),
    reopen: (database) => reopened(database, later),
    another: async (database) => database,
  }
}

function postgres(later: (undo: Undo) => void): Engine {
  const create = async (template: 'template0' | 'template1') => {
    const server = process.env.TEST_POSTGRES_URL
    if (!server) throw new Error('run the tests with npm test, which starts PostgreSQL')
    const name = `test_${randomUUID().replaceAll('-', '')}`
    await ask(server, `create database ${name} template ${template}`)
    later(() => ask(server, `drop database ${name} with (force)`))
    return server.replace(/postgres$/, name)
  }
  return {
    name: 'PostgreSQL',
    emptyUrl: () => create('template0'),
    open: async () => opened(await create('template1'), later),
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

/** One statement, straight to PostgreSQL. */
async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
