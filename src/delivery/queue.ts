import type { Database, World } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'

/** How it goes with what is sent unasked, in numbers: nothing in it tells who or what. */
export interface Queue {
  /** How many are due and not yet sent. */
  readonly waiting: number
  /** When the one was due that has waited longest; undefined when nothing waits. */
  readonly oldestDueAt: Instant | undefined
  /** Until when Teams has asked us to send nothing to some of them. */
  readonly pausedUntil: Instant | undefined
  /** How many could not be delivered, by why; the reasons as delivery writes them down. */
  readonly undelivered: readonly { readonly reason: string; readonly count: number }[]
}

/** How many are due and not yet sent, and when the oldest was due; of a council, or of all of them. */
export async function waitingOf(
  { db, clock }: World,
  councilId?: CouncilId,
): Promise<Pick<Queue, 'waiting' | 'oldestDueAt'>> {
  const { count, oldest } = await dueNow(db, councilId, clock.now())
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min<Instant>(eb.fn.coalesce('o.quiet_until', 'o.due_at')).as('oldest'),
    ])
    .executeTakeFirstOrThrow()
  return { waiting: Number(count), oldestDueAt: oldest ?? undefined }
}

function owedTo(db: Database, councilId: CouncilId | undefined) {
  const rows = db.selectFrom('outbox as o')
  return councilId ? rows.where('o.council_id', '=', councilId) : rows
}

/** Owed since it was due, or since the morning that it waited for when it was late. */
function dueNow(db: Database, councilId: CouncilId | undefined, now: Instant) {
  return owedTo(db, councilId)
    .where('o.state', 'in', ['waiting', 'sending'])
    .where((eb) => eb(eb.fn.coalesce('o.quiet_until', 'o.due_at'), '<=', now))
}

/** The numbers of a council, or of all of them; what could not be delivered is counted from `since` on. */
export async function queueOf(
  world: World,
  councilId: CouncilId | undefined,
  since: Instant,
): Promise<Queue> {
  const { db, clock } = world
  const now = clock.now()
  const paused = await dueNow(db, councilId, now)
    .innerJoin('paused_tenants as p', 'p.tenant_id', 'o.tenant_id')
    .select((eb) => eb.fn.max('p.until').as('until'))
    .where('p.until', '>', now)
    .where('p.set_at', '<=', now)
    .executeTakeFirst()
  const undelivered = await owedTo(db, councilId)
    .select((eb) => ['o.reason', eb.fn.countAll<number>().as('count')])
    .where('o.state', '=', 'undeliverable')
    .where('o.settled_at', '>=', since)
    .groupBy('o.reason')
    .orderBy('o.reason')
    .execute()
  return {
    ...(await waitingOf(world, councilId)),
    pausedUntil: paused?.until ?? undefined,
    undelivered: undelivered.map(({ reason, count }) => ({ reason: reason ?? '', count: Number(count) })),
  }
}
