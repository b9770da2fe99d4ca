import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { openDatabase } from '../../src/database/index.ts'
import { savedAction } from '../helpers/an-action.ts'
import { buildHouse, houseOf, mora } from '../helpers/house.ts'
import { startServing } from '../helpers/hurt-stage.ts'
import { type PostgresServer, startPostgresServer } from '../helpers/postgres-server.ts'

/** Where Debian lays a PostgreSQL with all of its programs: that of the tests comes without those of a backup. */
const folderOfPrograms = '/usr/lib/postgresql'

function programs(): string {
  const versions = existsSync(folderOfPrograms) ? readdirSync(folderOfPrograms) : []
  const whole = versions
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(folderOfPrograms, version, 'bin'))
    .find((bin) =>
      ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'].every((one) => existsSync(join(bin, one))),
    )
  if (!whole) throw new Error('a whole PostgreSQL is needed: apt-get install postgresql')
  return whole
}

let bin: string
let folder: string
let server: PostgresServer
beforeAll(async () => {
  bin = programs()
  folder = mkdtempSync(join(tmpdir(), 'tryggve-pg-dump-'))
  server = await startPostgresServer({
    programs: { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') },
  })
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The lines of the page for the IT department that begin with this program, as a shell runs them there. */
function asThePageSays(program: string, env: Record<string, string>): readonly string[] {
  const lines = readFileSync('docs/it.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`    ${program} `))
  expect(lines.length).toBeGreaterThan(0)
  return lines.map((line) => {
    const done = spawnSync('sh', ['-e', '-c', line], {
      cwd: folder,
      env: { PATH: `${bin}:/usr/bin:/bin`, ...env },
      encoding: 'utf8',
    })
    expect([line, done.stderr, done.status]).toEqual([line, '', 0])
    return done.stdout.trim()
  })
}

test('What the page for the IT department says about PostgreSQL brings everything back, and the bot goes on', async () => {
  const address = (name: string) => server.url.replace(/\/postgres$/, `/${name}`)
  const env = { ADMIN_URL: server.url, DATABASE_URL: address('tryggve'), NEW_URL: address('tryggve_new') }
  const owner = ['--command', 'create role tryggve', '--command', 'create database tryggve']
  expect(spawnSync(join(bin, 'psql'), [server.url, '--quiet', ...owner]).status).toBe(0)

  const database = await openDatabase(env.DATABASE_URL)
  const house = await buildHouse(database)
  await savedAction(house, mora.police, { number: 'Å-2026-0001' })
  const tables = await database.db.introspection.getTables({ withInternalKyselyTables: true })
  asThePageSays('pg_dump', env)
  const before = await countsOf(env.DATABASE_URL)
  await database.close()

  asThePageSays('psql', env)
  const [listed] = asThePageSays('pg_restore', env)
  expect(Number(listed)).toBe(tables.length)
  expect(await countsOf(env.NEW_URL)).toEqual(before)

  const restored = spawnSync(process.execPath, ['--no-warnings', 'scripts/restored.ts'], {
    env: { PATH: process.env.PATH, DATABASE_URL: env.NEW_URL },
    encoding: 'utf8',
  })
  expect([restored.stderr, restored.status]).toEqual(['', 0])
  const serving = await startServing(env.NEW_URL)
  expect(await serving.status('/ready')).toBe(200)
  await serving.stop()
  const opened = await openDatabase(env.NEW_URL)
  const again = houseOf({ db: opened.db, clock: house.clock }, house.clock, house.councilId)
  expect(JSON.stringify(await again.as(mora.coordinator).writes('åtgärder'))).toContain('Å-2026-0001')
  await opened.close()
}, 120_000)

/** How many rows each table has. */
async function countsOf(url: string): Promise<Readonly<Record<string, number>>> {
  const { db, close } = await openDatabase(url)
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    )
    counts[name] = rows[0]?.count ?? 0
  }
  await close()
  return counts
}
