import { afterEach, describe, expect, test } from '@jest/globals'
import { type FakeTeams, type FakeTeamsOptions, startFakeTeams } from '../helpers/fake-teams.ts'

/** A clock that stands still until the test moves it, in milliseconds. */
let nowMs = 0
let fake: FakeTeams

async function start(options: FakeTeamsOptions = { rates: () => nowMs }): Promise<void> {
  nowMs = 5_000
  fake = await startFakeTeams(options)
}

afterEach(() => fake.stop())

async function send(conversationId: string, method = 'POST') {
  const path = `v3/conversations/${encodeURIComponent(conversationId)}/activities`
  const response = await fetch(`${fake.url}${path}${method === 'PUT' ? '/4711' : ''}`, {
    method,
    body: JSON.stringify({ summary: `Påminnelse till ${conversationId}` }),
  })
  const body = (await response.json()) as object
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body }
}

/** Sends to one conversation, so many milliseconds after the start each, and gives the statuses. */
async function sendAt(moments: readonly number[], conversationId = '19:bra@thread.tacv2') {
  const statuses: number[] = []
  for (const moment of moments) {
    nowMs = 5_000 + moment
    statuses.push((await send(conversationId)).status)
  }
  return statuses
}

const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value)
const every = (ms: number, count: number) => Array.from({ length: count }, (_, at) => at * ms)

describe('The published rate', () => {
  test('of 50 in a second for an app in a tenant refuses the 51st, and not the one a second after the first', async () => {
    await start()
    const statuses: number[] = []
    for (let person = 0; person < 50; person += 1) {
      nowMs += 10
      statuses.push((await send(`a:person-${person}`)).status)
    }
    expect(statuses).toEqual(times(50, 201))
    nowMs = 5_010 + 999
    expect(await send('a:nästa')).toEqual({
      status: 429,
      retryAfter: '1',
      body: { error: { code: 'Throttled', message: 'Too many requests.' } },
    })
    nowMs = 5_010 + 1_000
    expect((await send('a:nästa')).status).toBe(201)
    expect((await send('a:ytterligare-en')).status).toBe(429)
    expect(fake.tooMany).toBe(2)
    expect(fake.arrivals.filter(({ posted }) => posted)).toHaveLength(51)
  })

  test('of a tenant is no business of another, and a change of a message counts too', async () => {
    await start({
      rates: () => nowMs,
      tenantOf: (id) => (id.startsWith('a:polis') ? 'polisen' : 'kommunen'),
    })
    for (let person = 0; person < 50; person += 1)
      await send(`a:polis-${person}`, person % 2 ? 'POST' : 'PUT')
    expect((await send('a:polis-51')).status).toBe(429)
    expect((await send('a:kommun-1')).status).toBe(201)
    expect((await send('a:polis-51', 'PUT')).status).toBe(429)
  })

  test('of a tenant is told by a map as well', async () => {
    await start({ rates: () => nowMs, tenantOf: new Map([['a:ensam', 'polisen']]) })
    for (let person = 0; person < 50; person += 1) await send(`a:person-${person}`)
    expect((await send('a:person-51')).status).toBe(429)
    expect((await send('a:ensam')).status).toBe(201)
  })

  test('of 7 in a second to one thread refuses the 8th', async () => {
    await start()
    expect(await sendAt([...times(7, 0), 999])).toEqual([...times(7, 201), 429])
    expect(await sendAt([1_000])).toEqual([201])
  })

  test('of 8 in two seconds to one thread refuses the 9th', async () => {
    await start()
    expect(await sendAt([0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 1_999])).toEqual([
      ...times(8, 201),
      429,
    ])
    expect(await sendAt([2_000])).toEqual([201])
  })

  test('of 60 in half a minute to one thread refuses the 61st', async () => {
    await start()
    expect(await sendAt(every(400, 61))).toEqual([...times(60, 201), 429])
    nowMs = 5_000 + 24_000
    expect(await send('19:bra@thread.tacv2')).toMatchObject({ status: 429, retryAfter: '6' })
    expect(await sendAt([29_999, 30_000])).toEqual([429, 201])
  })

  test('of 1,800 in an hour to one thread refuses the 1,801st', async () => {
    await start()
    expect(await sendAt(every(1_900, 1_801))).toEqual([...times(1_800, 201), 429])
    expect(await sendAt([3_599_999, 3_600_000])).toEqual([429, 201])
  })

  test('is by sliding windows: what a window of fixed seconds lets through is refused', async () => {
    await start()
    expect(await sendAt([...times(4, 900), ...times(4, 1_100)])).toEqual([...times(7, 201), 429])
  })

  test('of a thread is that of its channel, and no business of another', async () => {
    await start()
    const statuses: number[] = []
    for (let post = 0; post < 8; post += 1)
      statuses.push((await send(`19:bra@thread.tacv2;messageid=${post}`)).status)
    expect(statuses).toEqual([...times(7, 201), 429])
    expect((await send('19:annan@thread.tacv2')).status).toBe(201)
  })

  test('counts what was let in: who is refused and comes back when told to is let in', async () => {
    await start()
    await sendAt(times(7, 0))
    const refused = await sendAt([100, 200, 300, 400])
    expect(refused).toEqual(times(4, 429))
    expect(await sendAt([1_000])).toEqual([201])
  })

  test('is judged by a clock of its own that needs no test to move it', async () => {
    await start({ rates: true })
    const statuses = await Promise.all(Array.from({ length: 9 }, () => send('a:ensam')))
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(2)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect((await send('a:ensam')).status).toBe(201)
  })

  test('is kept only when asked for', async () => {
    await start({})
    for (let post = 0; post < 60; post += 1) expect((await send('a:ensam')).status).toBe(201)
    expect(fake.tooMany).toBe(0)
  })
})
