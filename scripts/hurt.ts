// npm run hurt [kills]: kills Tryggve with SIGKILL at so many random moments of a fan-out, on SQLite, and on
// PostgreSQL with three processes of which one is killed at a time. Ends with 1 when a promise was broken.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Aftermath, killWhileSending } from '../tests/helpers/kill-while-sending.ts'
import { startPostgresServer } from '../tests/helpers/postgres-server.ts'

const kills = Number(process.argv[2] ?? 200)
/** So many that there is always somebody left to be told: one process is down most of the time, three are not. */
const [peopleOfOne, peopleOfThree] = [kills * 60, kills * 130]
const say = (text: string) => process.stdout.write(`${text}\n`)

/** What section 3 of the design promises: nothing lost, and no double that is not told of. */
function isKept({ lost, more, doubledWrongly }: Aftermath): boolean {
  return lost + more + doubledWrongly === 0
}

async function onSqlite(): Promise<Aftermath> {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-hurt-'))
  try {
    const databaseUrl = `sqlite:${join(folder, 'hurt.db')}`
    return await killWhileSending({ databaseUrl, kills, people: peopleOfOne, tenants: 8, processes: 1 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onPostgres(): Promise<Aftermath> {
  const server = await startPostgresServer()
  try {
    const databaseUrl = server.url
    return await killWhileSending({ databaseUrl, kills, people: peopleOfThree, tenants: 2, processes: 3 })
  } finally {
    await server.stop()
  }
}

for (const [engine, hurt] of [
  ['SQLite, one process', onSqlite],
  ['PostgreSQL, three processes', onPostgres],
] as const) {
  const begun = performance.now()
  const aftermath = await hurt()
  say(`${engine}, ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(aftermath)}`)
  if (!isKept(aftermath)) process.exitCode = 1
}
