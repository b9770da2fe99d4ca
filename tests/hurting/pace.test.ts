import { getEventListeners } from 'node:events'
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createPace, type Pace } from '../../src/delivery/index.ts'
import { hourMs, systemClock } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'

/** The most moments that any window of a length holds, wherever it is laid. */
function mostWithin(windowMs: number, moments: readonly number[]): number {
  const sorted = moments.toSorted((one, other) => one - other)
  let from = 0
  let most = 0
  sorted.forEach((moment, at) => {
    while (moment - (sorted[from] ?? 0) >= windowMs) from++
    most = Math.max(most, at - from + 1)
  })
  return most
}

const gapsBetween = (moments: readonly number[]) =>
  moments.slice(1).map((moment, at) => moment - (moments[at] ?? 0))

/** Sends so many requests through several paces at once, 48 under way at a time, and says when each went. */
async function sendAll(
  paces: readonly Pace[],
  count: number,
  tenantId: string,
  conversation: (number: number) => string,
): Promise<readonly number[]> {
  const moments: number[] = []
  let begun = 0
  const work = async (pace: Pace) => {
    while (begun < count) {
      expect(await pace.next(tenantId, conversation(begun++))).toBe(0)
      moments.push(performance.now())
    }
  }
  await Promise.all(Array.from({ length: 48 }, (_, at) => work(paces[at % paces.length] as Pace)))
  return moments.slice(0, count)
}

eachDatabase('The pace', (engine: Engine) => {
  let database: TestDatabase
  const one = () => createPace({ db: database.db, clock: systemClock })
  /** On PostgreSQL as three processes would have them; SQLite has one process. */
  const several = async () => {
    if (engine.name === 'SQLite') return [one()]
    const others = await Promise.all([engine.another(database), engine.another(database)])
    return [one(), ...others.map(({ db }) => createPace({ db, clock: systemClock }))]
  }

  beforeAll(async () => {
    database = await engine.open()
  })
  beforeEach(async () => {
    await database.db.deleteFrom('rate_limits').execute()
  })
  afterEach(() => {
    jest.restoreAllMocks()
    jest.useRealTimers()
  })

  describe('keeps what Microsoft publishes', () => {
    test('to one tenant: never more than 50 in any second from all processes together', async () => {
      const moments = await sendAll(await several(), 150, 'mora', (number) => `chatt ${number}`)
      expect(mostWithin(1_000, moments)).toBeLessThanOrEqual(50)
      const seconds = (Math.max(...moments) - Math.min(...moments)) / 1_000
      // How near to 48 it comes is for the benchmark to say (npm run bench); that it is of that kind is told here.
      expect(149 / seconds).toBeGreaterThanOrEqual(20)
    })

    test('also after a rest, and when little is sent: a window begins at any time', async () => {
      const [pace] = await several()
      const moments: number[] = []
      for (let number = 0; number < 20; number++) {
        await pace?.next('mora', `chatt ${number}`)
        moments.push(performance.now())
        if (number % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 70))
      }
      moments.push(...(await sendAll(await several(), 100, 'mora', (number) => `chatt ${100 + number}`)))
      expect(mostWithin(1_000, moments)).toBeLessThanOrEqual(50)
    })

    test('to one conversation: one in half a second, which is never more than 7 in 1 s, 8 in 2 s or 60 in 30 s', async () => {
      const moments = await sendAll(await several(), 8, 'mora', () => 'kanalen')
      const gaps = gapsBetween(moments)
      // Told by a clock that a busy machine reads late.
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(450)
    })

    test('to one tenant, whatever is sent to another', async () => {
      const pace = one()
      const [mora, polisen] = await Promise.all([
        sendAll([pace], 60, 'mora', (number) => `m ${number}`),
        sendAll([pace], 60, 'polisen', (number) => `p ${number}`),
      ])
      expect(mostWithin(1_000, mora)).toBeLessThanOrEqual(50)
      expect(mostWithin(1_000, polisen)).toBeLessThanOrEqual(50)
      expect(Math.max(...mora, ...polisen) - Math.min(...mora, ...polisen)).toBeLessThan(4_000)
    })

    test('in an hour, wherever it is laid across two hours of the clock: then the conversation rests until the next', async () => {
      const clock = fixedClock('2026-11-20T08:59:00.000Z')
      const pace = createPace({ db: database.db, clock })
      const send = async (count: number) => {
        let sent = 0
        while (sent < count && (await pace.next('mora', 'kanalen', { patienceMs: 0 })) === 0) sent++
        return sent
      }
      expect(await send(1_000)).toBe(1_000)
      clock.advance(2 * 60_000)
      // 740 remain of 1,740 in two hours of the clock.
      expect(await send(1_000)).toBe(740)
      expect(await pace.next('mora', 'kanalen', { patienceMs: 0 })).toBe(59 * 60_000)
      expect(await pace.next('mora', 'en annan', { patienceMs: 0 })).toBe(0)
      clock.advance(59 * 60_000)
      expect(await send(10)).toBe(10)
    })
  })

  describe('waits', () => {
    test('no longer than somebody’s patience', async () => {
      const pace = one()
      await pace.next('mora', 'chatt')
      const before = performance.now()
      expect(await pace.next('mora', 'chatt', { patienceMs: 100 })).toBe(0)
      const waited = performance.now() - before
      expect(waited).toBeGreaterThanOrEqual(95)
      expect(waited).toBeLessThan(400)
    })

    test('and what went by impatience is counted all the same', async () => {
      const pace = one()
      for (let number = 0; number < 48; number++)
        await pace.next('mora', `chatt ${number}`, { patienceMs: 0 })
      const before = performance.now()
      await pace.next('mora', 'en till')
      expect(performance.now() - before).toBeGreaterThan(300)
    })

    test('until it is told to stop; nothing is left that listens', async () => {
      const pace = one()
      const stopping = new AbortController()
      const { signal } = stopping
      await pace.next('mora', 'chatt', { signal })
      await pace.next('mora', 'chatt', { signal })
      expect(getEventListeners(signal, 'abort')).toEqual([])
      const waiting = pace.next('mora', 'chatt', { signal })
      setTimeout(() => stopping.abort(new Error('vi slutar')), 50)
      const before = performance.now()
      await expect(waiting).rejects.toThrow('vi slutar')
      expect(performance.now() - before).toBeLessThan(300)
      await expect(pace.next('mora', 'ny chatt', { signal })).rejects.toThrow('vi slutar')
    })

    test.each([-hourMs, hourMs])('no longer when the wall clock jumps by %d ms', async (jump) => {
      const pace = one()
      const now = Date.now.bind(Date)
      for (const conversation of ['a', 'b', 'c']) await pace.next('mora', conversation)
      jest.spyOn(Date, 'now').mockImplementation(() => now() + jump)
      const before = performance.now()
      for (const conversation of ['a', 'a', 'b', 'd']) await pace.next('mora', conversation)
      expect(performance.now() - before).toBeLessThan(2_500)
    })
  })

  test('forgets what is past: ten thousand conversations take no room for ever', async () => {
    const count = engine.name === 'SQLite' ? 10_000 : 300
    const later = setTimeout
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] })
    const pace = one()
    for (let number = 0; number < count; number++)
      await pace.next('mora', `chatt ${number}`, { patienceMs: 0 })
    const stored = async () => {
      const { rows } = await database.db
        .selectFrom('rate_limits')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      // In memory each count has a timer that forgets it.
      return engine.name === 'SQLite' ? jest.getTimerCount() : rows
    }
    expect(await stored()).toBeGreaterThan(count)
    for (let step = 0; step < 40; step++) {
      jest.advanceTimersByTime(5 * 60_000)
      await new Promise((resolve) => later(resolve, 5))
    }
    expect(await stored()).toBe(0)
  })
})
