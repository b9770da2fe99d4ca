import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type CalendarEvent,
  changeAddress,
  createCalendarDesk,
  giveAddress,
} from '../../src/calendar/index.ts'
import { transact, type World } from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { mora } from '../helpers/house.ts'
import { readCalendar } from '../helpers/read-calendar.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const event: CalendarEvent = {
  uid: '11111111-2222-4333-8444-555555555555',
  sequence: 0,
  title: 'Rådet på Älvgatan',
  when: { on: '2026-11-26' as LocalDate },
  place: '',
  link: '',
  description: '',
  state: 'confirmed',
  busy: false,
  changedAt: instant('2026-11-05T09:00:00.000Z'),
}

describe('What a calendar program gets at /calendar/TOKEN.ics', () => {
  let database: TestDatabase
  let bot: TestBot
  let world: World
  let events: readonly CalendarEvent[]
  let fails = false

  beforeAll(async () => {
    database = await openTestSqlite()
    const { db } = database
    world = { db, clock: { now: () => bot.clock.now() } }
    const source = async () => {
      if (fails) throw new Error('HEMLIGT i felet')
      return events
    }
    bot = await startTestBot({
      db,
      calendar: createCalendarDesk(world, [source]),
      trustedProxies: ['127.0.0.1'],
    })
  })
  afterAll(async () => {
    await bot.stop()
    await database.close()
  })
  beforeEach(() => {
    events = [event]
    fails = false
  })
  afterEach(() => {
    bot.log.length = 0
  })

  const newToken = () =>
    transact(world.db, (tx) => changeAddress(tx, world.clock.now(), { person: mora.police, locale: 'sv' }))
  const urlOf = (token: string) => `${bot.teams.url}/calendar/${token}.ics`
  /** From an address of its own each time, so that one test does not make the next one wait. */
  let neighbours = 0
  const ask = (url: string, { method = 'GET', from = `192.0.2.${++neighbours % 250}`, known = '' } = {}) =>
    fetch(url, {
      method,
      headers: { 'X-Forwarded-For': from, ...(known ? { 'If-None-Match': known } : {}) },
    })
  const wrong = () => urlOf('a'.repeat(64))

  test('is their calendar, as often as they like, kept by nobody between them and us', async () => {
    const url = urlOf(await newToken())
    for (let times = 0; times < 30; times++) {
      const answer = await ask(url, { from: '192.0.2.251' })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH')
      expect(answer.headers.get('cache-control')).toBe('private, no-cache')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('x-robots-tag')).toContain('noindex')
      expect(readCalendar(await answer.text()).events.map(({ title }) => title)).toEqual([
        'Rådet på Älvgatan',
      ])
    }
  })

  test('is the same without a body for HEAD', async () => {
    const url = urlOf(await newToken())
    const [got, head] = [await ask(url), await ask(url, { method: 'HEAD' })]
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(got.headers.get('etag'))
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(await got.text())))
    const gone = await ask(wrong(), { method: 'HEAD' })
    expect([gone.status, await gone.text()]).toEqual([404, ''])
  })

  test('is nothing new until something has changed', async () => {
    const url = urlOf(await newToken())
    const tag = (await ask(url)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]+"$/)
    for (const known of [tag, `W/${tag}`, `"annan", ${tag}`, '*']) {
      const again = await ask(url, { known })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    }
    expect((await ask(url, { known: '"annan"' })).status).toBe(200)
    events = [{ ...event, sequence: 1, title: 'Inställt: rådet', state: 'cancelled' }]
    const changed = await ask(url, { known: tag })
    expect([changed.status, changed.headers.get('etag') === tag]).toEqual([200, false])
    expect(readCalendar(await changed.text()).events[0]).toMatchObject({ sequence: 1, status: 'CANCELLED' })
  })

  test('is nothing at the old address from the moment that it is changed', async () => {
    const old = urlOf(await newToken())
    const tag = (await ask(old)).headers.get('etag') ?? ''
    const fresh = urlOf(await newToken())
    expect((await ask(old)).status).toBe(404)
    expect((await ask(old, { known: tag })).status).toBe(404)
    expect((await ask(fresh)).status).toBe(200)
  })

  test('is one and the same answer for everything that is no address', async () => {
    const token = await newToken()
    const old = urlOf(token)
    await newToken()
    const hash = createHash('sha256').update(token).digest('hex')
    const urls = [
      wrong(),
      old,
      urlOf(hash),
      urlOf(token.toUpperCase()),
      urlOf(`${token}0`),
      urlOf('å'),
      urlOf('x'.repeat(90)),
      urlOf('%2e%2e%2fetc'),
      `${bot.teams.url}/calendar/${await newToken()}`,
    ]
    const seen = await Promise.all(
      urls.map(async (url) => {
        const answer = await ask(url)
        const { date, ...headers } = Object.fromEntries(answer.headers)
        return JSON.stringify([answer.status, headers, await answer.text()])
      }),
    )
    expect([...new Set(seen)]).toEqual([seen[0]])
    expect(seen[0]).toMatch(/^\[404.*Det finns ingen kalender här\..*There is no calendar here\./)
  })

  test('is a request to wait for who guesses, and for nobody else, not even on the same network', async () => {
    const [url, from] = [urlOf(await newToken()), '198.51.100.7']
    const guesses = await Promise.all(Array.from({ length: 60 }, () => ask(wrong(), { from })))
    expect(guesses.filter(({ status }) => status === 404)).toHaveLength(20)
    const refused = guesses.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(40)
    const [told] = refused
    expect(Number(told?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(told?.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(await told?.text()).toMatch(/någon på samma nätverk .*somebody on the same network /s)
    expect(bot.log.filter((line) => line.includes('"status":429'))).toHaveLength(1)
    expect((await ask(url, { from })).status).toBe(200)
  })

  test('is read by sixty programs that come at once from one network, on a Monday at eight', async () => {
    const tokens: string[] = []
    for (let at = 0; at < 60; at++) {
      const aadObjectId = `22222222-aaaa-4bbb-8ccc-1000000000${String(at).padStart(2, '0')}`
      const owner = { person: { ...mora.police, aadObjectId }, locale: 'sv' } as const
      tokens.push(await transact(world.db, (tx) => changeAddress(tx, world.clock.now(), owner)))
    }
    const desk = createCalendarDesk(world, [])
    const reads = await Promise.all(tokens.map((token) => desk.read(token, '198.51.100.60')))
    await world.db.deleteFrom('calendar_links').execute()
    expect(new Set(reads.map(({ kind }) => kind))).toEqual(new Set(['calendar']))
  })

  test('is made sixty times a minute for one person, also when they have changed their address', async () => {
    const person = { ...mora.police, aadObjectId: '22222222-aaaa-4bbb-8ccc-200000000001' }
    const address = () =>
      transact(world.db, (tx) => changeAddress(tx, world.clock.now(), { person, locale: 'sv' }))
    const token = await address()
    const answers = await Promise.all(Array.from({ length: 70 }, () => ask(urlOf(token))))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60)
    const told = await ask(urlOf(await address()))
    expect([told.status, Number(told.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await told.text()).toMatch(/har lästs väldigt ofta.*has been read very often/s)
    expect(bot.log.filter((line) => line.includes('"status":429'))).toHaveLength(1)
    await world.db.deleteFrom('calendar_links').execute()
  })

  test('that cannot be looked for while the database is gone is no wrong address', async () => {
    let gone = true
    const selectFrom = (...asked: Parameters<typeof world.db.selectFrom>) => {
      if (gone) throw new Error('no database')
      return world.db.selectFrom(...asked)
    }
    const db = { selectFrom } as unknown as World['db']
    const desk = createCalendarDesk({ ...world, db }, [])
    for (let times = 0; times < 25; times++)
      await expect(desk.read('a'.repeat(64), '198.51.100.8')).rejects.toThrow('no database')
    gone = false
    expect(await desk.read('a'.repeat(64), '198.51.100.8')).toEqual({ kind: 'gone' })
  })

  test('is kept as a hash: nothing in the database opens it, and a person has one', async () => {
    const token = await newToken()
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    const rows = await world.db.selectFrom('calendar_links').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
    const again = await transact(world.db, (tx) =>
      giveAddress(tx, world.clock.now(), { person: mora.police, locale: 'sv' }),
    )
    expect(again).toBeUndefined()
    expect((await ask(urlOf(token))).status).toBe(200)
  })

  test('leaves a line in the log that tells neither the address nor who came', async () => {
    const token = await newToken()
    await ask(urlOf(token), { from: '192.0.2.252' })
    await ask(wrong(), { from: '192.0.2.252' })
    const lines = bot.log.map((line) => JSON.parse(line))
    const looks = lines.filter(({ msg }) => msg === 'a look at a calendar').map(({ status }) => status)
    expect(looks).toEqual([200, 404])
    const hash = createHash('sha256').update(token).digest('hex')
    for (const secret of [token, hash, 'a'.repeat(64), '192.0.2.252', mora.police.aadObjectId])
      expect(bot.log.join('\n')).not.toContain(secret)
  })

  test('asks to come again in a minute when it cannot be read, without what was wrong', async () => {
    const token = await newToken()
    fails = true
    const answer = await ask(urlOf(token))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await answer.text()).toMatch(/^Det går inte just nu\. .*This does not work right now\. /s)
    expect(bot.log.join('\n')).not.toMatch(new RegExp(`HEMLIGT|${token}`))
    fails = false
    expect((await ask(urlOf(token))).status).toBe(200)
  })

  test.each(['POST', 'PUT', 'DELETE'])('is not there for %s', async (method) => {
    expect((await ask(urlOf(await newToken()), { method })).status).toBe(405)
  })
})
