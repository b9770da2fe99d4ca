import type { World } from '../database/index.ts'
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

/** The numbers of a council, or of all of them; what could not be delivered is counted from `since` on. */
export async function queueOf(
  { db, clock }: World,
  councilId: CouncilId | undefined,
  since: Instant,
): Promise<Queue> {
  const now = clock.now()
  const rows = db.selectFrom('outbox as o')
  const own = councilId ? rows.where('o.council_id', '=', councilId) : rows
  const due = own.where('o.state', 'in', ['waiting', 'sending']).where('o.due_at', '<=', now)
  const waiting = await due
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('o.due_at').as('oldest')])
    .executeTakeFirst()
  const paused = await due
    .innerJoin('paused_tenants as p', 'p.tenant_id', 'o.tenant_id')
    .select((eb) => eb.fn.max('p.until').as('until'))
    .where('p.until', '>', now)
    .where('p.set_at', '<=', now)
    .executeTakeFirst()
  const undelivered = await own
    .select((eb) => ['o.reason', eb.fn.countAll<number>().as('count')])
    .where('o.state', '=', 'undeliverable')
    .where('o.settled_at', '>=', since)
    .groupBy('o.reason')
    .orderBy('o.reason')
    .execute()
  return {
    waiting: Number(waiting?.count ?? 0),
    oldestDueAt: waiting?.oldest ?? undefined,
    pausedUntil: paused?.until ?? undefined,
    undelivered: undelivered.map(({ reason, count }) => ({ reason: reason ?? '', count: Number(count) })),
  }
}
