import { randomUUID } from 'node:crypto'
import { afterAll } from '@jest/globals'
import { type KyselyPlugin, sql } from 'kysely'
import { type OpenDatabase, openDatabase } from '../../src/database/index.ts'
import { cleaning, lentAs } from './postgres-cleaning.ts'
import { ask } from './postgres-server.ts'

/** A database of a test: open, and what to do when the test is over. */
interface Lent {
  readonly database: OpenDatabase & { readonly url: string }
  giveBack(): Promise<void>
}

/** A database that nobody uses: clean, and with its connections still open where they may be used again. */
interface Waiting {
  readonly name: string
  readonly open: OpenDatabase | undefined
}

// Making a database takes six times as long as cleaning one, and a new connection must first learn all tables: so both are
// used again by the next test of the same file, and the databases by the next file.
const waiting: Waiting[] = []

afterAll(async () => {
  const left = waiting.splice(0)
  for (const { open } of left) await open?.close()
  const names = left.map(({ name }) => `('${name}')`)
  if (names.length > 0) await ask(serverUrl(), `insert into emptied_databases values ${names.join(', ')}`)
})

/** A database with nothing in it, not even tables. */
export async function newPostgresDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = await created('template0')
  return { url: urlOf(name), drop: () => dropped(name) }
}

/** A fresh database with its tables. */
export async function lendPostgres(): Promise<Lent> {
  const { name, open: before } = waiting.pop() ?? {
    name: (await cleanedEarlier()) ?? (await created('template1')),
    open: undefined,
  }
  const open = before ?? (await openDatabase(`${urlOf(name)}?application_name=${lentAs}`))
  const over = refusing()
  let closing: Promise<void> | undefined
  const close = () => {
    over.now = true
    closing ??= open.close()
    return closing
  }
  const giveBack = async () => {
    over.now = true
    const usable = closing === undefined && (await cleaned((what) => sql.raw(what).execute(open.db)))
    if (!usable) await close()
    if (usable || (await cleaned(async (what) => ({ rows: await ask(urlOf(name), what) }))))
      waiting.push({ name, open: usable ? open : undefined })
    else await dropped(name)
  }
  return { database: { ...open, db: open.db.withPlugin(over), url: urlOf(name), close }, giveBack }
}

/** What a test left running must not reach the next test's data: its statements fail, as on a closed database. */
function refusing(): KyselyPlugin & { now: boolean } {
  return {
    now: false,
    transformQuery({ node }) {
      if (this.now) throw new Error('the test that this database was opened for is over')
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

/** Empties a database; false when somebody is still at work in it, or when a test has changed its tables or triggers. */
async function cleaned(run: (statement: string) => Promise<{ rows: readonly unknown[] }>): Promise<boolean> {
  const { rows } = await run(cleaning).catch(() => ({ rows: [] }))
  const [row] = rows as { schema?: string }[]
  return row?.schema === process.env.TEST_POSTGRES_SCHEMA
}

async function cleanedEarlier(): Promise<string | undefined> {
  const [row] = await ask(
    serverUrl(),
    'delete from emptied_databases where name = (select name from emptied_databases limit 1 for update skip locked) returning name',
  )
  return row && String(row.name)
}

async function created(template: 'template0' | 'template1'): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(serverUrl(), `create database ${name} template ${template}`)
  return name
}

async function dropped(name: string): Promise<void> {
  await ask(serverUrl(), `drop database ${name} with (force)`)
}

function urlOf(name: string): string {
  return serverUrl().replace(/postgres$/, name)
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL
  if (!url) throw new Error('run the tests with npm test, which starts PostgreSQL')
  return url
}
