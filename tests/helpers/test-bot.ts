import pino from 'pino'
import { Registry } from 'prom-client'
import { type Intent, type Reply, say } from '../../src/chat/index.ts'
import type { Database } from '../../src/database/index.ts'
import type { Message } from '../../src/delivery/notice.ts'
import { startTeams, type Teams, type TeamsOptions } from '../../src/teams/index.ts'
import { type FakeTeams, startFakeTeams } from './fake-teams.ts'
import { type FixedClock, fixedClock } from './fixed-clock.ts'
import { policeTenant, teamsActivities } from './teams-activities.ts'

/** The answer to one activity. */
export interface HttpAnswer {
  readonly status: number
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown
}

/** The way in and out, running between a fake Teams and a route of the test. */
export interface TestBot {
  readonly teams: Teams
  readonly fake: FakeTeams
  readonly clock: FixedClock
  readonly activities: ReturnType<typeof teamsActivities>
  /** What the route was asked, in order. */
  readonly intents: Intent[]
  /** Everything that was logged, line by line. */
  readonly log: string[]
  /** Sends an activity to /api/messages. */
  send(activity: unknown, headers?: Record<string, string>): Promise<HttpAnswer>
  /** Stops the way in and starts it again on the same database, as a restart would. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface Wanted extends Partial<Omit<TeamsOptions, 'db' | 'clock' | 'log' | 'route' | 'metrics'>> {
  readonly db: Database
  readonly reply?: (intent: Intent) => Promise<Reply> | Reply
  /** Where the numbers are; an empty one at every start without it. */
  readonly registry?: Registry
}

export const welcomeMessage: Message = {
  card: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: 'Hej, jag är Tryggve', wrap: true }],
  },
  summary: 'Hej från Tryggve',
}

/** Starts an anonymous bot, unless another is wanted, whose route answers what `reply` says. */
export async function startTestBot(wanted: Wanted): Promise<TestBot> {
  const { db, registry, reply = () => say('Tack, det är noterat.'), ...rest } = wanted
  const fake = await startFakeTeams()
  const clock = fixedClock()
  const intents: Intent[] = []
  const log: string[] = []
  const logger = pino({ level: 'trace' }, { write: (line: string) => log.push(line) })
  const start = () =>
    startTeams({
      port: 0,
      host: '127.0.0.1',
      bot: { kind: 'anonymous' },
      acceptedTenants: async () => new Set([policeTenant]),
      welcome: async () => welcomeMessage,
      ping: async () => undefined,
      ...rest,
      db,
      clock,
      log: logger,
      metrics: registry ?? new Registry(),
      route: async (intent) => {
        intents.push(intent)
        return reply(intent)
      },
    })
  let teams = await start().catch(async (problem: unknown) => {
    await fake.stop()
    throw problem
  })
  return {
    get teams() {
      return teams
    },
    fake,
    clock,
    activities: teamsActivities(fake.url),
    intents,
    log,
    send: (activity, headers = {}) => post(`${teams.url}/api/messages`, activity, headers),
    restart: async () => {
      await teams.stop()
      teams = await start()
    },
    stop: async () => {
      await teams.stop()
      await fake.stop()
    },
  }
}

async function post(url: string, body: unknown, headers: Record<string, string>): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, text, json: asJson(text) }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
