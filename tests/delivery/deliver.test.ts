import { describe, expect, test } from '@jest/globals'
import { transact } from '../../src/database/index.ts'
import { type Outcome, type Owed, promiseToSend, type Sender } from '../../src/delivery/index.ts'
import { waitMs } from '../../src/delivery/settle.ts'
import { dayMs, hourMs, type Instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'
import { addCouncil } from '../helpers/small-council.ts'
import { channel, door, living, openPostOffice, personOf, posted, shortLived, until } from './post-office.ts'

eachDatabase('Delivery', (engine: Engine) => {
  const office = openPostOffice(engine)
  const { owe, oweInTurn, rows, states, delivery } = office

  describe('the outbox', () => {
    test('holds one occasion once, whoever writes it and however often', async () => {
      expect((await Promise.all([owe('å'), owe('å'), owe('å')])).toSorted()).toEqual([0, 0, 1])
      expect(await owe('å')).toBe(0)
      expect(await owe('å', { occasion: 'v2' })).toBe(1)
      await owe('å', { to: channel })
      await owe('å', { kind: living })
      await owe('ä')
      expect(await states()).toEqual(Array(5).fill('waiting'))
      expect(office.out.sent).toEqual([])
    })

    test('forgets what was promised in a transaction that came to nothing', async () => {
      const council = await addCouncil(office.database.db)
      const act = transact(office.database.db, async (tx) => {
        const owed = { councilId: council, kind: posted, subjectId: 'å', occasion: 'v1', recipient: channel }
        await promiseToSend(tx, office.clock.now(), [owed])
        throw new Error('the act failed')
      })
      await expect(act).rejects.toThrow('the act failed')
      expect(await states()).toEqual([])
    })

    test('does not send again what was delivered, though it is promised once more', async () => {
      await owe('å')
      await delivery().drain()
      await owe('å')
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å'])
    })

    test('takes a thousand promises, of which half are known and some come twice, and tells how many were new', async () => {
      const council = await addCouncil(office.database.db)
      const owedTo = (number: number): Owed => ({
        councilId: council as CouncilId,
        kind: posted,
        subjectId: 'månadsmötet',
        occasion: 'v47',
        recipient: personOf('mora', number),
      })
      const promise = (owed: readonly Owed[]) =>
        transact(office.database.db, (tx) => promiseToSend(tx, office.clock.now(), owed))
      const all = Array.from({ length: 1_000 }, (_, at) => owedTo(at))
      const half = all.filter((_, at) => at % 2 === 0)
      expect(await promise(half)).toBe(500)
      expect(await promise([...all, ...all.slice(0, 300)])).toBe(500)
      expect(await promise(all)).toBe(0)
      expect(await promise([])).toBe(0)
      await delivery().drain()
      const reached = new Set(office.out.to.map(({ recipient }) => recipient))
      expect([office.out.to.length, reached.size]).toEqual([1_000, 1_000])
    })
  })

  describe('what becomes of a message', () => {
    const later = (ms: number): Instant => plusMs(fixedClock().now(), ms)
    const cases: readonly [outcome: Outcome, state: string, reason: string | null, notBefore: Instant][] = [
      [{ kind: 'delivered', conversationId: 'c', activityId: 'a' }, 'delivered', null, later(0)],
      [{ kind: 'throttled', retryAfterMs: 90_000 }, 'waiting', 'throttled', later(90_000)],
      [{ kind: 'throttled', retryAfterMs: undefined }, 'waiting', 'throttled', later(5_000)],
      [{ kind: 'throttled', retryAfterMs: 26 * hourMs }, 'waiting', 'throttled', later(hourMs)],
      [{ kind: 'retry', reason: 'ECONNREFUSED' }, 'waiting', 'ECONNREFUSED', later(5_000)],
      [{ kind: 'uncertain', reason: 'timeout' }, 'uncertain', 'timeout', later(0)],
      [{ kind: 'unreachable', reason: 'blocked' }, 'undeliverable', 'blocked', later(0)],
      [{ kind: 'refused', reason: 'HTTP 400' }, 'undeliverable', 'HTTP 400', later(0)],
      [{ kind: 'gone' }, 'undeliverable', 'gone', later(0)],
    ]

    test.each(cases)('%j', async (outcome, state, reason, notBefore) => {
      await owe('å')
      office.out.answers.push(outcome)
      await delivery().drain()
      const [row] = await rows()
      expect(row).toMatchObject({ state, reason, attempts: 1, leased_by: null, lease_until: null })
      expect(row).toMatchObject({ due_at: fixedClock().now(), not_before: notBefore })
      expect(office.out.sent).toHaveLength(1)
      expect(office.attempts.map((attempt) => attempt.outcome)).toEqual([outcome.kind])
      // A day later, only what waits has been tried again.
      office.clock.advance(dayMs)
      await delivery().drain()
      expect(office.out.sent).toHaveLength(state === 'waiting' ? 2 : 1)
      const end = state === 'waiting' ? 'delivered' : reason ? `${state}: ${reason}` : state
      expect(await states()).toEqual([end])
    })

    test('that waits: not tried before its time, each time twice as late, a quarter of an hour at most; when it was due does not change', async () => {
      await owe('å')
      const sending = delivery()
      const waits: number[] = []
      for (let attempt = 1; attempt <= 11; attempt++) {
        office.out.answers.push({ kind: 'retry', reason: 'ECONNREFUSED' })
        await sending.drain()
        const [row] = await rows()
        const wait = Date.parse(row?.not_before ?? '') - Date.parse(office.clock.now())
        waits.push(wait / 1_000)
        office.clock.advance(wait - 1)
        await sending.drain()
        expect(office.out.sent).toHaveLength(attempt)
        office.clock.advance(1)
      }
      expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900])
      expect((await rows())[0]?.due_at).toBe(fixedClock().now())
    })

    test('that waits: chance spreads the waits over the later half', () => {
      expect([0, 0.5, 1].map((chance) => waitMs(undefined, 2, () => chance))).toEqual([
        10_000, 15_000, 20_000,
      ])
      expect([0, 1].map((chance) => waitMs(undefined, 5_000, () => chance))).toEqual([450_000, 900_000])
      expect([0, 1].map((chance) => waitMs(30_000, 7, () => chance))).toEqual([30_000, 30_000])
    })

    test('that Teams wants to have again at once, many at a time: the round ends all the same', async () => {
      for (let at = 0; at < 60; at++) {
        await owe('å', { to: personOf('mora', at) })
        office.out.answers.push({ kind: 'throttled', retryAfterMs: 0 })
      }
      await delivery().drain()
      expect(office.out.sent.length).toBeLessThanOrEqual(60)
      office.out.answers.length = 0
      office.clock.advance(minuteMs)
      await delivery().drain()
      expect(await states()).toEqual(Array(60).fill('delivered'))
    })

    test('that is no longer needed: it is not sent', async () => {
      await owe('å')
      office.truth.set('å', undefined)
      await delivery().drain()
      expect(await states()).toEqual(['noLongerNeeded: notNeeded'])
      expect(office.out.sent).toEqual([])
      expect(office.attempts.map((attempt) => attempt.outcome)).toEqual(['noLongerNeeded'])
    })

    test('that is of use for an hour: sent to the last moment of it, and not after', async () => {
      await owe('i tid', { kind: shortLived })
      office.clock.advance(hourMs)
      await delivery().drain()
      await owe('för sent', { kind: shortLived })
      office.clock.advance(hourMs + 1)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post i tid'])
      expect(await states()).toEqual(['noLongerNeeded: notNeeded', 'delivered'])
    })

    test('to somebody who is nowhere: it ends as undeliverable', async () => {
      await owe('å')
      await delivery({ sender: { ...office.out.sender, placeOf: async () => undefined } }).drain()
      expect(await states()).toEqual(['undeliverable: noAddress'])
      expect(office.attempts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ['unreachable', 'noAddress'],
      ])
    })

    test('of a kind that only a newer version knows: it waits for that', async () => {
      await owe('å', { kind: 'prov.nästa-version' })
      await delivery().drain()
      office.clock.advance(dayMs)
      await delivery().drain()
      expect(await states()).toEqual(['waiting'])
      const newer = { kind: 'prov.nästa-version', living: false, whenUncertain: 'hold' } as const
      const render = async () => ({ card: {}, summary: 'nytt' })
      await delivery({ notices: [...office.notices, { ...newer, render }] }).drain()
      expect(office.out.sent).toEqual(['post nytt'])
    })

    test('of a kind that only a newer version knows: what stands after it does not wait', async () => {
      await owe('å', { kind: 'prov.nästa-version' })
      await owe('ö')
      await delivery().drain()
      expect(office.out.sent).toEqual(['post ö'])
    })

    test('that is rendered late says what is true when it is sent', async () => {
      await owe('å')
      office.truth.set('å', 'så som det är nu')
      await delivery().drain()
      expect(office.out.sent).toEqual(['post så som det är nu'])
    })

    test('that cannot be rendered: it waits at the end of its line, the others of that person are sent, and it comes when it can be', async () => {
      await oweInTurn('a', 'å', 'ö')
      const start = office.clock.now()
      office.truth.set('å', new Error('a fault of ours'))
      const sending = delivery()
      await sending.drain()
      expect(office.out.sent).toEqual(['post a', 'post ö'])
      expect(office.attempts.map((attempt) => attempt.outcome)).toEqual(['delivered', 'fault', 'delivered'])
      expect(office.attempts[1]?.fault).toEqual(new Error('a fault of ours'))
      const faulty = (await rows()).find((row) => row.state === 'waiting')
      expect(faulty).toMatchObject({ subject_id: 'å', reason: 'fault', leased_by: null, attempts: 1 })
      expect(faulty).toMatchObject({ due_at: later(1), not_before: plusMs(start, 20_000) })
      office.clock.advance(20_000)
      await sending.drain()
      expect((await rows()).find((row) => row.state === 'waiting')?.not_before).toBe(plusMs(start, 60_000))
      office.truth.delete('å')
      office.clock.advance(minuteMs)
      await sending.drain()
      expect(office.out.sent).toEqual(['post a', 'post ö', 'post å'])
    })

    test('to a sender that throws: nobody knows how far it came, so it is not sent again', async () => {
      await owe('å')
      const sender: Sender = {
        ...office.out.sender,
        post: async () => {
          throw new Error('a fault of ours')
        },
      }
      await delivery({ sender }).drain()
      expect(await states()).toEqual(['uncertain: fault'])
      office.clock.advance(dayMs)
      await delivery().drain()
      expect(await states()).toEqual(['uncertain: fault'])
      expect(office.out.sent).toEqual([])
    })
  })

  describe('the order', () => {
    test('to one person is that in which it was due, not that in which it was written', async () => {
      const names = Array.from({ length: 60 }, (_, at) => `nr-${String(at).padStart(2, '0')}`)
      for (const name of names.toReversed())
        await owe(name, { dueAt: plusMs(office.clock.now(), names.indexOf(name) - 60) })
      await owe('i framtiden', { dueAt: plusMs(office.clock.now(), 1) })
      await delivery().drain()
      expect(office.out.sent).toEqual(names.map((name) => `post ${name}`))
    })

    test('of what was written together is that in which it was written', async () => {
      const council = await addCouncil(office.database.db)
      const names = Array.from({ length: 250 }, (_, at) => `nr ${at}`)
      await transact(office.database.db, (tx) =>
        promiseToSend(
          tx,
          office.clock.now(),
          names.map((subjectId) => ({
            councilId: council,
            kind: posted,
            subjectId,
            occasion: 'v1',
            recipient: channel,
          })),
        ),
      )
      await delivery().drain()
      expect(office.out.sent).toEqual(names.map((name) => `post ${name}`))
    })

    test.each<Outcome>([
      { kind: 'throttled', retryAfterMs: 30_000 },
      { kind: 'retry', reason: 'HTTP 412' },
    ])('is kept when the first has to be sent again: %j', async (outcome) => {
      const other = { db: (await engine.another(office.database)).db, clock: office.clock }
      await oweInTurn('a', 'b', 'c')
      office.out.answers.push(outcome, outcome)
      const workers = [delivery(), delivery({ world: other }), delivery({ world: other })]
      for (let beat = 0; beat < 5; beat++) {
        await Promise.all(workers.map((worker) => worker.drain()))
        office.clock.advance(30_000)
      }
      expect(office.out.sent).toEqual(['post a', 'post a', 'post a', 'post b', 'post c'])
    })

    test('of one person is no matter of another’s', async () => {
      await oweInTurn('a', 'b')
      await owe('ö', { to: personOf('polisen', 7) })
      const sender: Sender = {
        ...office.out.sender,
        post: async (to, message) => {
          const outcome = await office.out.sender.post(to, message)
          return message.summary === 'a' ? { kind: 'retry', reason: 'ECONNREFUSED' } : outcome
        },
      }
      await delivery({ sender }).drain()
      expect(office.out.sent.toSorted()).toEqual(['post a', 'post ö'])
    })
  })

  describe('a living card', () => {
    const drain = () => delivery().drain()

    test('is posted once, and from then on updated in its place', async () => {
      await owe('å', { kind: living })
      await drain()
      for (const occasion of ['v2', 'v3']) {
        office.truth.set('å', `å ${occasion}`)
        await owe('å', { kind: living, occasion })
        await drain()
      }
      expect(office.out.sent).toEqual(['post å', 'update kort-1 å v2', 'update kort-1 å v3'])
    })

    test('is one for each subject and recipient', async () => {
      await owe('å', { kind: living })
      await owe('å', { kind: living, to: channel })
      await owe('ö', { kind: living })
      await drain()
      expect(office.out.sent.toSorted()).toEqual(['post å', 'post å', 'post ö'])
    })

    test('that is gone is posted anew, and the new one is updated from then on', async () => {
      await owe('å', { kind: living })
      await drain()
      office.out.answers.push({ kind: 'gone' })
      await owe('å', { kind: living, occasion: 'v2' })
      await drain()
      await owe('å', { kind: living, occasion: 'v3' })
      await drain()
      expect(office.out.sent).toEqual(['post å', 'update kort-1 å', 'post å', 'update kort-3 å'])
      expect(await states()).toEqual(['delivered', 'delivered', 'delivered'])
    })

    test('whose update is uncertain is just updated again: twice the same does no harm', async () => {
      await owe('å', { kind: living })
      await drain()
      office.out.answers.push({ kind: 'uncertain', reason: 'HTTP 502' })
      await owe('å', { kind: living, occasion: 'v2' })
      await drain()
      expect(await states()).toEqual(['delivered', 'waiting: HTTP 502'])
      office.clock.advance(minuteMs)
      await drain()
      expect(office.out.sent).toEqual(['post å', 'update kort-1 å', 'update kort-1 å'])
      expect(await states()).toEqual(['delivered', 'delivered'])
      expect((await rows()).map((row) => row.repeated)).toEqual([0, 0])
    })

    test('whose first post is uncertain is held: a second card would stand beside it', async () => {
      await owe('å', { kind: living })
      office.out.answers.push({ kind: 'uncertain', reason: 'HTTP 502' })
      await drain()
      office.clock.advance(dayMs)
      await drain()
      expect(office.out.sent).toEqual(['post å'])
      expect(await states()).toEqual(['uncertain: HTTP 502'])
    })

    test('tells the truth of all that was promised before it: that needs no update of its own', async () => {
      for (const occasion of ['v1', 'v2', 'v3']) await owe('å', { kind: living, occasion })
      await owe('ö', { kind: living })
      await owe('å', { kind: living, to: channel })
      office.clock.advance(1)
      await drain()
      expect(office.out.sent.toSorted()).toEqual(['post å', 'post å', 'post ö'])
      expect((await states()).toSorted()).toEqual([
        'delivered',
        'delivered',
        'delivered',
        'noLongerNeeded: overtaken',
        'noLongerNeeded: overtaken',
      ])
    })

    test('gets an update for what was promised after its truth was read, however long it then waited for its turn', async () => {
      await owe('å', { kind: living })
      office.clock.advance(1)
      const turn = door()
      let waits = false
      const next = async () => {
        waits = true
        await turn.opened
        return 0
      }
      const draining = delivery({ pace: { next } }).drain()
      await until(() => waits)
      office.clock.advance(1)
      office.truth.set('å', 'å, ändrad')
      await owe('å', { kind: living, occasion: 'v2' })
      office.clock.advance(100)
      turn.open()
      await draining
      expect(office.out.sent.at(-1)).toContain('å, ändrad')
      expect(office.out.sent).toEqual(['post å', 'update kort-1 å, ändrad'])
    })

    test('and a message of the same subject do not get in each other’s way', async () => {
      await owe('å', { kind: living })
      await drain()
      await owe('å')
      await drain()
      expect(office.out.sent).toEqual(['post å', 'post å'])
    })
  })
})
