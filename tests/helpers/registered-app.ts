import pino from 'pino'
import { startApp } from '../../src/app.ts'
import { type OpenDatabase, openDatabase } from '../../src/database/index.ts'
import { type FakeTeams, startFakeTeams } from './fake-teams.ts'
import type { FixedClock } from './fixed-clock.ts'
import { buildHouse, type House, mora } from './house.ts'
import { botAppId, startIdentityProvider } from './identity-provider.ts'
import { teamsActivities } from './teams-activities.ts'
import { anonymousConfig } from './whole-app.ts'

/** The whole app of a bot that is registered with Teams, and Mora's council in it. */
export interface RegisteredApp {
  readonly fake: FakeTeams
  readonly clock: FixedClock
  readonly activities: ReturnType<typeof teamsActivities>
  /** Every line of the log so far, in one text. */
  readonly log: () => string
  /** Stops it, and opens what it has stored: SQLite is open to one at a time. */
  readonly stored: () => Promise<OpenDatabase>
  /** Hands in an activity with a token of Teams, and gives what was answered to that very request. */
  readonly send: (activity: unknown) => Promise<unknown>
  readonly stop: () => Promise<void>
}

/** Starts it on an empty database; `lay` is done before it starts. */
export async function startRegisteredApp(
  databaseUrl: string,
  lay: (house: House) => Promise<void> = async () => undefined,
): Promise<RegisteredApp> {
  const database = await openDatabase(databaseUrl)
  const house = await buildHouse(database)
  await lay(house)
  await database.close()
  const fake = await startFakeTeams()
  const provider = await startIdentityProvider()
  const lines: string[] = []
  const app = await startApp(
    {
      ...anonymousConfig,
      databaseUrl,
      bot: {
        kind: 'registered',
        appId: botAppId,
        appType: 'SingleTenant',
        tenantId: mora.coordinator.tenantId,
        appPassword: 'hemligt',
      },
    },
    pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
    { clock: house.clock, identityProvider: provider.trust(fake.url) },
  )
  const authorization = await provider.header(fake.url)
  let reopened: OpenDatabase | undefined
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= app.stop()
    return stopping
  }
  return {
    fake,
    clock: house.clock,
    activities: teamsActivities(fake.url, mora.coordinator.tenantId),
    log: () => lines.join('\n'),
    stored: async () => {
      await stop()
      reopened = await openDatabase(databaseUrl)
      return reopened
    },
    send: async (activity) => {
      const response = await fetch(`${app.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', authorization },
        body: JSON.stringify(activity),
      })
      const text = await response.text()
      return text ? JSON.parse(text) : undefined
    },
    stop: async () => {
      await stop()
      await reopened?.close()
      await fake.stop()
      await provider.stop()
    },
  }
}
