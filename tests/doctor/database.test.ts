import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { checkDatabase } from '../../scripts/doctor/database.ts'
import { type Database, openDatabase } from '../../src/database/index.ts'
import { startChild } from '../helpers/child.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { whereNobodyListens } from '../helpers/nobody-listens.ts'

const saidOf = async (url: string) =>
  (await checkDatabase(url)).map(({ level, says }) => `${level}: ${says}`).join('\n')

/** Changes a database of its own, with its tables: one that other tests are lent must stay as it is. */
async function changing(url: string, change: (db: Database) => Promise<unknown>): Promise<void> {
  const database = await openDatabase(url)
  await change(database.db)
  await database.close()
}

eachDatabase('The doctor, about the database', (engine) => {
  test('says that the tables will be made at the first start, and does not make them', async () => {
    const url = await engine.emptyUrl()
    expect(await saidOf(url)).toMatch(/^ok: .*writable[\s\S]*ok: its tables are made or changed at the next/)
    expect(await saidOf(url)).toMatch(/\d+ to do, from 0001-/)
  })

  test('says that the tables are up to date, also while a bot is at work', async () => {
    const database = await engine.open()
    const said = await saidOf(database.url)
    expect(said).toMatch(/^ok: (SQLite|PostgreSQL) \d+\.\d+.*writable/)
    expect(said).toMatch(/\nok: its tables are up to date\.$/)
    if (engine.name === 'SQLite') expect(said).toContain('in use by a running Tryggve')
    await database.ping()
  })

  test('counts what an update has yet to do', async () => {
    const url = await engine.emptyUrl()
    await changing(url, (db) => sql`delete from kysely_migration where name >= '0011'`.execute(db))
    expect(await saidOf(url)).toMatch(/\(\d+ to do, from 0011-follow-ups\)/)
  })

  test('stops an older version on the tables of a newer one', async () => {
    const url = await engine.emptyUrl()
    const later = '9999-what-comes'
    await changing(url, (db) =>
      sql`insert into kysely_migration (name, timestamp) values (${later}, '2030')`.execute(db),
    )
    const findings = await checkDatabase(url)
    expect(findings).toEqual([
      expect.objectContaining({ level: 'fault', says: expect.stringContaining(later) }),
    ])
  })
})

describe('The doctor, about an SQLite file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tryggve-doctor-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('leaves a folder without one as it was', async () => {
    expect(await saidOf(`sqlite:${join(folder, 'inte', 'än', 'här.db')}`)).toContain(
      'made at the first start',
    )
    expect(readdirSync(folder)).toEqual([])
  })

  test('lets a bot start while it looks, and sees when it is gone', async () => {
    const url = `sqlite:${join(folder, 'händelser.db')}`
    const bot = startChild('hold-database.ts', [url])
    expect(await bot.line()).toBe('open')
    expect(await saidOf(url)).toContain('in use by a running Tryggve')
    await bot.kill()
    expect(await saidOf(url)).toContain('free to be used')
    const next = startChild('hold-database.ts', [url])
    expect(await next.line()).toBe('open')
    await next.kill()
  })

  test('finds that nothing can be written, as whoever it runs', async () => {
    // Nobody, root included, can make files there.
    expect(await saidOf('sqlite:/proc/tryggve/händelser.db')).toMatch(/^fault: .*cannot be written/)
    writeFileSync(join(folder, 'fil'), '')
    expect(await saidOf(`sqlite:${join(folder, 'fil', 'händelser.db')}`)).toMatch(
      /^fault: .*cannot be written/,
    )
  })

  test('tells a damaged or foreign file, and a folder in its place', async () => {
    writeFileSync(join(folder, 'bild.db'), 'Detta är ingen databas. '.repeat(100))
    expect(await saidOf(`sqlite:${join(folder, 'bild.db')}`)).toContain('is no SQLite database')
    mkdirSync(join(folder, 'mapp.db'))
    expect(await saidOf(`sqlite:${join(folder, 'mapp.db')}`)).toContain('cannot be opened')
  })
})

describe('The doctor, about PostgreSQL', () => {
  const server = () => new URL(process.env.TEST_POSTGRES_URL ?? '')
  const changed = (change: (url: URL) => void) => {
    const url = server()
    change(url)
    return url.toString()
  }

  test('tells a wrong password, a database that is not there and a server that is not there apart', async () => {
    expect(await saidOf(changed((url) => Object.assign(url, { username: 'ingen' })))).toMatch(
      /^fault: .*(user or the password is wrong|does not let this user in)/,
    )
    expect(await saidOf(changed((url) => Object.assign(url, { pathname: '/finns-inte' })))).toContain(
      'no such database. (3D000)',
    )
    const host = await whereNobodyListens()
    expect(await saidOf(changed((url) => Object.assign(url, { host })))).toContain('nobody listens there')
  })

  test('never repeats the password', async () => {
    const host = await whereNobodyListens()
    const url = changed((given) => Object.assign(given, { host, password: 'lösen-som-inte-visas' }))
    const said = JSON.stringify(await checkDatabase(url))
    expect(said).not.toContain('lösen')
    expect(said).not.toContain(encodeURIComponent('lösen'))
  })

  test('finds a user that may only read', async () => {
    const reader = changed((url) => url.searchParams.set('options', '-c default_transaction_read_only=on'))
    expect(await saidOf(reader)).toMatch(/^fault: PostgreSQL lets us read and not write/)
  })
})
