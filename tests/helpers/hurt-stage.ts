import { once } from 'node:events'
import { type OpenDatabase, openDatabase } from '../../src/database/index.ts'
import { promiseToSend } from '../../src/delivery/index.ts'
import type { Instant } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { type Child, startChild } from './child.ts'
import type { Arrival } from './fake-teams.ts'
import { buildHouse, choicesOf, mora, valuesOf } from './house.ts'
import { openAddress } from './many-people.ts'
import type { ServeOrders } from './serve-until-killed.ts'
import { teamsActivities } from './teams-activities.ts'

/** Mora's council with an incident, and the form of a report that is filled in. */
export interface HurtStage {
  readonly councilId: CouncilId
  readonly incidentId: string
  readonly form: Readonly<Record<string, string>>
}

export const moraTenant = mora.fieldWorker.tenantId
const kind = 'incidents.coordination'

/** A database with an incident whose card is owed to so many channels, all at once since `at`. */
export async function prepareHurtStage(
  database: OpenDatabase,
  serviceUrl: string,
  { channels, at }: { readonly channels: number; readonly at: Instant },
): Promise<HurtStage> {
  const house = await buildHouse(database)
  house.clock.set(at)
  const worker = house.as(mora.fieldWorker)
  const empty = await worker.writes('rapportera')
  const form = {
    similar: 'new',
    ...valuesOf(empty),
    category: choicesOf(empty, 'category').Buskörning ?? '',
    place: choicesOf(empty, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
    text: 'Ett tjugotal bilar på parkeringen, några kör fort mellan raderna.',
    impact: '2',
  }
  await worker.forges('incidents.report', form)
  const { db } = database
  const { id: incidentId } = await db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()
  await db.deleteFrom('outbox').execute()
  const { councilId } = house
  for (let from = 0; from < channels; from += 50)
    await db.transaction().execute(async (tx) => {
      const ids = Array.from({ length: Math.min(50, channels - from) }, (_, one) => channelOf(from + one))
      await tx
        .insertInto('addresses')
        .values(ids.map((id) => openAddress(serviceUrl, { id, tenantId: moraTenant })))
        .execute()
      const owed = ids.map((conversationId) => ({
        councilId,
        kind,
        subjectId: incidentId,
        occasion: 'v1',
        recipient: { kind: 'conversation', conversationId } as const,
      }))
      await promiseToSend(tx, at, owed)
    })
  return { councilId, incidentId, form }
}

export function channelOf(number: number): string {
  return `19:kanal-${number}@thread.tacv2`
}

/** Tryggve as it runs on a server, in a process of its own. */
export interface Serving extends Child {
  readonly url: string
  /** Sends an activity, and gives what came of it; status 0 when nothing did within the time that Teams gives. */
  send(activity: unknown): Promise<{ readonly status: number; readonly text: string }>
  status(path: '/health' | '/ready' | '/metrics'): Promise<number>
  /** Asks it to stop calmly, and waits until it has. */
  stop(): Promise<void>
}

/** Starts it. Throws when it ends before it is ready. */
export async function startServing(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const orders: ServeOrders = { databaseUrl, clockAheadMs: 0 }
  const child = startChild('serve-until-killed.ts', [JSON.stringify(orders)], env)
  return servingOf(child)
}

export async function servingOf(child: Child): Promise<Serving> {
  const url = await child.line()
  if (url === undefined) throw new Error('Tryggve ended before it was ready')
  const ask = async (path: string, init: RequestInit = {}) => {
    try {
      const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(15_000) })
      return { status: response.status, text: await response.text() }
    } catch {
      return { status: 0, text: '' }
    }
  }
  return {
    ...child,
    url,
    send: (activity) =>
      ask('/api/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activity),
      }),
    status: async (path) => (await ask(path)).status,
    stop: async () => {
      const gone = once(child.process, 'exit')
      child.process.kill('SIGTERM')
      await gone
    },
  }
}

/** What Mora's field worker does in Teams. */
export function fieldWorkerIn(serviceUrl: string) {
  const from = { aadObjectId: mora.fieldWorker.aadObjectId, name: 'Fältarbetare' }
  const said = { from, tenantId: moraTenant }
  const activities = teamsActivities(serviceUrl, moraTenant)
  return {
    chat: `a:1pwsT0${from.aadObjectId}`,
    writes: (text: string) => activities.message(text, said),
    presses: (verb: string, data: object) => activities.execute(verb, data, undefined, said),
  }
}

/** How many times each channel got the card. */
export function timesIn(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { method, posted, conversationId } of arrivals) {
    if (method !== 'POST' || !posted || !conversationId.startsWith('19:kanal-')) continue
    times.set(conversationId, (times.get(conversationId) ?? 0) + 1)
  }
  return times
}

/** How many channels got it how often: `{ 1: 150 }` when each of 150 got it once. */
export function tally(arrivals: readonly Arrival[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const times of timesIn(arrivals).values()) counts[times] = (counts[times] ?? 0) + 1
  return counts
}

/** How many cards for the channels are in each state: in PostgreSQL at any time, in SQLite when nobody has the file. */
export async function statesOf(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const { db, close } = await openDatabase(databaseUrl)
  try {
    const rows = await db
      .selectFrom('outbox')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .where('kind', '=', kind)
      .where('recipient', 'like', 'conversation:19:kanal-%')
      .groupBy('state')
      .execute()
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
  } finally {
    await close()
  }
}

/** Seconds from the environment, for the long run; a few without it. */
export function spanMs(shortMs: number): number {
  const wanted = process.env.HURT_SECONDS
  return wanted ? Number(wanted) * 1_000 : shortMs
}

/** Resolves when it is so; rejects when it is not within `withinMs`. */
export async function until(isSo: () => Promise<boolean>, withinMs: number, everyMs = 100): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
