import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../src/database/index.ts'
import { minuteMs, systemClock } from '../../src/shared/clock.ts'
import { personOfKey } from '../../src/shared/person.ts'
import { type LocalDate, momentAt } from '../../src/shared/stockholm.ts'
import type { Arrival } from './fake-teams.ts'
import { startFakeTeamsApart } from './fake-teams-apart.ts'
import { buildHouse } from './house.ts'
import { addManyPeople, chatOf, tenantInChat } from './many-people.ts'
import type { ServeOrders } from './serve-until-killed.ts'

export interface KillOrders {
  /** An empty database; nobody has it open. */
  readonly databaseUrl: string
  readonly kills: number
  /** How many processes serve it at a time; one of them, by chance, is killed. */
  readonly processes: number
  readonly people: number
  /** How many tenants they are of: each takes what its rates allow. */
  readonly tenants: number
}

/** What was found when everything had come to rest. */
export interface Aftermath {
  readonly kills: number
  /** How many messages were under way when their process was killed, as the outbox has it. */
  readonly underWay: number
  /** How many chats got nothing, though nobody holds their message for somebody to decide. */
  readonly lost: number
  /** How many messages were cut off twice and are held: nobody can know, and it is said so. */
  readonly held: number
  /** How many chats got it twice. */
  readonly doubled: number
  /** How many of those were not under way at a kill, or were not told by the second that they may have had the first. */
  readonly doubledWrongly: number
  /** How many got it more than twice. */
  readonly more: number
  /** How many requests broke a rate of Teams. */
  readonly tooMany: number
  /** The outbox, by state. */
  readonly states: Readonly<Record<string, number>>
}

// A process that starts a hundred times reads its TypeScript once.
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/tryggve-tests', import.meta.url))
const askKind = 'incidents.ask'
const mark = 'Kan ha skickats tidigare'
/** A Thursday, a little after 13: Mora's council asks those who have been silent. */
const asked = momentAt('2026-11-26' as LocalDate, '13:01')
const tenantsOf = ({ tenants }: KillOrders) =>
  Array.from({ length: tenants }, (_, at) => `6d6f7261-0000-4000-8000-00000000010${at}`)
/** How long a process lives after it is ready, at most. */
const livesMs = 350

interface Serving {
  readonly process: ChildProcess
  readonly url: string
}

/** Kills Tryggve with SIGKILL at random moments of a fan-out, lets it come to rest, and tells what arrived. */
export async function killWhileSending(orders: KillOrders): Promise<Aftermath> {
  const teams = await startFakeTeamsApart({
    rates: true,
    latencyMs: 150,
    tenantPattern: tenantInChat,
    markPattern: `^.*?(${mark})|^.`,
  })
  const alive = new Set<Serving>()
  try {
    await prepare(orders, teams.url)
    const ahead = Date.parse(asked) - Date.parse(systemClock.now())
    const serve = async (laterMs = 0) => {
      const one = await serving({ databaseUrl: orders.databaseUrl, clockAheadMs: ahead + laterMs })
      alive.add(one)
    }
    while (alive.size < orders.processes) await serve()
    for (let killed = 0; killed < orders.kills; killed += 1) {
      await after(Math.random() * livesMs)
      await kill(alive, [...alive][Math.floor(Math.random() * alive.size)])
      await serve()
    }
    // Their leases run out; and when that is known, what nobody knows the end of is repeated a minute later.
    for (const laterMs of [4 * minuteMs, 8 * minuteMs]) {
      for (const one of alive) await kill(alive, one)
      await serve(laterMs)
      for (const one of alive) await comesToRest(one.url)
    }
    for (const one of alive) await kill(alive, one)
    const { tooMany } = await teams.counts()
    return { kills: orders.kills, tooMany, ...(await judged(orders, await teams.arrivals())) }
  } finally {
    for (const one of alive) one.process.kill('SIGKILL')
    await teams.stop()
  }
}

async function prepare(orders: KillOrders, serviceUrl: string): Promise<void> {
  const database = await openDatabase(orders.databaseUrl)
  const { councilId } = await buildHouse(database)
  await addManyPeople(database.db, councilId, serviceUrl, {
    count: orders.people,
    tenants: tenantsOf(orders),
  })
  await database.close()
}

async function serving(orders: ServeOrders): Promise<Serving> {
  const path = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', path, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache },
  })
  const [first] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('it ended before it was ready'))),
  ])
  return { process: child, url: String(first).trim() }
}

async function kill(alive: Set<Serving>, one: Serving | undefined): Promise<void> {
  if (!one) return
  if (one.process.exitCode !== null) throw new Error(`it ended by itself, with ${one.process.exitCode}`)
  const gone = once(one.process, 'exit')
  one.process.kill('SIGKILL')
  await gone
  alive.delete(one)
}

/** Resolves when nothing waits and nothing is being sent, as /metrics says, for two seconds on end. */
async function comesToRest(url: string): Promise<void> {
  const counts = /^tryggve_outbox_messages\{state="(?:waiting|sending)"\} (\d+)$/gm
  for (let calm = 0; calm < 4; ) {
    await after(500)
    // A connection may end between two questions; that it was refused shows in that nothing ever comes to rest.
    const metrics = await fetch(`${url}/metrics`).then(
      (answer) => answer.text(),
      () => undefined,
    )
    if (!metrics) continue
    calm = [...metrics.matchAll(counts)].every(([, count]) => count === '0') ? calm + 1 : 0
  }
}

async function judged(
  orders: KillOrders,
  arrivals: readonly Arrival[],
): Promise<Omit<Aftermath, 'kills' | 'tooMany'>> {
  const { db, close } = await openDatabase(orders.databaseUrl)
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', '=', askKind)
    .where('tenant_id', 'in', tenantsOf(orders))
    .execute()
  await close()
  const marksIn = new Map<string, string[]>()
  for (const { method, posted, conversationId, mark: found } of arrivals)
    if (posted && method === 'POST')
      marksIn.set(conversationId, [...(marksIn.get(conversationId) ?? []), found])
  const found = rows.map((row) => ({
    row,
    marks: marksIn.get(chatOf(personOfKey(row.recipient.slice('person:'.length)))) ?? [],
  }))
  const doubled = found.filter(({ marks }) => marks.length === 2)
  const states: Record<string, number> = {}
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1
  return {
    underWay: rows.filter((row) => row.repeated === 1).length,
    lost: found.filter(({ row, marks }) => marks.length === 0 && row.state !== 'uncertain').length,
    held: rows.filter((row) => row.state === 'uncertain' && row.repeated === 1).length,
    doubled: doubled.length,
    doubledWrongly: doubled.filter(({ row, marks }) => row.repeated !== 1 || marks[1] !== mark).length,
    more: found.filter(({ marks }) => marks.length > 2).length,
    states,
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
