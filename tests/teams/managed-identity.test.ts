import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type FakeIdentityEndpoint, startFakeIdentityEndpoint } from '../helpers/fake-identity-endpoint.ts'
import { botAppId, type LocalIdentityProvider, startIdentityProvider } from '../helpers/identity-provider.ts'
import { policeTenant } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

describe('A bot that is a managed identity', () => {
  let database: TestDatabase
  let azure: FakeIdentityEndpoint
  let provider: LocalIdentityProvider
  let bot: TestBot
  const before = { ...process.env }

  beforeAll(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    database = await openTestSqlite()
    azure = await startFakeIdentityEndpoint(botAppId)
    provider = await startIdentityProvider()
    Object.assign(process.env, azure.env)
    // Who may call us is told by the test; how our own token is had is not.
    const { credentials: _, ...trusted } = provider.trust('http://127.0.0.1:1/emea/')
    const origins: string[] = []
    bot = await startTestBot({
      db: database.db,
      bot: { kind: 'registered', appId: botAppId, appType: 'UserAssignedMSI', tenantId: policeTenant },
      identityProvider: { ...trusted, serviceOrigins: origins },
    })
    origins.push(new URL(bot.fake.url).origin)
  })
  afterAll(async () => {
    await bot.stop()
    await provider.stop()
    await azure.stop()
    await database.close()
    process.env = before
    jest.restoreAllMocks()
  })

  test('answers with the token that Azure hands out to its identity, and to nobody without the header', async () => {
    const activity = bot.activities.message('hjälp')
    const headers = { Authorization: await provider.header(bot.fake.url) }
    expect((await bot.send(activity, headers)).status).toBe(200)
    const [answer] = await bot.fake.received(1)
    expect(answer).toMatchObject({ method: 'POST', authorization: `Bearer ${azure.token}` })
    expect(azure.asked).toEqual([
      { clientId: botAppId, resource: 'https://api.botframework.com', status: 200 },
    ])
  })
})
