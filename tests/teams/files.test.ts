import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { World } from '../../src/database/index.ts'
import { createFileDesk, type FileLink, linkTo, type MakeFile } from '../../src/files/index.ts'
import { minuteMs } from '../../src/shared/clock.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { mora } from '../helpers/house.ts'
import { addCouncil } from '../helpers/small-council.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const body = Buffer.from('PK\u0003\u0004 åäö é')
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const name = "Åtgärdsplan Älvdalen 'våren' (1) 2026-11-23.xlsx"

describe('What a browser gets at /files/TOKEN', () => {
  let database: TestDatabase
  let bot: TestBot
  let world: World
  let link: FileLink
  let make: MakeFile

  beforeAll(async () => {
    database = await openTestSqlite()
    const { db } = database
    const councilId = await addCouncil(db)
    link = { councilId, who: mora.police, kind: 'prov.plan', about: '', locale: 'sv' }
    const clock = { now: () => bot.clock.now() }
    world = { db, clock }
    const desk = createFileDesk(world, new Map([['prov.plan', (asked: FileLink) => make(asked)]]))
    bot = await startTestBot({ db, files: desk, trustedProxies: ['127.0.0.1'] })
  })
  afterAll(async () => {
    await bot.stop()
    await database.close()
  })
  afterEach(() => {
    bot.log.length = 0
  })

  const newLink = async (locale: Locale = 'sv') => {
    make = async () => ({ name, contentType: type, body })
    const token = await linkTo(world, { ...link, locale })
    return `${bot.teams.url}/files/${token}`
  }
  /** A guess from an address of its own, so that one test does not make the next one wait. */
  let neighbours = 0
  const ask = (url: string, method = 'GET', from = `192.0.2.${++neighbours % 250}`) =>
    fetch(url, { method, headers: { 'X-Forwarded-For': from }, redirect: 'manual' })
  const wrong = () => `${bot.teams.url}/files/${'A'.repeat(43)}`
  /** How many were turned away so far, by why. */
  const numbers = async () => {
    bot.clock.advance(minuteMs)
    const told = await (await fetch(`${bot.teams.url}/metrics`)).text()
    const count = (why: string) => {
      const line = new RegExp(`^tryggve_requests_refused_total\\{why="${why}"\\} (\\d+)`, 'm')
      return Number(line.exec(told)?.[1] ?? 0)
    }
    return { link: count('link'), tooMany: count('tooMany') }
  }

  test('is first a page with one button, in Swedish, which needs no script', async () => {
    const answer = await ask(await newLink())
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(html).toContain('<html lang="sv">')
    expect(html).toContain('<h1>Din fil är klar att hämta</h1>')
    expect(html.match(/<form method="post"><button>Hämta filen<\/button><\/form>/g)).toHaveLength(1)
    expect(html).not.toMatch(/<script|javascript:|https?:|\bon\w+=/)
  })

  test('is in English for who speaks English with us', async () => {
    const html = await (await ask(await newLink('en'))).text()
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('Fetch the file')
  })

  test('is the file when the button is pressed, under its Swedish name, and only once', async () => {
    const url = await newLink()
    const answer = await ask(url, 'POST')
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body)
    expect(answer.headers.get('content-type')).toBe(type)
    const disposition = answer.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(
      /^attachment; filename="Atgardsplan Alvdalen _varen_ _1_ 2026-11-23\.xlsx"; filename\*=UTF-8''[\w.%-]+$/,
    )
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(name)

    const again = await ask(url, 'POST')
    expect(again.status).toBe(404)
    expect(await again.text()).toContain(
      'Länken har redan använts eller gått ut. Gå till Tryggve i Teams och be om filen en gång till',
    )
  })

  test('outlives the previews of chat clients, which open what they are shown', async () => {
    const url = await newLink()
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'OPTIONS']) await ask(url, method)
    expect((await ask(url, 'POST')).status).toBe(200)
  })

  test('is the same status without a body for HEAD', async () => {
    const url = await newLink()
    const [there, gone] = [await ask(url, 'HEAD'), await ask(wrong(), 'HEAD')]
    expect([there.status, await there.text()]).toEqual([200, ''])
    expect([gone.status, await gone.text()]).toEqual([404, ''])
  })

  test('is kept by nobody, framed by nobody, guessed at by nobody, and tells nobody where it was', async () => {
    const url = await newLink()
    const answers = [await ask(url), await ask(url, 'HEAD'), await ask(wrong()), await ask(url, 'POST')]
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toContain('noindex')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("form-action 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test('has a style that its own policy lets through', async () => {
    const answer = await ask(await newLink())
    const style = /<style>(.*)<\/style>/.exec(await answer.text())?.[1] ?? ''
    expect(style).toContain('button:focus-visible')
    const hash = createHash('sha256').update(style).digest('base64')
    expect(answer.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`)
  })

  test('is one and the same page for a wrong link, a used one, an old one, and one without right', async () => {
    const used = await newLink()
    await ask(used, 'POST')
    const refused = await newLink()
    const answers = [await ask(wrong()), await ask(wrong(), 'POST'), await ask(used), await ask(used, 'POST')]
    answers.push(await ask(`${bot.teams.url}/files/å`), await ask(`${bot.teams.url}/files/%2e%2e%2fetc`))
    make = async () => undefined
    answers.push(await ask(refused, 'POST'))
    bot.clock.set('2026-12-24T15:00:00.000Z')
    answers.push(await ask(refused), await ask(refused, 'POST'))

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    const seen = await Promise.all(
      answers.map(async (answer) => {
        const { date, ...headers } = Object.fromEntries(answer.headers)
        return JSON.stringify([headers, await answer.text()])
      }),
    )
    expect(new Set(seen).size).toBe(1)
    expect(seen[0]).toContain('<p lang=\\"en\\">The link has been used already, or is too old.')
  })

  test('is handed to one of many who press at once', async () => {
    const url = await newLink()
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(url, 'POST')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(11).fill(404)])
  })

  test('is a request to wait for who guesses, and for nobody else, not even on the same network', async () => {
    const [url, guesser] = [await newLink(), '198.51.100.7']
    for (let times = 0; times < 20; times++) expect((await ask(wrong(), 'GET', guesser)).status).toBe(404)
    const told = await ask(wrong(), 'POST', guesser)
    expect(told.status).toBe(429)
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(told.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(await told.text()).toMatch(
      /någon på samma nätverk har prövat många länkar som inte fungerar\. Vänta en minut/,
    )
    expect((await ask(url, 'GET', guesser)).status).toBe(200)
    expect((await ask(url, 'POST', guesser)).status).toBe(200)
  })

  test('leaves of a flood of wrong links one line more in the log, and each in the numbers', async () => {
    const before = await numbers()
    for (let times = 0; times < 40; times++) await ask(wrong(), 'GET', '198.51.100.70')
    const statuses = bot.log.map((line) => JSON.parse(line).status)
    expect(statuses).toEqual([...Array(20).fill(404), 429])
    const after = await numbers()
    expect([after.link - before.link, after.tooMany - before.tooMany]).toEqual([20, 20])
  })

  test('believes of several proxies the nearest one: what a guesser claims before it counts for nothing', async () => {
    const claims = (times: number) => `203.0.113.${times}, 198.51.100.99`
    for (let times = 0; times < 20; times++) await ask(wrong(), 'GET', claims(times))
    expect((await ask(wrong(), 'GET', claims(77))).status).toBe(429)
  })

  test('asks to come again in a minute when the file cannot be made, tells nothing of why, and the link still works', async () => {
    const url = await newLink()
    make = async () => {
      throw new Error('HEMLIGT i felet')
    }
    const answer = await ask(url, 'POST')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await answer.text()).toMatch(/^Det går inte just nu\. .*This does not work right now\. /s)
    expect(bot.log.join('\n')).not.toContain('HEMLIGT')
    make = async () => ({ name, contentType: type, body })
    expect((await ask(url, 'POST')).status).toBe(200)
  })

  test('leaves a line in the log that tells neither the link, nor who came, nor what it was', async () => {
    const url = await newLink()
    await ask(url, 'GET', '192.0.2.251')
    await ask(url, 'POST', '192.0.2.251')
    await ask(wrong(), 'GET', '192.0.2.251')
    const lines = bot.log.map((line) => JSON.parse(line))
    expect(lines.filter(({ msg }) => msg === 'a link to a file').map(({ status }) => status)).toEqual([
      200, 200, 404,
    ])
    const told = bot.log.join('\n')
    for (const secret of [url.split('/').at(-1) ?? '', 'A'.repeat(43), '192.0.2.251', 'plan'])
      expect(told).not.toContain(secret)
  })

  test('is not reached by other methods, and a half request disturbs nobody', async () => {
    const url = await newLink()
    expect((await ask(url, 'DELETE')).status).toBe(405)
    expect((await ask(url, 'PUT')).status).toBe(405)
    const { port, pathname } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\nhalv`)
    await new Promise((resolve) => socket.once('data', resolve))
    socket.destroy()
    expect((await ask(url, 'POST')).status).toBe(404)
  })
})
