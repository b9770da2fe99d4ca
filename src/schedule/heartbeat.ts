import cron from 'node-cron'

/** Beats every minute until it is stopped. */
export interface Heartbeat {
  /** No further beat begins; resolves when the one under way is over. */
  readonly stop: () => Promise<void>
}

/**
 * A beat a minute, in UTC: with a time zone, node-cron drops its ticks for an hour or two when clocks change, so no
 * local time is ever given to it, and what is due is computed from stored facts at each beat. A beat that is still
 * going when the next one is due makes that one be skipped; a lost beat is a delay, never a lost reminder.
 */
export function startHeartbeat(beat: () => Promise<void>, onFault: (fault: unknown) => void): Heartbeat {
  let current: Promise<void> = Promise.resolve()
  const task = cron.schedule(
    '* * * * *',
    () => {
      current = beat().catch(onFault)
      return current
    },
    { timezone: 'Etc/UTC', noOverlap: true, name: 'heartbeat' },
  )
  return {
    stop: async () => {
      await task.destroy()
      await current
    },
  }
}
