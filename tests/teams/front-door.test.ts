import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { rootCertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import {
  botAppId,
  type LocalIdentityProvider,
  startIdentityProvider,
  type TokenWish,
} from '../helpers/identity-provider.ts'
import { botId, policeTenant, teamsActivities } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const elsewhere = 'https://samlare.example/emea/'

describe('The front door of a registered bot', () => {
  let database: TestDatabase
  let provider: LocalIdentityProvider
  let bot: TestBot

  beforeAll(async () => {
    // botbuilder writes what it thinks of bad tokens to the console; main.ts silences it in the same way.
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    database = await openTestSqlite()
    provider = await startIdentityProvider()
    const serviceUrl = 'http://127.0.0.1:1/emea/'
    const trusted = provider.trust(serviceUrl)
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
      identityProvider: { ...trusted, serviceOrigins: origins },
    })
    origins.push(new URL(bot.fake.url).origin)
  })
  afterAll(async () => {
    await bot.stop()
    await provider.stop()
    await database.close()
    jest.restoreAllMocks()
  })
  afterEach(() => {
    bot.fake.forget()
    bot.intents.length = 0
    bot.log.length = 0
  })

  const stored = async () => {
    const turns = await database.db.selectFrom('turns').selectAll().execute()
    const addresses = await database.db.selectFrom('addresses').selectAll().execute()
    return turns.length + addresses.length
  }

  test('lets nobody in who has no right token, and tells nothing about why', async () => {
    const { url } = bot.fake
    const wishes: Record<string, TokenWish> = {
      'wrong audience': { audience: '99999999-1111-4222-8333-444444444444' },
      'wrong issuer': { issuer: 'https://annan.example' },
      'another service address': { serviceUrl: 'http://127.0.0.1:9/emea/' },
      'no service address': { serviceUrl: undefined },
      expired: { expiresIn: -600 },
      'not valid yet': { notBeforeIn: 900 },
      'foreign key': { foreignKey: true },
      'unknown key id': { keyId: 'nyckel-2' },
      'issued by Entra to the bot itself, as an emulator': {
        issuer: `https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/`,
        claims: { appid: botAppId, ver: '1.0' },
      },
      'issued to another bot, as a skill': {
        issuer: `https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/`,
        claims: { appid: 'aaaaaaaa-1111-4222-8333-444444444444', ver: '1.0' },
      },
    }
    const headers: Record<string, string | undefined> = {
      'no header': undefined,
      'empty header': '',
      rubbish: 'Bearer åäö.rubbish'.replaceAll(/[åäö]/g, 'a'),
      'another scheme': 'Basic dHJ5Z2d2ZTpoZW1saWd0',
      'alg none': provider.unsignedHeader(url),
      'bearer without token': 'Bearer ',
    }
    for (const [name, wish] of Object.entries(wishes)) headers[name] = await provider.header(url, wish)

    const answers: Record<string, [number, string]> = {}
    for (const [name, authorization] of Object.entries(headers)) {
      for (const activity of [
        bot.activities.message('rapportera'),
        bot.activities.execute('incidents.report'),
      ]) {
        const answer = await bot.send(activity, authorization === undefined ? {} : { authorization })
        answers[`${name}: ${activity.type}`] = [answer.status, answer.text]
      }
    }

    expect(new Set(Object.values(answers).map(([status, text]) => `${status} ${text}`))).toEqual(
      new Set(['401 ']),
    )
    expect(Object.keys(answers)).toHaveLength(2 * (6 + Object.keys(wishes).length))
    expect(bot.intents).toEqual([])
    expect(bot.fake.requests).toEqual([])
    expect(await stored()).toBe(0)
  })

  test('lets Teams in, and answers with a proof of its own', async () => {
    const authorization = await provider.header(bot.fake.url)

    const line = await bot.send(bot.activities.message('hjälp'), { authorization })
    const press = await bot.send(bot.activities.execute('help.show'), { authorization })

    expect([line.status, press.status]).toEqual([200, 200])
    expect(bot.intents).toHaveLength(2)
    expect(bot.fake.posts.map((post) => post.authorization)).toEqual([`Bearer ${provider.outwardToken}`])
  })

  test('tells the log, and only the log, why somebody was turned away', async () => {
    await bot.send(bot.activities.message('rapportera'), {
      authorization: await provider.header(bot.fake.url, { expiresIn: -600 }),
    })
    const [line = ''] = bot.log

    expect(bot.log).toHaveLength(1)
    expect(JSON.parse(line)).toMatchObject({ level: 40, status: 401, requestId: expect.any(String) })
    expect(line).toMatch(/"why":"token: /)
    expect(line).not.toMatch(/Bearer|eyJ|rapportera|Fältarbetare/)
  })

  test('takes a certificate in the place of a password', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    const registered = {
      kind: 'registered',
      appId: botAppId,
      appType: 'SingleTenant',
      tenantId: policeTenant,
    } as const
    const certificate = { certificate: rootCertificates[0] ?? '', privateKey }
    const other = await startTestBot({ db: database.db, bot: { ...registered, certificate } })

    expect((await other.send(other.activities.message('hej'))).status).toBe(401)
    await other.stop()
  })

  test('takes a token that ran out less than five minutes ago, because clocks differ', async () => {
    const authorization = await provider.header(bot.fake.url, { expiresIn: -120 })

    expect((await bot.send(bot.activities.message('hjälp'), { authorization })).status).toBe(200)
  })

  test('takes no service address but those of Teams, even in a well signed token', async () => {
    const before = await stored()
    const addresses = [
      elsewhere,
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net.samlare.example/',
      'https://botframework.com.samlare.example/',
      'https://samlarebotframework.com/',
      'https://smba.trafficmanager.net:8443/emea/',
      'https://smba.trafficmanager.net@samlare.example/',
      'http://localhost:1/emea/',
    ]
    for (const serviceUrl of addresses) {
      const activity = teamsActivities(serviceUrl).message('rapportera')
      const answer = await bot.send(activity, { authorization: await provider.header(serviceUrl) })
      expect([serviceUrl, answer.status, answer.text]).toEqual([serviceUrl, 401, ''])
    }
    expect(bot.intents).toEqual([])
    expect(await stored()).toBe(before)
  })

  test('takes the service addresses of Teams', async () => {
    for (const serviceUrl of ['https://smba.trafficmanager.net/emea/', 'https://europe.botframework.com/']) {
      const activity = teamsActivities(serviceUrl).execute('help.show')
      const answer = await bot.send(activity, { authorization: await provider.header(serviceUrl) })
      expect(answer.status).toBe(200)
    }
  })

  test('turns away a tenant that is not accepted: no reply, nothing stored, one line in the log without who it was', async () => {
    const before = await stored()
    const other = '99999999-aaaa-4bbb-8ccc-000000000009'
    const authorization = await provider.header(bot.fake.url)
    const from = bot.activities.message('rapportera skadegörelse vid Noret', { tenantId: other })
    const guest = bot.activities.execute('incidents.report')
    const fromGuest = { ...guest, from: { ...(guest.from as object), tenantId: other } }
    const nobody = bot.activities.installation('add', { tenantId: other })
    const tenantless = { ...bot.activities.message('hej'), channelData: {}, conversation: { id: 'a:1' } }

    for (const activity of [from, fromGuest, nobody, tenantless]) {
      bot.log.length = 0
      const answer = await bot.send(activity, { authorization })
      expect([answer.status, answer.text]).toEqual([403, ''])
      expect(bot.log).toHaveLength(1)
      expect(bot.log[0]).toMatch(/tenant/)
      expect(bot.log[0]).not.toMatch(/Fältarbetare|skadegörelse|2222222|9999999|29:/)
    }
    expect(bot.intents).toEqual([])
    expect(bot.fake.requests).toEqual([])
    expect(await stored()).toBe(before)
  })
})

describe('The front door of an anonymous bot', () => {
  let database: TestDatabase
  let bot: TestBot
  let alive = true

  beforeAll(async () => {
    database = await openTestSqlite()
    bot = await startTestBot({
      db: database.db,
      ping: async () => {
        if (!alive) throw new Error('no database')
      },
    })
  })
  afterAll(async () => {
    await bot.stop()
    await database.close()
  })

  test('opens on this machine only', async () => {
    await expect(startTestBot({ db: database.db, host: '0.0.0.0' })).rejects.toThrow(/127\.0\.0\.1/)
  })

  test('takes service addresses of this machine only', async () => {
    for (const address of [
      elsewhere,
      'https://smba.trafficmanager.net/emea/',
      'http://127.0.0.1.samlare.example/',
    ]) {
      const answer = await bot.send(teamsActivities(address).message('hej'))
      expect([address, answer.status]).toEqual([address, 401])
    }
    expect((await bot.send(bot.activities.message('hej'))).status).toBe(200)
  })

  test('answers what is no activity with a short 400', async () => {
    const good = bot.activities.message('hej')
    const { aadObjectId: _, ...nameless } = good.from as Record<string, unknown>
    const malformed: unknown[] = [
      {},
      [],
      null,
      'hej',
      '{',
      '',
      '{"type":"message"',
      { ...good, type: undefined },
      { ...good, type: 7 },
      { ...good, channelId: undefined },
      { ...good, channelId: 'emulator' },
      { ...good, channelId: 'AseChannel' },
      { ...good, serviceUrl: undefined },
      { ...good, serviceUrl: 'hej å' },
      { ...good, conversation: undefined },
      { ...good, conversation: { id: '' } },
      { ...good, id: undefined },
      { ...good, from: undefined },
      { ...good, from: nameless },
      { ...bot.activities.execute('incidents.report'), from: nameless },
      { ...good, text: { $ne: 1 } },
      { ...good, from: { ...(good.from as object), aadObjectId: 'a/b' } },
      { ...good, channelData: { tenant: { id: 'a/b' } } },
      { ...good, channelData: 'hej' },
      // Signs that stand in no address, or that not every database can hold.
      ...['a:\ud83d', 'a:\0', 'a:\r\n', 'a:𖫐', 'a:å'].flatMap((odd) => [
        { ...good, id: odd },
        { ...good, conversation: { id: odd } },
        { ...good, from: { ...(good.from as object), aadObjectId: odd } },
        { ...good, channelData: { tenant: { id: odd } } },
      ]),
    ]
    for (const body of malformed) {
      const answer = await bot.send(typeof body === 'string' ? body : JSON.stringify(body))
      expect([JSON.stringify(body)?.slice(0, 60), answer.status]).toEqual([
        JSON.stringify(body)?.slice(0, 60),
        400,
      ])
      expect(answer.text.length).toBeLessThan(40)
      expect(answer.text).not.toMatch(/Error|at |zod|restify|node_modules/)
    }
  })

  test('reads at most 256 KB, JSON only, and nothing that is packed', async () => {
    const room = 256 * 1024 - JSON.stringify(bot.activities.message('')).length - 100
    const fits = bot.activities.message('å'.repeat(Math.floor(room / 4)))
    expect((await bot.send(fits)).status).toBe(200)
    expect((await bot.send(bot.activities.message('x'.repeat(256 * 1024)))).status).toBe(413)
    expect((await bot.send('hej', { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await bot.send('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await bot.send('no archive', { 'Content-Encoding': 'gzip' })).status).toBe(415)
    const packed = await fetch(`${bot.teams.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: gzipSync('{}'),
    })
    expect(packed.status).toBe(415)
  })

  test.each([
    ['lists', '['.repeat(65), ']'.repeat(65)],
    ['things in things', '{"a":'.repeat(65), '}'.repeat(65)],
    ['40,000 levels', '{"a":'.repeat(40_000), '}'.repeat(40_000)],
  ])('refuses what nests deeper than anything that Teams sends: %s', async (_, open, close) => {
    const activity = JSON.stringify(bot.activities.invoke('task/submit', { data: 'DATA' }))
    const answer = await bot.send(
      activity.replace('"DATA"', `${open}${open.endsWith(':') ? '1' : ''}${close}`),
    )
    expect(answer.status).toBe(400)
  })

  test('looks for mentions in the beginning of a line made to be slow, and passes no more on', async () => {
    bot.intents.length = 0
    for (const part of ['<at', '</at', '<at>', '&nbsp;', ';messageid=', 'x']) {
      const text = part.repeat(200_000 / part.length)
      const entities = Array.from({ length: 500 }, () => ({
        type: 'mention',
        mentioned: { id: botId },
        text: 'y',
      }))
      const replaced = jest.spyOn(String.prototype, 'replaceAll')
      expect((await bot.send({ ...bot.activities.message(''), text })).status).toBe(200)
      expect((await bot.send({ ...bot.activities.message(''), text, entities })).status).toBe(200)
      const lengths = replaced.mock.contexts.map((written) => String(written).length)
      replaced.mockRestore()
      expect([lengths.length >= 50, Math.max(...lengths)]).toEqual([true, 20_000])
      expect(lengths.filter((length) => length > 1_000).length).toBeLessThanOrEqual(50)
    }
    expect(bot.intents).toHaveLength(12)
    const passed = bot.intents.map(({ said }) => (said.kind === 'words' ? said.text.length : 0))
    expect(Math.max(...passed)).toBe(20_000)
  })

  test('stops reading a body that goes on and on without saying how long it is', async () => {
    const { hostname, port } = new URL(bot.teams.url)
    const socket = connect(Number(port), hostname)
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
    socket.write(
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    for (let sent = 0; sent < 5; sent++) socket.write(`${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`)
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
  })

  test('keeps a connection open for longer than the proxies in front do', async () => {
    const answer = await fetch(`${bot.teams.url}/health`)
    expect(Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60)
  })

  test('lets go of who has an answer and goes on sending, whatever was asked', async () => {
    const { hostname, port } = new URL(bot.teams.url)
    const heads = [
      'POST /api/messages HTTP/1.1\r\nContent-Type: text/plain\r\n',
      'POST /api/messages HTTP/1.1\r\nContent-Type: application/json\r\n',
      'GET /health HTTP/1.1\r\n',
    ]
    const answered = await Promise.all(
      heads.map(async (head) => {
        const socket = connect(Number(port), hostname)
        let heard = ''
        socket.on('data', (data) => {
          heard += data
        })
        // A reset is one way to notice it.
        socket.on('error', () => undefined)
        socket.write(`${head}Host: x\r\nContent-Length: 900000\r\n\r\nhalv`)
        const dribble = setInterval(() => socket.write('x'), 50)
        await once(socket, 'close')
        clearInterval(dribble)
        return heard.slice(9, 12)
      }),
    )
    expect(answered).toEqual(['415', '413', '200'])
  })

  test('says that it lives, whether it is ready, and how it goes', async () => {
    const look = async (path: string) => {
      const response = await fetch(`${bot.teams.url}${path}`)
      return [response.status, await response.text()]
    }
    expect(await look('/health')).toEqual([200, '{"alive":true}'])
    expect(await look('/ready')).toEqual([200, '{"ready":true}'])
    alive = false
    bot.clock.advance(1_000)
    expect(await look('/ready')).toEqual([503, '{"ready":false}'])
    expect(await look('/health')).toEqual([200, '{"alive":true}'])
    alive = true
    expect((await look('/metrics'))[1]).toMatch(/tryggve_turns_total\{kind="line"\} \d/)
    expect(await look('/nagonannanstans')).toEqual([404, '{"error":"not found"}'])
  })

  test('gives every request an id of its own', async () => {
    const ids = new Set<string | null>()
    for (let asked = 0; asked < 3; asked++) {
      const response = await fetch(`${bot.teams.url}/api/messages`, { method: 'POST', body: '{}' })
      ids.add(response.headers.get('x-request-id'))
    }
    expect(ids.size).toBe(3)
    expect(ids).not.toContain(null)
  })
})
