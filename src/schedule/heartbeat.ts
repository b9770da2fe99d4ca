import cron, { type ScheduledTask } from 'node-cron'
import { clockAheadMs, minuteMs } from '../shared/clock.ts'

/** Beats every minute until it is stopped. */
export interface Heartbeat {
  /** No further beat begins; resolves when the one under way is over. */
  readonly stop: () => Promise<void>
}

/** How often we look whether somebody moved the clock, and how far it must have been moved to be worth a new start. */
const [lookMs, movedMs] = [1_000, 1_000]

/**
 * A beat at every full minute. In UTC: with a time zone, node-cron drops its ticks for an hour or two when clocks
 * change, so no local time is ever given to it, and what is due is computed from stored facts at each beat. Two beats
 * never overlap: what is due while one is under way is left out. When the clock of the machine is moved, node-cron
 * waits for the minute that it had in mind: an hour without a beat when the clock goes back an hour; and it walks
 * through every minute that is left out when it goes forward. So whenever the clock and the time that passed disagree,
 * it is started anew, with a beat at once. A lost beat is a delay, never a lost reminder.
 */
export function startHeartbeat(beat: () => Promise<void>, onFault: (fault: unknown) => void): Heartbeat {
  let underWay: Promise<void> | undefined
  const begin = () => {
    underWay ??= beat()
      .catch(onFault)
      .finally(() => {
        underWay = undefined
      })
  }
  let task = everyMinute(begin)
  let ahead = clockAheadMs()
  const watch = setInterval(() => {
    const before = ahead
    ahead = clockAheadMs()
    if (Math.abs(ahead - before) < movedMs) return
    Promise.resolve(task.destroy()).catch(onFault)
    task = everyMinute(begin)
    begin()
  }, lookMs)
  return {
    stop: async () => {
      clearInterval(watch)
      await task.destroy()
      await underWay
    },
  }
}

/** A tick that comes late, as the process was busy, is a tick all the same: node-cron would leave it out after 1 s. */
function everyMinute(tick: () => void): ScheduledTask {
  const options = { timezone: 'Etc/UTC', missedExecutionTolerance: minuteMs, suppressMissedWarning: true }
  return cron.schedule('* * * * *', tick, { ...options, name: 'heartbeat' })
}
