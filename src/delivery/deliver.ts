import type { World } from '../database/index.ts'
import { type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import { type Notice, type OutboxRow, type Outcome, recipientOfKey, type Sender } from './notice.ts'

/** How long a worker may hold a row before it is taken for dead. A send times out long before. */
const leaseMs = 2 * minuteMs
const batchSize = 50

export interface DeliveryOptions {
  readonly world: World
  readonly notices: readonly Notice[]
  readonly sender: Sender
  /** Is told of every attempt, without a word of what was sent or to whom. */
  readonly onAttempt: (attempt: {
    kind: string
    outcome: Outcome['kind'] | 'noLongerNeeded' | 'fault'
    fault?: unknown
  }) => void
  /** How long to rest after each attempt, in milliseconds; not at all without it. People who press go first. */
  readonly restMs?: number
}

/** Sends what is owed. */
export interface Delivery {
  /** Sends everything that is due now, one after another; calls that overlap share one round and the next. */
  readonly drain: () => Promise<void>
  /** Begins nothing more; resolves when the attempt that is under way is written down. What is left waits. */
  readonly stop: () => Promise<void>
}

/**
 * Delivery: claims what is due under a lease, renders it from today's truth, makes ONE attempt, and lets the outcome
 * decide what becomes of the row (design, section 3).
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const notices = new Map(options.notices.map((notice) => [notice.kind, notice]))
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  async function rounds(): Promise<void> {
    do {
      again = false
      await letGoOfDeadLeases(options.world)
      while ((await sendBatch()) === batchSize) again = false
    } while (again && !stopped)
  }

  /** Gives how many were due. */
  async function sendBatch(): Promise<number> {
    const due = await dueNow(options.world)
    for (const row of due) {
      if (stopped) return 0
      if (!(await claim(options.world, row))) continue
      await attempt(options, notices.get(row.kind), row)
      if (options.restMs) await new Promise((rested) => setTimeout(rested, options.restMs))
    }
    return due.length
  }

  return {
    stop: async () => {
      stopped = true
      await running?.catch(() => undefined)
    },
    drain: async () => {
      if (stopped) return
      again = true
      running ??= rounds().finally(() => {
        running = undefined
      })
      return running
    },
  }
}

/** A lease that ran out: the worker died between sending and marking, so nobody knows. It is held, not repeated. */
async function letGoOfDeadLeases(world: World): Promise<void> {
  const now = world.clock.now()
  await world.db
    .updateTable('outbox')
    .set({ state: 'uncertain', reason: 'leaseRanOut', lease_until: null, settled_at: now })
    .where('state', '=', 'sending')
    .where('lease_until', '<', now)
    .execute()
}

function dueNow(world: World): Promise<readonly OutboxRow[]> {
  return world.db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', world.clock.now())
    .orderBy('due_at')
    .orderBy('created_at')
    .orderBy('key')
    .limit(batchSize)
    .execute()
}

async function claim(world: World, row: OutboxRow): Promise<boolean> {
  const result = await world.db
    .updateTable('outbox')
    .set({ state: 'sending', lease_until: plusMs(world.clock.now(), leaseMs), attempts: row.attempts + 1 })
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

async function attempt(options: DeliveryOptions, notice: Notice | undefined, row: OutboxRow): Promise<void> {
  try {
    const outcome = await send(options, notice, row)
    options.onAttempt({ kind: row.kind, outcome: outcome?.kind ?? 'noLongerNeeded' })
    await settle(options.world, notice, row, outcome)
  } catch (fault) {
    // Rendering or our own database failed, before or after sending: the lease runs out and the row is held.
    options.onAttempt({ kind: row.kind, outcome: 'fault', fault })
  }
}

async function send(
  options: DeliveryOptions,
  notice: Notice | undefined,
  row: OutboxRow,
): Promise<Outcome | undefined> {
  if (!notice) return undefined
  const { sender, world } = options
  const recipient = recipientOfKey(row.recipient)
  const locale = await sender.localeOf(recipient)
  const message = await notice.render(
    { councilId: row.council_id, subjectId: row.subject_id, recipient },
    locale,
  )
  if (!message) return undefined
  const posted = notice.living ? await findPosted(world, row) : undefined
  if (posted) {
    const outcome = await sender.update(posted, message)
    if (outcome.kind !== 'gone') return outcome
  }
  return sender.post(recipient, message)
}

async function findPosted(world: World, row: OutboxRow) {
  const card = await world.db
    .selectFrom('living_cards')
    .select(['conversation_id', 'activity_id'])
    .where('kind', '=', row.kind)
    .where('subject_id', '=', row.subject_id)
    .where('recipient', '=', row.recipient)
    .executeTakeFirst()
  return card ? { conversationId: card.conversation_id, activityId: card.activity_id } : undefined
}

/** What becomes of a row after an attempt. */
function nextState(outcome: Outcome | undefined, row: OutboxRow, now: Instant) {
  const settled = { lease_until: null, settled_at: now }
  if (!outcome) return { ...settled, state: 'noLongerNeeded', reason: null }
  switch (outcome.kind) {
    case 'delivered':
      return { ...settled, state: 'delivered', reason: null, activity_id: outcome.activityId }
    case 'throttled':
    case 'retry': {
      const asked = outcome.kind === 'throttled' ? outcome.retryAfterMs : undefined
      // "At once" is a second too, or a batch of such rows would be tried in one round for ever.
      const wait = Math.max(asked ?? Math.min(2 ** row.attempts * 15_000, 60 * minuteMs), 1_000)
      return { lease_until: null, state: 'waiting', reason: outcome.kind, due_at: plusMs(now, wait) }
    }
    case 'uncertain':
      return { ...settled, state: 'uncertain', reason: outcome.reason }
    case 'unreachable':
    case 'refused':
      return { ...settled, state: 'undeliverable', reason: outcome.reason }
    case 'gone':
      return { ...settled, state: 'undeliverable', reason: 'gone' }
  }
}

async function settle(
  world: World,
  notice: Notice | undefined,
  row: OutboxRow,
  outcome: Outcome | undefined,
): Promise<void> {
  const now = world.clock.now()
  await world.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('outbox')
      .set(nextState(outcome, row, now))
      .where('id', '=', row.id)
      .where('state', '=', 'sending')
      .execute()
    if (outcome?.kind !== 'delivered' || !notice?.living) return
    const place = { conversation_id: outcome.conversationId, activity_id: outcome.activityId, at: now }
    await tx
      .insertInto('living_cards')
      .values({
        kind: row.kind,
        subject_id: row.subject_id,
        recipient: row.recipient,
        council_id: row.council_id,
        ...place,
      })
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'recipient']).doUpdateSet(place))
      .execute()
  })
}
