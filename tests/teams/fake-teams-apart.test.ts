import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startChild } from '../helpers/child.ts'
import { acceptedThen504, postedIn, timesPosted } from '../helpers/fake-teams.ts'
import { fakeTeamsAt, startFakeTeamsApart } from '../helpers/fake-teams-apart.ts'
import type { FakeTeamsOrders } from '../helpers/fake-teams-process.ts'

type Apart = Awaited<ReturnType<typeof startFakeTeamsApart>>

const orders: FakeTeamsOrders = {
  rates: true,
  tenantPattern: '^a:(polisen)-',
  tenants: { 'a:gäst': 'landskommunen' },
}

describe('The fake Teams in a process of its own', () => {
  let fake: Apart
  beforeEach(async () => {
    fake = await startFakeTeamsApart(orders)
  })
  afterEach(() => fake.stop())

  const send = async (conversationId: string, summary: string, method = 'POST') => {
    const path = `v3/conversations/${encodeURIComponent(conversationId)}/activities`
    const response = await fetch(`${fake.url}${path}${method === 'PUT' ? '/4711' : ''}`, {
      method,
      body: JSON.stringify({ type: 'message', summary }),
    })
    await response.text()
    return response.status
  }

  test('tells what came, how often, in which order, and what stands in the chats', async () => {
    await fake.failNext({ status: 503 }, acceptedThen504)
    const statuses = [
      await send('a:polisen-1', 'Påminnelse å'),
      await send('a:polisen-1', 'Påminnelse å'),
      await send('a:polisen-1', 'Påminnelse ä'),
      await send('a:polisen-1', 'Påminnelse å'),
      await send('a:polisen-1', 'Påminnelse ö', 'PUT'),
      await send('a:gäst', 'Påminnelse ö'),
    ]

    expect(statuses).toEqual([503, 504, 201, 201, 200, 201])
    expect(await fake.counts()).toEqual({ requests: 6, posts: 5, puts: 1, posted: 4, tooMany: 0 })
    const arrivals = await fake.arrivals()
    expect(arrivals[0]).toEqual({
      method: 'POST',
      conversationId: 'a:polisen-1',
      mark: 'Påminnelse å',
      atMs: expect.any(Number),
      posted: false,
      status: 503,
      activityId: '',
    })
    expect(arrivals.map(({ atMs }) => atMs)).toEqual(
      arrivals.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
    )
    expect(Object.fromEntries(timesPosted(arrivals))).toEqual({
      'Påminnelse å': 2,
      'Påminnelse ä': 1,
      'Påminnelse ö': 1,
    })
    expect(postedIn(arrivals).get('a:polisen-1')).toEqual(['Påminnelse å', 'Påminnelse ä', 'Påminnelse å'])
  })

  test('fails those it is told to, as often as it is told, and forgets', async () => {
    const failure = { status: 403, code: 'ConversationBlockedByUser' } as const
    await fake.failWhen({ mark: 'ö', failure, times: 2 })
    await fake.failWhen({ conversationId: 'a:gäst', method: 'PUT', failure: { status: 404 } })
    const rest = [await send('a:gäst', 'å'), await send('a:gäst', 'ö'), await send('a:gäst', 'å', 'PUT')]
    expect(rest).toEqual([201, 403, 404])
    expect([await send('a:gäst', 'ö'), await send('a:gäst', 'ö')]).toEqual([403, 201])

    await fake.failNext({ status: 500 })
    await fakeTeamsAt(fake.url, fake.control).forget()
    expect(await fake.counts()).toEqual({ requests: 0, posts: 0, puts: 0, posted: 0, tooMany: 0 })
    expect(await send('a:polisen-1', 'å')).toBe(201)
  })

  test('holds each tenant to the rates', async () => {
    const to = (conversationId: string) =>
      Promise.all(Array.from({ length: 8 }, () => send(conversationId, 'å')))
    expect((await to('a:polisen-1')).toSorted()).toEqual([...Array(7).fill(201), 429])
    await Promise.all(Array.from({ length: 60 }, (_, person) => send(`a:polisen-${person + 2}`, 'å')))
    expect(await send('a:gäst', 'å')).toBe(201)
    expect((await fake.counts()).tooMany).toBeGreaterThan(1)
  })

  test('waits for what is counted, and says what it was when it does not come', async () => {
    await send('a:gäst', 'å')
    expect((await fake.until(({ posted }) => posted === 1, 1_000)).posts).toBe(1)
    await expect(fake.until(({ posted }) => posted === 2, 50, 10)).rejects.toThrow(/50 ms: .*"posted":1/)
  })

  test('takes no harm from a sender that dies in the middle of a message', async () => {
    const { hostname, port, pathname } = new URL(fake.url)
    const { connect } = await import('node:net')
    const socket = connect(Number(port), hostname)
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write(
      `POST ${pathname}v3/conversations/a:g/activities HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"su`,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.resetAndDestroy()

    expect(await send('a:gäst', 'å')).toBe(201)
    expect(await fake.counts()).toMatchObject({ requests: 1, posted: 1 })
  })

  test('is started like any other child as well, and is known by what it was told to find in a message', async () => {
    const child = startChild('fake-teams-process.ts', [JSON.stringify({ markPattern: 'H-\\d{4}-(\\d{4})' })])
    const { url, control } = JSON.parse((await child.line()) ?? '{}') as { url: string; control: string }
    await fetch(`${url}v3/conversations/a:g/activities`, {
      method: 'POST',
      body: '{"text":"H-2026-0017 är klar"}',
    })
    expect((await fakeTeamsAt(url, control).arrivals()).map(({ mark }) => mark)).toEqual(['0017'])
    await child.kill()
  })
})
