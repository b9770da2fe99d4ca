// Tryggve as it runs on a server, anonymous, until it is killed, or told to stop: its clock is ahead by what it is told, so that a
// reminder is due. Writes its address when it is ready.
import pino from 'pino'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { plusMs, systemClock } from '../../src/shared/clock.ts'

/** What the process is told to do. */
export interface ServeOrders {
  readonly databaseUrl: string
  readonly clockAheadMs: number
}

const { databaseUrl, clockAheadMs }: ServeOrders = JSON.parse(process.argv[2] ?? '')
process.env.TZ = 'UTC'
const config = readConfig({ DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'silent' })
const app = await startApp(config, pino({ level: 'silent' }), {
  clock: { now: () => plusMs(systemClock.now(), clockAheadMs) },
})
process.stdout.write(`${app.url}\n`)
process.on('SIGTERM', async () => {
  await app.stop()
  process.exit(0)
})
