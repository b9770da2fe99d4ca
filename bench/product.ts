// Tryggve as it runs on a server, but for who signs the tokens.
import pino from 'pino'
import { startApp } from '../src/app.ts'
import { type Clock, plusMs, systemClock } from '../src/shared/clock.ts'
import { botAppId, credentials } from '../tests/helpers/identity-provider.ts'
import { metricsToken } from './numbers.ts'
import { orders, ready } from './process.ts'
import type { Outside } from './run.ts'

const {
  outside,
  databaseUrl,
  clockAheadMs = 0,
  logFile,
} = orders<{
  outside: Outside
  databaseUrl: string
  clockAheadMs?: number
  /** Where its warnings and errors go; beside the table without it. */
  logFile?: string
}>()
const clock: Clock = { now: () => plusMs(systemClock.now(), clockAheadMs) }
process.env.TZ = 'UTC'
// As main.ts does: what libraries write to the console is not for who reads the table.
const quiet = () => undefined
Object.assign(globalThis.console, { log: quiet, info: quiet, warn: quiet, error: quiet })
const app = await startApp(
  {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    trustedProxies: ['127.0.0.1'],
    metricsToken,
    databaseUrl,
    bot: {
      kind: 'registered',
      appId: botAppId,
      appType: 'SingleTenant',
      tenantId: botAppId,
      appPassword: 'secret',
    },
    coordinators: [],
    operators: [],
    logLevel: 'warn',
    production: false,
    language: undefined,
  },
  pino({ level: 'warn' }, pino.destination(logFile ?? 2)),
  {
    clock,
    turnsPerMinute: Number.MAX_SAFE_INTEGER,
    identityProvider: {
      openIdMetadataUrl: outside.openIdMetadataUrl,
      tokenIssuer: outside.tokenIssuer,
      serviceOrigins: [new URL(outside.serviceUrl).origin],
      credentials: credentials('outward'),
    },
  },
)
const answer = await fetch(`${app.url}/ready`)
if (!answer.ok) throw new Error('not ready')
ready({ url: app.url }, app.stop)
