import { describe, expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { transact } from '../../src/database/index.ts'
import {
  deliveryMetrics,
  findHeld,
  heldOf,
  type Outcome,
  queueOf,
  sendAgain,
  writeOff,
} from '../../src/delivery/index.ts'
import { dayMs, minuteMs, plusMs } from '../../src/shared/clock.ts'
import { type CouncilId, newId } from '../../src/shared/ids.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { calm, coordinator, openPostOffice, personOf, posted, reminder, shortLived } from './post-office.ts'

const timeout: Outcome = { kind: 'uncertain', reason: 'timeout' }
const page = { from: 0, most: 10 }

eachDatabase('When nobody knows whether it arrived', (engine: Engine) => {
  const office = openPostOffice(engine)
  const { owe, rows, states, delivery } = office
  const held = async (councilId?: CouncilId) =>
    (await heldOf(office.database.db, office.notices, councilId, page)).held
  const decide = (act: typeof sendAgain, id: string) =>
    transact(office.database.db, (tx) => act(tx, id, office.clock.now()))

  describe('a reminder', () => {
    test('is repeated once, after a minute, and says that it may have come before', async () => {
      await owe('å', { kind: reminder })
      office.out.answers.push(timeout)
      await delivery().drain()
      office.clock.advance(minuteMs - 1)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å'])
      expect(await held()).toEqual([])
      office.clock.advance(1)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å', 'post å (kan ha skickats)'])
      expect(await rows()).toMatchObject([{ state: 'delivered', attempts: 2, repeated: 1, reason: null }])
    })

    test('is held when nobody knows that of the repeated one either', async () => {
      await owe('å', { kind: reminder })
      office.out.answers.push(timeout, { kind: 'uncertain', reason: 'HTTP 504' })
      for (let beat = 0; beat < 5; beat++) {
        await delivery().drain()
        office.clock.advance(minuteMs)
      }
      expect(office.out.sent).toHaveLength(2)
      expect(await held()).toMatchObject([{ kind: reminder, reason: 'HTTP 504', repeated: true }])
    })

    test('is not repeated when it is no longer needed', async () => {
      await owe('å', { kind: reminder })
      office.out.answers.push(timeout)
      await delivery().drain()
      office.truth.set('å', undefined)
      office.clock.advance(minuteMs)
      await delivery().drain()
      expect(await states()).toEqual(['noLongerNeeded: notNeeded'])
      expect(office.out.sent).toEqual(['post å'])
    })

    test('does not hold up what comes after it', async () => {
      await owe('å', { kind: reminder })
      office.clock.advance(1)
      await owe('ö', { kind: reminder })
      office.out.answers.push(timeout)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å', 'post ö'])
    })
  })

  describe('everything else', () => {
    const letOneBeHeld = async (subject: string, kind = posted) => {
      await owe(subject, { kind })
      office.out.answers.push(timeout)
      await delivery().drain()
      office.clock.advance(minuteMs)
    }

    test('is held, and listed with why and since when, the oldest first, page by page', async () => {
      const start = office.clock.now()
      for (const subject of ['a', 'å', 'ö']) await letOneBeHeld(subject)
      await owe('väntar', { dueAt: plusMs(office.clock.now(), dayMs) })
      const all = await heldOf(office.database.db, office.notices, undefined, page)
      expect(all.count).toBe(3)
      expect(all.held.map(({ subjectId }) => subjectId)).toEqual(['a', 'å', 'ö'])
      expect(all.held[0]).toMatchObject({
        ...{ kind: posted, occasion: 'v1', recipient: coordinator, reason: 'timeout' },
        ...{ dueAt: start, heldSince: start, repeated: false },
      })
      const second = await heldOf(office.database.db, office.notices, undefined, { from: 1, most: 1 })
      expect([second.count, second.held.map(({ subjectId }) => subjectId)]).toEqual([3, ['å']])
    })

    test('is listed and found for its own council only', async () => {
      await letOneBeHeld('å')
      const [one] = await held()
      const other = newId<CouncilId>()
      expect(await held(one?.councilId)).toHaveLength(1)
      expect(await held(other)).toEqual([])
      const find = (councilId?: CouncilId) =>
        findHeld(office.database.db, office.notices, one?.id ?? '', councilId)
      expect(await find(one?.councilId)).toEqual(one)
      expect(await find()).toEqual(one)
      expect(await find(other)).toBeUndefined()
    })

    test('is sent again when somebody says so, marked, once however often they say it', async () => {
      await letOneBeHeld('å')
      const [one] = await held()
      office.truth.set('å', 'å, som det är nu')
      const id = one?.id ?? ''
      expect([await decide(sendAgain, id), await decide(sendAgain, id)]).toEqual([true, false])
      expect(await decide(writeOff, id)).toBe(false)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å', 'post å, som det är nu (kan ha skickats)'])
      expect(await held()).toEqual([])
      expect(await decide(sendAgain, id)).toBe(false)
    })

    test('is held again when nobody knows that of the one sent again either', async () => {
      await letOneBeHeld('å')
      await decide(sendAgain, (await held())[0]?.id ?? '')
      office.out.answers.push(timeout)
      await delivery().drain()
      expect(await held()).toMatchObject([{ repeated: true }])
    })

    test('is sent again only while it is of use', async () => {
      await letOneBeHeld('å', shortLived)
      office.clock.advance(dayMs)
      await decide(sendAgain, (await held())[0]?.id ?? '')
      await delivery().drain()
      expect(await states()).toEqual(['noLongerNeeded: notNeeded'])
    })

    test('ends when somebody writes it off, once', async () => {
      await letOneBeHeld('å')
      const id = (await held())[0]?.id ?? ''
      expect([await decide(writeOff, id), await decide(writeOff, id)]).toEqual([true, false])
      expect(await decide(sendAgain, id)).toBe(false)
      expect(await states()).toEqual(['noLongerNeeded: writtenOff'])
    })

    test('that is not held cannot be sent again or written off', async () => {
      await owe('å')
      const { id } = await office.database.db.selectFrom('outbox').select('id').executeTakeFirstOrThrow()
      expect([await decide(sendAgain, id), await decide(writeOff, id)]).toEqual([false, false])
      await delivery().drain()
      expect([await decide(sendAgain, id), await decide(writeOff, id)]).toEqual([false, false])
      expect(await states()).toEqual(['delivered'])
    })
  })

  test('nobody is told that a message is late while it waits for the morning', async () => {
    const registry = new Registry()
    deliveryMetrics(office.world, office.notices, registry)
    const oldest = async () => {
      const metrics = await registry.metrics()
      return /^tryggve_outbox_oldest_waiting_seconds (.*)$/m.exec(metrics)?.[1]
    }
    const waiting = async () => (await queueOf(office.world, undefined, office.clock.now())).waiting
    await owe('i fredags', { kind: calm, dueAt: plusMs(office.clock.now(), -dayMs) })
    expect([await oldest(), await waiting()]).toEqual(['86400', 1])
    office.morning = plusMs(office.clock.now(), 2 * dayMs)
    await delivery().drain()
    expect([await oldest(), await waiting(), office.out.sent]).toEqual(['0', 0, []])
    office.clock.advance(2 * dayMs + 20_000)
    expect([await oldest(), await waiting()]).toEqual(['20', 1])
    office.out.answers.push({ kind: 'throttled', retryAfterMs: 90_000 })
    await delivery().drain()
    office.clock.advance(10_000)
    expect([await oldest(), await waiting()]).toEqual(['30', 1])
  })

  test('an operator sees how many, how old and how many held, by numbers alone', async () => {
    const registry = new Registry()
    const counted = deliveryMetrics(office.world, office.notices, registry)
    const lines = async () =>
      (await registry.metrics())
        .split('\n')
        .filter((line) => /^tryggve_(attempts|outbox|throttled)/.test(line))
    expect(await lines()).toContain('tryggve_outbox_oldest_waiting_seconds 0')
    await owe('hålls')
    await owe('upprepas', { kind: reminder, to: personOf('mora', 7) })
    office.out.answers.push(timeout, timeout)
    const onAttempt: NonNullable<Parameters<typeof delivery>[0]>['onAttempt'] = (told, pausedMs) =>
      counted.attempted(told, pausedMs)
    await delivery({ onAttempt }).drain()
    await owe('strypt', { to: personOf('polisen', 8) })
    await owe('i morgon', { dueAt: plusMs(office.clock.now(), dayMs) })
    office.out.answers.push({ kind: 'throttled', retryAfterMs: 90_000 })
    await delivery({ onAttempt }).drain()
    office.clock.advance(45_500)
    expect((await lines()).toSorted()).toEqual([
      `tryggve_attempts_total{kind="${posted}",outcome="throttled"} 1`,
      `tryggve_attempts_total{kind="${posted}",outcome="uncertain"} 1`,
      `tryggve_attempts_total{kind="${reminder}",outcome="uncertain"} 1`,
      'tryggve_outbox_held_messages 1',
      'tryggve_outbox_messages{state="delivered"} 0',
      'tryggve_outbox_messages{state="noLongerNeeded"} 0',
      'tryggve_outbox_messages{state="sending"} 0',
      'tryggve_outbox_messages{state="uncertain"} 2',
      'tryggve_outbox_messages{state="undeliverable"} 0',
      'tryggve_outbox_messages{state="waiting"} 2',
      'tryggve_outbox_oldest_waiting_seconds 45.5',
      'tryggve_throttled_seconds_total 90',
    ])
  })
})
