import pino from 'pino'
import { type App, startApp } from '../../src/app.ts'
import { type FakeTeams, startFakeTeams } from './fake-teams.ts'

/** The settings of an app that takes everybody at their word, as on a newcomer's machine. */
export const anonymousConfig = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'https://tryggve.example',
  trustedProxies: [],
  metricsToken: undefined,
  bot: { kind: 'anonymous' },
  coordinators: [],
  operators: [],
  logLevel: 'trace',
  production: false,
  language: undefined,
} as const

/** The whole app over HTTP, with a Teams beside it that speaks the wire format, and everything that it logs. */
export interface WholeApp {
  readonly app: App
  readonly fake: FakeTeams
  /** Every line of the log so far, in one text. */
  readonly log: () => string
  /** Hands in an activity as Teams does, and gives what was answered to that very request. */
  readonly send: (activity: unknown) => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts the whole app on a database that is there already. */
export async function startWholeApp(databaseUrl: string): Promise<WholeApp> {
  const fake = await startFakeTeams()
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
  const app = await startApp({ ...anonymousConfig, databaseUrl }, log)
  return {
    app,
    fake,
    log: () => lines.join('\n'),
    send: async (activity) => {
      const answer = await fetch(`${app.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activity),
      })
      return answer.text()
    },
    stop: async () => {
      await app.stop()
      await fake.stop()
    },
  }
}
