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
    bot.log.length = 0
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

  test('is one, with all the networks of IPv6 that a subscriber is given', async () => {
    const told = await many(strange + 5, (at) =>
      from(`2001:db8:a:${(at * 991).toString(16)}:${at.toString(16)}::1`),
    )
    expect(told).toEqual({ 401: strange, 429: 5 })
    expect(await many(1, () => from('2001:db8:b::1'))).toEqual({ 401: 1 })
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

describe('What Microsoft vouches for', () => {
  const foreign = '99999999-aaaa-4bbb-8ccc-000000000009'
  let database: TestDatabase
  let bot: TestBot
  let asked: number

  beforeEach(async () => {
    database = await openTestSqlite()
    asked = 0
    bot = await startTestBot({
      db: database.db,
      acceptedTenants: async () => {
        asked += 1
        return new Set([policeTenant])
      },
    })
    bot.log.length = 0
    asked = 0
  })
  afterEach(async () => {
    await bot.stop()
    await database.close()
  })
  const statusesOf = async (count: number, activity: () => unknown) => {
    const statuses = new Set<number>()
    for (let at = 0; at < count; at++) statuses.add((await bot.send(activity())).status)
    return [...statuses]
  }
  const refused = async (why: string) => {
    const told = await (await fetch(`${bot.teams.url}/metrics`)).text()
    return Number(new RegExp(`refused_total\\{why="${why}"\\} (\\d+)`).exec(told)?.[1] ?? 0)
  }

  test('of another tenant asks the database and fills the log sixty times a minute at most, and is counted', async () => {
    const from = () => bot.activities.message('rapportera', { tenantId: foreign })
    expect(await statusesOf(strange + 40, from)).toEqual([403])
    expect([asked, bot.log.length, await refused('tenant')]).toEqual([strange + 1, strange + 1, strange + 40])

    // A guest of ours who comes from there, and everybody else, is looked at as before.
    const guest = bot.activities.message('rapportera')
    await bot.send({ ...guest, from: { ...(guest.from as object), tenantId: foreign } })
    expect(await statusesOf(1, () => bot.activities.message('rapportera'))).toEqual([200])
    expect([asked, bot.intents.length]).toEqual([strange + 3, 1])
  })

  test.each<[string, () => Record<string, unknown>]>([
    ['installs us', () => bot.activities.installation('add')],
    ['takes us in and out of the members', () => bot.activities.members('membersAdded')],
    ['starts a meeting', () => bot.activities.meeting('Start')],
    ['presses what we do not know', () => bot.activities.invoke('nagot/annat')],
    ['presses with more than a form holds', () => bot.activities.invoke('a', { a: 'x'.repeat(70_000) })],
    ['puts a heart on a message', () => bot.activities.reaction()],
  ])('who %s without end is listened to a hundred and twenty times a minute', async (_, activity) => {
    expect(await statusesOf(turns + 30, activity)).toEqual([200])
    expect(await refused('tooMany')).toBe(30)
    expect(bot.log.filter((line) => line.includes('too many'))).toHaveLength(1)
  })

  test('who installs us for a whole organisation is listened to each time', async () => {
    for (let at = 0; at < turns + 10; at++)
      await bot.send(bot.activities.installation('add', { in: { id: `a:${at}`, kind: 'personal' } }))
    expect(await refused('tooMany')).toBe(0)
    expect(await database.db.selectFrom('addresses').selectAll().execute()).toHaveLength(turns + 10)
  })
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
