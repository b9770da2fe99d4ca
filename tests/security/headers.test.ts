import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

/** What a browser is told by every answer, whatever came of the request. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}
const nothing = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'"
const there = 'finns'

describe('The headers of every answer', () => {
  let database: TestDatabase
  let bot: TestBot
  let local: TestBot

  beforeAll(async () => {
    database = await openTestSqlite()
    const { db } = database
    const gone = async (token: string) => (token.startsWith(there) ? undefined : ({ kind: 'gone' } as const))
    const file = {
      name: 'Åtgärdsplan.xlsx',
      contentType: 'application/octet-stream',
      body: new Uint8Array(3),
    }
    const desks = {
      files: {
        look: async (token: string) => (await gone(token)) ?? ({ kind: 'there', locale: 'sv' } as const),
        open: async (token: string) => (await gone(token)) ?? ({ kind: 'file', file } as const),
      },
      calendar: {
        read: async (token: string) =>
          (await gone(token)) ??
          ({ kind: 'calendar', contentType: 'text/calendar; charset=utf-8', body: 'x', tag: 'a' } as const),
      },
    }
    bot = await startTestBot({ db, ...desks, publicUrl: 'https://tryggve.example' })
    local = await startTestBot({ db, publicUrl: 'http://localhost:3978' })
  })
  afterAll(async () => {
    await bot.stop()
    await local.stop()
    await database.close()
  })

  const ask = (path: string, init: RequestInit = {}) => fetch(`${bot.teams.url}${path}`, init)
  const json = { 'Content-Type': 'application/json' }
  const post = (body: string, headers: Record<string, string> = json) =>
    ask('/api/messages', { method: 'POST', headers, body })

  const answers: readonly (readonly [string, number, () => Promise<Response>])[] = [
    ['alive', 200, () => ask('/health')],
    ['ready', 200, () => ask('/ready')],
    ['the numbers', 200, () => ask('/metrics')],
    ['a line', 200, () => post(JSON.stringify(bot.activities.message('hjälp')))],
    ['a press', 200, () => post(JSON.stringify(bot.activities.execute('help.show')))],
    ['no activity', 400, () => post('{}')],
    [
      'no service address of ours',
      401,
      () => post(JSON.stringify({ ...bot.activities.message('å'), serviceUrl: 'https://a.example' })),
    ],
    ['another tenant', 403, () => post(JSON.stringify(bot.activities.message('å', { tenantId: 'annan' })))],
    ['no such path', 404, () => ask('/någonannanstans')],
    ['no path that can be read', 404, () => ask('/%E0%A4%A')],
    ['not so', 405, () => ask('/api/messages', { method: 'DELETE' })],
    ['not so either', 405, () => ask('/health', { method: 'POST' })],
    ['too much', 413, () => post('x'.repeat(300_000))],
    ['another language', 415, () => post('hej', { 'Content-Type': 'text/plain' })],
    ['a file’s page', 200, () => ask(`/files/${there}`)],
    ['a file', 200, () => ask(`/files/${there}`, { method: 'POST' })],
    ['no file', 404, () => ask('/files/borta')],
    ['a calendar', 200, () => ask(`/calendar/${there}.ics`)],
    ['the same calendar', 304, () => ask(`/calendar/${there}.ics`, { headers: { 'If-None-Match': '"a"' } })],
    ['no calendar', 404, () => ask('/calendar/borta.ics')],
  ]

  test.each(answers)(
    'tell a browser to keep, guess, frame and run nothing: %s (%i)',
    async (_, status, answer) => {
      const { headers, status: got } = await answer()
      expect(got).toBe(status)
      expect(Object.fromEntries(headers)).toMatchObject(everywhere)
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
    },
  )

  test('say that nothing may be shown or run, but the look and the button of a file’s page', async () => {
    for (const [what, , answer] of answers) {
      const told = (await answer()).headers.get('content-security-policy')
      if (!what.includes('file')) expect([what, told]).toEqual([what, nothing])
      else
        expect(told).toMatch(
          /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'/,
        )
    }
  })

  test('let nothing be kept, but a calendar by who reads it and asks us again', async () => {
    for (const [what, status, answer] of answers) {
      const calendar = what.includes('calendar') && status !== 404
      const told = (await answer()).headers.get('cache-control')
      expect([what, told]).toEqual([what, calendar ? 'private, no-cache' : 'no-store'])
    }
  })

  test('do not bind a browser to https where we are reached without it', async () => {
    const { headers } = await fetch(`${local.teams.url}/health`)
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(Object.fromEntries(headers)).toMatchObject(everywhere)
  })
})
