import type { DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { type State, transitions } from './states.ts'

/**
 * Doubts, in a database that was brought back from an earlier moment, everything that was due by now and not yet sent
 * then: it may have been sent since. What is doubted is dealt with as everything else that nobody knows the end of: a
 * reminder is repeated once and says so, the rest is held. Gives how many there are. Nobody may be sending meanwhile.
 */
export async function doubtUnsent(tx: DatabaseTransaction, now: Instant): Promise<number> {
  const unsent = (['waiting', 'sending'] satisfies State[]).filter((state) =>
    transitions[state].includes('uncertain'),
  )
  const result = await tx
    .updateTable('outbox')
    .set({
      state: 'uncertain' satisfies State,
      reason: 'restored',
      leased_by: null,
      lease_until: null,
      settled_at: now,
    })
    .where('state', 'in', unsent)
    .where('due_at', '<=', now)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
