import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { Counter, Registry } from 'prom-client'
import { botAppId } from '../helpers/identity-provider.ts'
import { policeTenant } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot, type Wanted } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const token = 'a-token-of-at-least-thirty-two-signs'
const registered = {
  kind: 'registered',
  appId: botAppId,
  appType: 'SingleTenant',
  tenantId: policeTenant,
  appPassword: 'x',
} as const

describe('Those who operate us', () => {
  let database: TestDatabase
  let bot: TestBot
  let asked = { ready: 0, numbers: 0 }
  /** Resolves what the database is asked; nothing is answered before. */
  let answer: () => void

  beforeAll(async () => {
    database = await openTestSqlite()
    return () => database.close()
  })
  const start = async (wanted: Partial<Wanted> = {}) => {
    asked = { ready: 0, numbers: 0 }
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const registry = new Registry()
    registry.registerMetric(
      new Counter({
        name: 'prov_total',
        help: 'prov',
        registers: [],
        async collect() {
          asked.numbers += 1
          await answered
        },
      }),
    )
    bot = await startTestBot({
      db: database.db,
      registry,
      ping: async () => {
        asked.ready += 1
        await answered
      },
      ...wanted,
    })
  }
  afterEach(async () => {
    await bot.stop()
    jest.restoreAllMocks()
  })
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${bot.teams.url}${path}`, { headers })

  test.each([
    ['/ready', 'ready'],
    ['/metrics', 'numbers'],
  ] as const)(
    'get one answer of %s between them, however many ask, and a new one a second later',
    async (path, what) => {
      await start()
      const asking = Array.from({ length: 50 }, () => ask(path))
      while (asked[what] === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      answer()
      expect(new Set((await Promise.all(asking)).map(({ status }) => status))).toEqual(new Set([200]))
      for (let times = 0; times < 5; times++) await ask(path)
      bot.clock.advance(999)
      await ask(path)
      expect(asked[what]).toBe(1)
      bot.clock.advance(1)
      await ask(path)
      expect(asked[what]).toBe(2)
      bot.clock.advance(-3_600_000)
      await ask(path)
      expect(asked[what]).toBe(3)
    },
  )

  test('read the numbers of a registered bot with the token that they were given, and not without', async () => {
    await start({ bot: registered, metricsToken: token })
    answer()
    const wrong = [undefined, '', token, `bearer ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(1)}`]
    for (const authorization of wrong) {
      const refused = await ask('/metrics', authorization === undefined ? {} : { authorization })
      expect([authorization, refused.status, await refused.text()]).toEqual([authorization, 401, ''])
      expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect(asked.numbers).toBe(0)
    const right = await ask('/metrics', { authorization: `Bearer ${token}` })
    expect([right.status, (await right.text()).includes('tryggve_turns_total')]).toEqual([200, true])
    expect(bot.log.join('')).not.toContain(token.slice(1))
    expect(bot.log.map((line) => JSON.parse(line).why)).toEqual(wrong.map(() => 'metrics'))
  })

  test('are not kept out by somebody who tries tokens from the same network', async () => {
    await start({ bot: registered, metricsToken: token })
    answer()
    const statuses: number[] = []
    for (let times = 0; times < 70; times++)
      statuses.push((await ask('/metrics', { authorization: `Bearer ${times}` })).status)
    expect(statuses).toEqual([...Array(60).fill(401), ...Array(10).fill(429)])
    expect(bot.log).toHaveLength(61)
    expect((await ask('/metrics', { authorization: `Bearer ${token}` })).status).toBe(200)
  })

  test('find no numbers of a registered bot without a token; the log says at the start how to get them', async () => {
    await start({ bot: registered })
    answer()
    const refused = await ask('/metrics', { authorization: 'Bearer undefined' })
    const elsewhere = await ask('/nagonannanstans')
    expect([refused.status, await refused.text()]).toEqual([elsewhere.status, await elsewhere.text()])
    expect(bot.log.join('')).toMatch(/METRICS_TOKEN/)
  })
})
