import type { World } from '../database/index.ts'
import { transact } from '../database/index.ts'
import { clockAheadMs, type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { OutboxRow } from './outbox.ts'

/** How long a worker that is silent is believed to live. Rendering and sending time out long before. */
export const leaseMs = 2 * minuteMs
/** How far the clocks of several machines may differ before what one wrote is, for another, of the future. */
export const skewMs = minuteMs
/** So much may clock and passed time differ from one look to the next, without that somebody moved the clock. */
const movedMs = 5_000

/** A worker as the outbox knows it: one process, from its start to its end. */
export interface Worker {
  readonly world: World
  readonly id: string
  /** The kinds it knows how to send: what a newer version has promised is left for that. */
  readonly kinds: readonly string[]
}

/** A lease that protects nobody: run out, or set by a clock that has since gone back. */
function leaseIsOver(now: Instant) {
  return { before: now, after: plusMs(now, leaseMs + skewMs) }
}

/**
 * Takes at most `most` of what is due, under a lease: the first in line of each recipient, so that order within a
 * conversation is kept whoever sends, and nothing of a tenant that Teams asked us to spare. What is taken is still
 * waiting: whoever takes it over from a dead worker knows that it was not sent.
 */
export async function claimDue(worker: Worker, most: number): Promise<readonly OutboxRow[]> {
  const { world, id, kinds } = worker
  const now = world.clock.now()
  const over = leaseIsOver(now)
  const manyWorkers = world.db.getExecutor().adapter.supportsMultipleConnections
  return transact(world.db, async (tx) => {
    const free = tx
      .selectFrom('outbox as o')
      .select('o.id')
      .where('o.state', '=', 'waiting')
      .where((eb) =>
        eb.or([
          eb('o.not_before', '<=', now),
          // A rest after an attempt, or what was due as it was written, and the clock has gone back since.
          eb.and([eb('o.set_at', '>', plusMs(now, skewMs)), eb('o.due_at', '<=', eb.ref('o.set_at'))]),
        ]),
      )
      .where('o.kind', 'in', kinds)
      .where((eb) =>
        eb.or([
          eb('o.lease_until', 'is', null),
          eb('o.lease_until', '<', over.before),
          eb('o.lease_until', '>', over.after),
        ]),
      )
      .where((eb) => eb.or([eb('o.leased_by', 'is', null), eb('o.leased_by', '!=', id)]))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox as earlier')
              .select('earlier.id')
              .whereRef('earlier.recipient', '=', 'o.recipient')
              .where('earlier.state', 'in', ['waiting', 'sending'])
              // What only a newer version can send does not hold up the rest.
              .where('earlier.kind', 'in', kinds)
              // What is being sent goes before what has come to stand before it meanwhile.
              .where((line) =>
                line.or([
                  line('earlier.state', '=', 'sending'),
                  line('earlier.place_in_line', '<', line.ref('o.place_in_line')),
                ]),
              ),
          ),
        ),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('paused_tenants as paused')
              .select('paused.tenant_id')
              .whereRef('paused.tenant_id', '=', 'o.tenant_id')
              .where('paused.until', '>', now)
              .where('paused.set_at', '<=', plusMs(now, skewMs)),
          ),
        ),
      )
      .orderBy('o.place_in_line')
      .limit(most)
    const found = await (manyWorkers ? free.forUpdate('o').skipLocked() : free).execute()
    return take(
      worker,
      tx,
      found.map((row) => row.id),
      now,
    )
  })
}

/**
 * Takes what else of these kinds is due to the same recipient before a moment, to be sent together with `head`; not what
 * is to be tried again later.
 */
export async function claimTogether(
  worker: Worker,
  head: OutboxRow,
  kinds: readonly string[],
  until: Instant,
): Promise<readonly OutboxRow[]> {
  const { world } = worker
  const now = world.clock.now()
  return transact(world.db, async (tx) => {
    const waiting = tx
      .selectFrom('outbox')
      .select('id')
      .where('recipient', '=', head.recipient)
      .where('state', '=', 'waiting')
      .where('leased_by', 'is', null)
      .where('kind', 'in', kinds)
      .where('due_at', '<', until)
      .where((eb) => eb.or([eb('not_before', '<=', now), eb('not_before', '=', eb.ref('due_at'))]))
      .orderBy('place_in_line')
    const found = await waiting.execute()
    return take(
      worker,
      tx,
      found.map((row) => row.id),
      now,
    )
  })
}

async function take(
  { id }: Worker,
  tx: Parameters<Parameters<typeof transact<unknown>>[1]>[0],
  ids: readonly string[],
  now: Instant,
): Promise<readonly OutboxRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('outbox')
    .set({ leased_by: id, lease_until: plusMs(now, leaseMs) })
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .returningAll()
    .execute()
  return rows.sort((one, other) => (one.place_in_line < other.place_in_line ? -1 : 1))
}

/** Tells whether a lease that has run out means that its worker is dead. */
export interface LeaseWatch {
  readonly believable: () => boolean
  /** The database was gone: nobody could renew a lease, nor write down what came of what they sent. */
  readonly doubt: () => void
}

/**
 * For as long as a lease lasts after the database was gone, or somebody moved the clock, what a lease says is not
 * believed: whoever lives has settled or renewed it by then. To take the living for dead is to send twice.
 */
export function watchLeases(): LeaseWatch {
  let ahead = clockAheadMs()
  let doubtedAt = Number.NEGATIVE_INFINITY
  const doubt = () => {
    doubtedAt = performance.now()
  }
  return {
    doubt,
    believable: () => {
      const before = ahead
      ahead = clockAheadMs()
      if (Math.abs(ahead - before) > movedMs) doubt()
      return performance.now() - doubtedAt > leaseMs
    },
  }
}

/** Writes down, before the first byte goes, that an attempt begins. Throws when not all of the rows are ours any more. */
export async function beginSending(worker: Worker, rows: readonly OutboxRow[]): Promise<void> {
  const { world, id } = worker
  const until = plusMs(world.clock.now(), leaseMs)
  await transact(world.db, async (tx) => {
    const begun = await tx
      .updateTable('outbox')
      .set((eb) => ({ state: 'sending', lease_until: until, attempts: eb('attempts', '+', 1) }))
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .where('state', '=', 'waiting')
      .where('leased_by', '=', id)
      .executeTakeFirst()
    if (Number(begun.numUpdatedRows) !== rows.length) throw new Error('what was taken is no longer ours')
  })
}

/**
 * What workers that died were sending: nobody knows whether it arrived. What they had only taken is free again when its
 * lease has run out. `allOthers` takes every other worker for dead, whatever its lease says. Gives how many there were.
 */
export async function letGoOfDeadLeases(worker: Worker, allOthers: boolean): Promise<number> {
  const { world, id } = worker
  const now = world.clock.now()
  const over = leaseIsOver(now)
  return transact(world.db, async (tx) => {
    const dead = tx
      .updateTable('outbox')
      .set({
        state: 'uncertain',
        reason: 'workerDied',
        leased_by: null,
        lease_until: null,
        settled_at: now,
      })
      .where('state', '=', 'sending')
      // Before there were leases with an owner, they had none.
      .where((eb) => eb.or([eb('leased_by', 'is', null), eb('leased_by', '!=', id)]))
    const result = await (allOthers
      ? dead
      : dead.where((eb) => eb.or([eb('lease_until', '<', over.before), eb('lease_until', '>', over.after)]))
    ).executeTakeFirst()
    if (allOthers)
      await tx
        .updateTable('outbox')
        .set({ leased_by: null, lease_until: null })
        .where('state', '=', 'waiting')
        .where('leased_by', 'is not', null)
        .execute()
    return Number(result.numUpdatedRows)
  })
}

/**
 * Frees what is ours by the database but not in our hands: it was taken by a transaction that ended well, but the answer
 * was lost with the connection. To be called when nothing is under way.
 */
export async function forgetLostClaims({ world, id }: Worker): Promise<void> {
  await world.db
    .updateTable('outbox')
    .set({ leased_by: null, lease_until: null })
    .where('state', '=', 'waiting')
    .where('leased_by', '=', id)
    .execute()
}
