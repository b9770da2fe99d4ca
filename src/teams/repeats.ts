import type { Database } from '../database/index.ts'
import { type Clock, dayMs, type Instant, plusMs } from '../shared/clock.ts'

/** How long a line is remembered as answered; Teams sends one again within the minute, if at all. */
const keptMs = 7 * dayMs

/** The memory of which lines have been answered. It outlives the process, because a line has no button to press again. */
export interface Repeats {
  /** Notes that a line is being answered; false when it was answered before. */
  readonly begin: (key: string) => Promise<boolean>
  readonly answered: (key: string) => Promise<void>
}

export function createRepeats(db: Database, clock: Clock): Repeats {
  let sweepAt: Instant = clock.now()
  const sweep = async () => {
    if (clock.now() < sweepAt) return
    sweepAt = plusMs(clock.now(), dayMs)
    await db.deleteFrom('turns').where('begun_at', '<', plusMs(clock.now(), -keptMs)).execute()
  }
  return {
    begin: async (key) => {
      await sweep()
      const begun = await db
        .insertInto('turns')
        .values({ activity_key: key, begun_at: clock.now(), answered_at: null })
        .onConflict((conflict) => conflict.column('activity_key').doNothing())
        .executeTakeFirst()
      if (Number(begun.numInsertedOrUpdatedRows ?? 0) > 0) return true
      const earlier = await db
        .selectFrom('turns')
        .select('answered_at')
        .where('activity_key', '=', key)
        .executeTakeFirst()
      // Begun and never answered: the process died in the middle. What took effect then will not do so twice.
      return !earlier?.answered_at
    },
    answered: async (key) => {
      await db
        .updateTable('turns')
        .set({ answered_at: clock.now() })
        .where('activity_key', '=', key)
        .execute()
    },
  }
}
