import { type DatabaseTransaction, transact, type World } from '../database/index.ts'
import { hourMs, type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import { skewMs, type Worker } from './claim.ts'
import { overtake, rememberPosted } from './living-cards.ts'
import type { Notice, Outcome } from './notice.ts'
import type { OutboxRow } from './outbox.ts'
import { type State, stateAfter, transitions } from './states.ts'

/** How long after an attempt that nobody knows the end of a reminder is repeated. */
const repeatAfterMs = minuteMs
const firstWaitMs = 5_000
const longestWaitMs = 15 * minuteMs
/** Teams asks for seconds or minutes; what asks for more than an hour is asked again after an hour. */
const longestPauseMs = hourMs

/** What is known of an attempt when it is over. */
export interface Attempted {
  readonly rows: readonly OutboxRow[]
  readonly notice: Notice
  readonly outcome: Outcome
  /** When today's truth was read: what was promised by then is told by it. */
  readonly renderedAt: Instant
}

/** A number from 0 to 1, by chance: those who wait do not all come back in the same moment. */
export type Jitter = () => number

/**
 * How long to wait before the next attempt, in milliseconds: what Teams asked for, or else twice as long each time, with
 * jitter (at least half of it), for a quarter of an hour at most.
 */
export function waitMs(asked: number | undefined, attempts: number, jitter: Jitter): number {
  // "At once" is a second too, or such rows would be tried in one round for ever.
  if (asked !== undefined) return Math.min(Math.max(asked, 1_000), longestPauseMs)
  const whole = Math.min(firstWaitMs * 2 ** Math.min(attempts, 20), longestWaitMs)
  return Math.ceil(whole / 2 + (whole / 2) * jitter())
}

/**
 * Writes down what came of an attempt, in one transaction with all that follows from it: the state of each promise, the
 * place of a living card, and the pause of a tenant that asked for one. Gives the pause in milliseconds, if any.
 */
export async function settle(worker: Worker, attempted: Attempted, jitter: Jitter): Promise<number> {
  const { world } = worker
  const { rows, outcome } = attempted
  const [first] = rows
  if (!first) return 0
  const now = world.clock.now()
  const again = waitMs(
    outcome.kind === 'throttled' ? outcome.retryAfterMs : undefined,
    first.attempts,
    jitter,
  )
  return transact(world.db, async (tx) => {
    const to = stateAfter(outcome)
    const over = { reason: reasonOf(outcome), leased_by: null, lease_until: null }
    const mine = { state: 'sending', leasedBy: worker.id } as const
    if (to === 'waiting')
      await move(tx, rows, mine, to, { ...over, not_before: plusMs(now, again), set_at: now })
    else {
      const id = outcome.kind === 'delivered' ? outcome.activityId : null
      await move(tx, rows, mine, to, { ...over, activity_id: id, settled_at: now })
    }
    if (outcome.kind === 'delivered' && attempted.notice.living) {
      await rememberPosted(tx, first, outcome, now)
      await overtake(tx, first, attempted.renderedAt, now)
    }
    if (outcome.kind !== 'throttled') return 0
    await pauseTenant(tx, first.tenant_id, now, plusMs(now, again))
    return again
  })
}

/** Ends a promise that was taken but need not be sent, or cannot be. */
export async function endUnsent(
  worker: Worker,
  rows: readonly OutboxRow[],
  to: 'noLongerNeeded' | 'undeliverable',
  reason: string,
): Promise<void> {
  const settled = { reason, leased_by: null, lease_until: null, settled_at: worker.world.clock.now() }
  await transact(worker.world.db, (tx) =>
    move(tx, rows, { state: 'waiting', leasedBy: worker.id }, to, settled),
  )
}

/** How what was taken and not sent is given back after a fault of ours: to be tried later. */
export interface AfterFault {
  readonly jitter: Jitter
  /** When the fault was: the database may have been gone for longer than the rest that follows it. */
  readonly at: Instant
  /** Whether the message itself cannot be made: then it goes to the end of its line and does not hold up the others. */
  readonly atTheEnd: boolean
}

/**
 * Gives back what was taken and not sent: to be tried at once, or later after a fault of ours. It may be ours to send by
 * the database already, when the answer to that was lost with the connection.
 */
export async function giveBack(
  worker: Worker,
  rows: readonly OutboxRow[],
  afterFault?: AfterFault,
): Promise<void> {
  await transact(worker.world.db, async (tx) => {
    for (const row of rows) {
      const later =
        afterFault && plusMs(afterFault.at, waitMs(undefined, row.attempts + 2, afterFault.jitter))
      await tx
        .updateTable('outbox')
        .set({
          state: 'waiting' satisfies State,
          leased_by: null,
          lease_until: null,
          ...(later
            ? { reason: 'fault', attempts: row.attempts + 1, not_before: later, set_at: afterFault.at }
            : {}),
          ...(later && afterFault.atTheEnd
            ? { place_in_line: `${row.place_in_line[0]}/${later}/${row.id}` }
            : {}),
        })
        .where('id', '=', row.id)
        .where('state', 'in', ['waiting', 'sending'] satisfies State[])
        .where('leased_by', '=', worker.id)
        .execute()
    }
  })
}

/** Lets what was taken rest for some milliseconds: its conversation has had what it may have, or it is quiet hours. */
export async function postpone(
  worker: Worker,
  rows: readonly OutboxRow[],
  ms: number,
  known: Partial<Pick<OutboxRow, 'quiet_until'>> = {},
): Promise<void> {
  const { db, clock } = worker.world
  const now = clock.now()
  await db
    .updateTable('outbox')
    .set({ ...known, leased_by: null, lease_until: null, not_before: plusMs(now, ms), set_at: now })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .where('state', '=', 'waiting')
    .where('leased_by', '=', worker.id)
    .execute()
}

/**
 * Repeats, once, what nobody knows the end of and what is of a kind that says so; the repeated message says that it may
 * have come before. Everything else that is uncertain is held.
 */
export async function repeatUncertain(world: World, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return
  const now = world.clock.now()
  await world.db
    .updateTable('outbox')
    .set({ state: 'waiting' satisfies State, repeated: 1, not_before: now, set_at: now, settled_at: null })
    .where('state', '=', 'uncertain')
    .where('repeated', '=', 0)
    .where('kind', 'in', kinds)
    .where((eb) =>
      eb.or([
        eb('settled_at', '<=', plusMs(now, -repeatAfterMs)),
        // The clock has gone back since.
        eb('settled_at', '>', plusMs(now, skewMs)),
      ]),
    )
    .execute()
}

/** Moves promises from one state to another. Throws when the table of transitions does not know that way. */
export async function move(
  tx: DatabaseTransaction,
  rows: readonly { readonly id: string }[],
  from: { readonly state: State; readonly leasedBy?: string },
  to: State,
  news: Partial<OutboxRow>,
): Promise<number> {
  if (!transitions[from.state].includes(to)) throw new Error(`no way from ${from.state} to ${to}`)
  const moved = tx
    .updateTable('outbox')
    .set({ ...news, state: to })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .where('state', '=', from.state)
  const { leasedBy } = from
  const result = await (leasedBy ? moved.where('leased_by', '=', leasedBy) : moved).executeTakeFirst()
  return Number(result.numUpdatedRows)
}

function reasonOf(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'delivered':
      return null
    case 'throttled':
    case 'gone':
      return outcome.kind
    default:
      return outcome.reason
  }
}

/** The longest pause that was asked for holds, unless the clock has gone back behind the moment it was asked for. */
async function pauseTenant(
  tx: DatabaseTransaction,
  tenantId: string,
  now: Instant,
  until: Instant,
): Promise<void> {
  await tx
    .insertInto('paused_tenants')
    .values({ tenant_id: tenantId, set_at: now, until })
    .onConflict((conflict) =>
      conflict
        .column('tenant_id')
        .doUpdateSet({ set_at: now, until })
        .where((eb) =>
          eb.or([eb('paused_tenants.until', '<', until), eb('paused_tenants.set_at', '>', now)]),
        ),
    )
    .execute()
}
