import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { startHeartbeat } from '../../src/schedule/index.ts'
import { dayMs, hourMs, type Instant, instant, minuteMs, systemClock } from '../../src/shared/clock.ts'
import { startChild } from '../helpers/child.ts'
import { movedClock } from '../helpers/moved-clock.ts'

/** A heartbeat whose beats last `lastsMs`, and what was seen of it. */
function watched(lastsMs = 0) {
  const begun: { readonly clock: Instant; readonly passedMs: number }[] = []
  const faults: unknown[] = []
  let underWay = 0
  const seen = { begun, faults, most: 0, ended: 0 }
  const heart = startHeartbeat(
    async () => {
      begun.push({ clock: systemClock.now(), passedMs: performance.now() })
      underWay += 1
      seen.most = Math.max(seen.most, underWay)
      if (lastsMs > 0) await new Promise((done) => setTimeout(done, lastsMs))
      underWay -= 1
      seen.ended += 1
    },
    (fault) => faults.push(fault),
  )
  return { ...heart, seen, clocks: () => begun.map(({ clock }) => clock) }
}

const wait = (ms: number) => jest.advanceTimersByTimeAsync(ms)
const moveClock = (ms: number) => jest.setSystemTime(Date.now() + ms)

describe('the heartbeat', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-20T12:00:30Z'), doNotFake: ['nextTick', 'queueMicrotask'] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  test.each(['2026-10-24T22:00:00.000Z', '2026-03-28T22:00:00.000Z'])(
    'beats at every full minute, to the millisecond, through the night of the clock change after %s',
    async (night) => {
      jest.setSystemTime(Date.parse(night))
      const heart = watched()
      await wait(6 * hourMs)
      await heart.stop()
      const minutes = Array.from({ length: 360 }, (_, minute) =>
        instant(Date.parse(night) + (minute + 1) * minuteMs),
      )
      expect(heart.clocks()).toEqual(minutes)
    },
  )

  test('leaves out what is due while a beat is under way, and goes on after it', async () => {
    const heart = watched(2.5 * minuteMs)
    await wait(7 * minuteMs)
    expect(heart.clocks().map((clock) => clock.slice(11, 19))).toEqual(['12:01:00', '12:04:00', '12:07:00'])
    expect(heart.seen.most).toBe(1)
    const stopped = heart.stop()
    await wait(3 * minuteMs)
    await stopped
  })

  test('tells of a beat that failed, and beats again', async () => {
    const faults: unknown[] = []
    const fault = new Error('databasen är borta')
    let beats = 0
    const heart = startHeartbeat(
      async () => {
        beats += 1
        throw fault
      },
      (heard) => faults.push(heard),
    )
    await wait(3 * minuteMs)
    await heart.stop()
    expect([beats, faults]).toEqual([3, [fault, fault, fault]])
  })

  test('stops when the beat under way is over, and then for good, whatever the clock does', async () => {
    const heart = watched(20_000)
    await wait(40_000)
    let over = false
    const stopped = heart.stop().then(() => {
      over = true
    })
    await wait(5_000)
    expect([over, heart.seen.ended]).toEqual([false, 0])
    await wait(10_000)
    await stopped
    expect([over, heart.seen.ended]).toEqual([true, 1])
    moveClock(-hourMs)
    await wait(2 * hourMs)
    expect(heart.seen.begun).toHaveLength(1)
    expect(jest.getTimerCount()).toBe(0)
  })

  test.each([
    ['back an hour', -hourMs, '11:01:1', '11:02:00'],
    ['back a minute', -minuteMs, '12:00:1', '12:01:00'],
    ['forward an hour', hourMs, '13:01:1', '13:02:00'],
    ['forward a week', 7 * dayMs, '12:01:1', '12:02:00'],
    ['forward ten years', 3653 * dayMs, '12:01:1', '12:02:00'],
  ])(
    'beats at once when the clock is moved %s, and then at the full minutes of the new time',
    async (...row) => {
      const [, ms, atOnce, after] = row
      const heart = watched()
      await wait(40_000)
      moveClock(ms)
      await wait(minuteMs)
      await heart.stop()
      const times = heart.clocks().map((clock) => clock.slice(11, 19))
      expect(times).toEqual(['12:01:00', expect.stringContaining(atOnce), after])
    },
  )

  test('is never silent for longer than a minute and some seconds, nor overlaps, however the clock is moved', async () => {
    const steps = fc.record({
      ms: fc.integer({ min: 0, max: 3 * minuteMs }),
      moved: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -8 * dayMs, max: 8 * dayMs }),
        fc.integer({ min: -3_000, max: 3_000 }),
      ),
    })
    const beatMs = fc.constantFrom(0, 500, 30_000)
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 8 }), beatMs, async (sequence, lastsMs) => {
        const started = performance.now()
        const heart = watched(lastsMs)
        for (const { ms, moved } of sequence) {
          await wait(ms)
          moveClock(moved)
        }
        await wait(2 * minuteMs)
        const passed = [started, ...heart.seen.begun.map(({ passedMs }) => passedMs), performance.now()]
        const stopped = heart.stop()
        await wait(lastsMs)
        await stopped
        const silences = passed.slice(1).map((at, index) => at - (passed[index] ?? at))
        // A move is seen after a second at most, or is smaller than that; and one during a beat waits for its end.
        const seconds = 1_000 + sequence.length * 1_000
        expect(Math.max(...silences)).toBeLessThanOrEqual(minuteMs + lastsMs + seconds)
        expect(heart.seen.most).toBe(1)
        expect(heart.seen.faults).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('the heartbeat of a process whose clock is really moved', () => {
  /** A process that beats, begun four seconds before one in the afternoon, Swedish time. */
  async function beating() {
    const clock = movedClock('2026-11-20 11:59:56')
    const child = startChild('beat-and-tell.ts', [], clock.env)
    expect(await child.line()).toMatch(/^started 2026-11-20T11:59:5/)
    return { clock, child }
  }

  async function moved(to: string, minute: string, nextMinute: string) {
    const { clock, child } = await beating()
    expect(await child.line()).toMatch(/^beat 2026-11-20T12:00:00/)
    clock.set(to)
    expect((await child.line())?.slice(0, -6)).toBe(`beat ${minute}:5`)
    expect((await child.line())?.slice(0, -5)).toBe(`beat ${nextMinute}:00`)
  }

  /** Held over the full minute, and for longer after it than node-cron forgives by itself. */
  async function heldUp() {
    const { child } = await beating()
    child.process.kill('SIGSTOP')
    await sleep(7_000)
    child.process.kill('SIGCONT')
    expect(await child.line()).toMatch(/^beat 2026-11-20T12:00:0[2-9]/)
  }

  test('beats at once and at full minutes when it goes back or forward, and late when it was held up', async () => {
    await Promise.all([
      moved('2026-11-20 11:01:56', '2026-11-20T11:01', '2026-11-20T11:02'),
      moved('2026-11-27 12:01:56', '2026-11-27T12:01', '2026-11-27T12:02'),
      heldUp(),
    ])
  })
})
