import { setTimeout as sleep } from 'node:timers/promises'

const patienceMs = 30_000

/** What a bot tells of itself (Prometheus). */
export async function metricsAt(botPort: number | string | undefined): Promise<string> {
  return (await fetch(`http://127.0.0.1:${botPort}/metrics`)).text()
}

/** Resolves when the bot owes nobody a message that is due: all that would come has come. */
export function untilAllSent(metrics: () => Promise<string>): Promise<void> {
  return until(metrics, (text) => {
    const waited = gauge(text, 'tryggve_outbox_oldest_waiting_seconds')
    return waited === 0 && gauge(text, 'tryggve_outbox_messages{state="sending"}') === 0
  })
}

/** Resolves when the bot's heart has beaten at or after `time` in UTC, by its own clock. */
export function untilBeatenAt(metrics: () => Promise<string>, time: string): Promise<void> {
  const from = Date.parse(`${time.replace(' ', 'T')}Z`) / 1_000
  return until(metrics, (text) => (gauge(text, 'tryggve_last_beat_timestamp_seconds') ?? 0) >= from)
}

function gauge(metrics: string, name: string): number | undefined {
  const line = metrics.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

async function until(metrics: () => Promise<string>, holds: (text: string) => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!holds(await metrics())) {
    if (performance.now() > deadline) throw new Error('the bot did not come to rest')
    await sleep(100)
  }
}
