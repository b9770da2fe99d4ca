import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { say } from '../../src/chat/index.ts'
import { botAppId, type LocalIdentityProvider, startIdentityProvider } from '../helpers/identity-provider.ts'
import { coordinator, policeTenant } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const strange = 60
const turns = 120

describe('Who nobody vouches for', () => {
  let database: TestDatabase
  let provider: LocalIdentityProvider
  let bot: TestBot

  beforeEach(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    database = await openTestSqlite()
    provider = await startIdentityProvider()
    const origins: string[] = []
    bot = await startTestBot({
      db: database.db,
      bot: {
        kind: 'registered',
        appId: botAppId,
        appType: 'SingleTenant',
        tenantId: policeTenant,
        appPassword: 'x',
      },
      identityProvider: { ...provider.trust('http://127.0.0.1:1/'), serviceOrigins: origins },
      trustedProxies: ['127.0.0.0/8'],
    })
    origins.push(new URL(bot.fake.url).origin)
  })
  afterEach(async () => {
    await bot.stop()
    await provider.stop()
    await database.close()
    jest.restoreAllMocks()
  })

  const from = (address: string, more: Record<string, string> = {}) => ({
    'X-Forwarded-For': address,
    ...more,
  })
  const many = async (count: number, headers: (at: number) => Record<string, string>) => {
    const statuses: Record<number, number> = {}
    for (let at = 0; at < count; at++) {
      const { status } = await bot.send(bot.activities.message('rapportera'), headers(at))
      statuses[status] = (statuses[status] ?? 0) + 1
    }
    return statuses
  }

  test('is told to wait after sixty tries in a minute, and fills neither the log nor anybody else’s minute', async () => {
    expect(await many(strange + 40, () => from('192.0.2.7'))).toEqual({ 401: strange, 429: 40 })
    expect(bot.log).toHaveLength(strange + 1)
    const answer = await fetch(`${bot.teams.url}/api/messages`, {
      method: 'POST',
      headers: from('192.0.2.7'),
      body: 'skräp',
    })
    expect([answer.status, await answer.text()]).toEqual([429, '{"error":"tooMany"}'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)

    expect(await many(1, () => from('192.0.2.8'))).toEqual({ 401: 1 })
  })

  test('never shuts Teams out, even when all of it comes through the same address', async () => {
    const wrong = await provider.header(bot.fake.url, { foreignKey: true })
    expect(await many(strange + 10, () => from('192.0.2.7', { authorization: wrong }))).toEqual({
      401: strange,
      429: 10,
    })

    const right = await provider.header(bot.fake.url)
    expect(await many(5, () => from('192.0.2.7', { authorization: right }))).toEqual({ 200: 5 })
    expect(bot.intents).toHaveLength(5)
  })

  test('cannot pretend to be many by writing addresses in front of the one that our proxy saw', async () => {
    const told = await many(strange + 5, (at) => from(`198.51.100.${at}, 192.0.2.7`))
    expect(told).toEqual({ 401: strange, 429: 5 })
  })

  test('is one, with all the addresses of IPv6 that a household is given', async () => {
    const told = await many(strange + 5, (at) => from(`2001:db8:a:b:${at.toString(16)}::1`))
    expect(told).toEqual({ 401: strange, 429: 5 })
    expect(await many(1, () => from('2001:db8:a:c::1'))).toEqual({ 401: 1 })
  })

  test('is the proxy itself, when what it tells cannot be read', async () => {
    const rubbish = ['', 'okänd', '192.0.2', '::gg', 'x'.repeat(5_000)]
    expect(await many(strange + 5, (at) => from(rubbish[at % 5] ?? ''))).toEqual({ 401: strange, 429: 5 })
  })

  test('is known also by a proxy that tells the port', async () => {
    const told = await many(strange + 5, (at) => from(at % 2 ? '192.0.2.7' : `192.0.2.7:${40_000 + at}`))
    expect(told).toEqual({ 401: strange, 429: 5 })
  })
})

test('Whom a request comes from is not believed of a stranger: without a named proxy all are the one who calls', async () => {
  const database = await openTestSqlite()
  const bot = await startTestBot({ db: database.db })
  const statuses = new Set<number>()
  for (let at = 0; at <= strange; at++)
    statuses.add((await bot.send('{', { 'X-Forwarded-For': `192.0.2.${at}` })).status)
  expect([...statuses]).toEqual([400, 429])
  await bot.stop()
  await database.close()
})

describe('Who writes or presses faster than anybody does at work', () => {
  let database: TestDatabase
  let bot: TestBot

  beforeEach(async () => {
    database = await openTestSqlite()
    bot = await startTestBot({ db: database.db, reply: () => say('Tack.') })
  })
  afterEach(async () => {
    await bot.stop()
    await database.close()
  })

  const presses = async (count: number) => {
    const answers = []
    for (let at = 0; at < count; at++)
      answers.push(await bot.send(bot.activities.execute('incidents.report')))
    return answers
  }

  test('is told kindly what to do, with what was filled in still there; nothing of it is done', async () => {
    const answers = await presses(turns + 3)

    expect(bot.intents).toHaveLength(turns)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    for (const { json } of answers.slice(turns))
      expect(json).toMatchObject({
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: expect.stringMatching(/lite fort.*finns kvar: vänta en minut och tryck igen/),
      })
  })

  test('is told so also where they look for something to put in a chat, and in a dialog', async () => {
    await presses(turns)
    const look = await bot.send(
      bot.activities.invoke('composeExtension/query', {
        commandId: 'incidents',
        parameters: [{ name: 'text', value: 'Noret' }],
      }),
    )
    const form = await bot.send(
      bot.activities.invoke('task/fetch', { data: { verb: 'incidents.form', once: 'a' } }),
    )

    expect(look.text).toMatch(/lite fort/)
    expect(form.text).toMatch(/lite fort/)
    expect([look.status, form.status, bot.intents.length]).toEqual([200, 200, turns])
  })

  test('is told once in the chat, not once for each line', async () => {
    await presses(turns)
    for (let at = 0; at < 5; at++) await bot.send(bot.activities.message('rapportera buskörning vid Noret'))

    expect(bot.intents).toHaveLength(turns)
    expect(bot.fake.posts.map(({ body }) => body.text)).toEqual([
      expect.stringMatching(/lite fort.*inte sparat: vänta en minut och skicka det igen/),
    ])
  })

  test('makes nobody else wait', async () => {
    await presses(turns + 1)
    await bot.send(bot.activities.execute('help.show', {}, '1', { from: coordinator }))

    expect(bot.intents).toHaveLength(turns + 1)
  })

  test('is not who presses once while Teams sends the press again and again', async () => {
    const press = bot.activities.execute('incidents.report')
    for (let at = 0; at < turns + 10; at++) await bot.send(press)
    const [next] = await presses(1)

    expect(next?.text).toContain('Tack.')
    expect(bot.intents).toHaveLength(2)
  })
})
