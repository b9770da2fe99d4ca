import { Counter, Gauge, type Registry } from 'prom-client'
import type { World } from '../database/index.ts'
import type { Attempt } from './attempt.ts'
import { countHeld } from './held.ts'
import type { Notice } from './notice.ts'
import { waitingOf } from './queue.ts'
import { states } from './states.ts'

/** What an operator can count of what is sent unasked: nothing in it tells who or what. docs/operations.md has the alerts. */
export interface DeliveryMetrics {
  /** Counts an attempt, and for how many milliseconds its tenant is paused by it. */
  readonly attempted: (attempt: Pick<Attempt, 'kind' | 'outcome'>, pausedMs: number) => void
  /** Notes that a beat of the heart came to its end. */
  readonly beaten: () => void
}

/**
 * The numbers of delivery, added to the process's registry; what stands in the database is read when somebody asks, and
 * is no number (NaN) while the database does not answer: the other numbers are told all the same.
 */
export function deliveryMetrics(
  world: World,
  notices: readonly Notice[],
  registry: Registry,
): DeliveryMetrics {
  const registers = [registry]
  const attempts = new Counter({
    name: 'tryggve_attempts_total',
    help: 'Attempts to send what was promised, by kind and by what came of them',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const throttled = new Counter({
    name: 'tryggve_throttled_seconds_total',
    help: 'For how long Teams has asked us to send nothing (429), in seconds',
    registers,
  })
  const lastBeat = new Gauge({
    name: 'tryggve_last_beat_timestamp_seconds',
    help: 'When the last beat of the heart came to its end, or the process began, in seconds since 1970',
    registers,
  })
  const beaten = () => lastBeat.set(Date.parse(world.clock.now()) / 1_000)
  beaten()
  new Gauge({
    name: 'tryggve_outbox_messages',
    help: 'Messages owed and sent, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const counts = await countByState(world).catch(() => undefined)
      for (const state of states) this.set({ state }, counts ? (counts.get(state) ?? 0) : Number.NaN)
    },
  })
  new Gauge({
    name: 'tryggve_outbox_oldest_waiting_seconds',
    help: 'How long ago the message was due that has waited longest, in seconds; 0 when nothing waits',
    registers,
    async collect() {
      this.set(await oldestWaitingSeconds(world).catch(() => Number.NaN))
    },
  })
  new Gauge({
    name: 'tryggve_outbox_held_messages',
    help: 'Messages that nobody knows the end of, and that wait for somebody to decide (utskick)',
    registers,
    async collect() {
      this.set(await countHeld(world.db, notices).catch(() => Number.NaN))
    },
  })
  return {
    beaten,
    attempted: ({ kind, outcome }, pausedMs) => {
      attempts.inc({ kind, outcome })
      if (pausedMs > 0) throttled.inc(pausedMs / 1_000)
    },
  }
}

async function countByState({ db }: World): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, Number(count)]))
}

async function oldestWaitingSeconds(world: World): Promise<number> {
  const now = Date.parse(world.clock.now())
  const { oldestDueAt } = await waitingOf(world)
  return oldestDueAt ? (now - Date.parse(oldestDueAt)) / 1_000 : 0
}
