import { describe, expect, test } from '@jest/globals'
import type { World } from '../../src/database/index.ts'
import { beginSending, claimDue, letGoOfDeadLeases, type Worker } from '../../src/delivery/claim.ts'
import type { Sender } from '../../src/delivery/index.ts'
import { giveBack } from '../../src/delivery/settle.ts'
import { hourMs, minuteMs } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { door, openPostOffice, personOf, posted, reminder, until } from './post-office.ts'

/** How long a lease holds: two minutes. */
const leaseMs = 2 * minuteMs

eachDatabase('The workers of delivery', (engine: Engine) => {
  const office = openPostOffice(engine)
  const { owe, oweInTurn, rows, states, delivery } = office
  const another = async (): Promise<World> => ({
    db: (await engine.another(office.database)).db,
    clock: office.clock,
  })
  const workerNamed = (id: string): Worker => ({ world: office.world, id, kinds: [posted, reminder] })
  /** Begins to send, and dies: no answer ever comes, and nothing is written down. */
  const dyingWhileSending = async (): Promise<void> => {
    const worker = workerNamed('dör')
    await beginSending(worker, await claimDue(worker, 10))
  }

  describe('that race', () => {
    test('for the same messages send each once', async () => {
      for (let at = 0; at < 100; at++) await owe(`å${at}`, { to: personOf('mora', at % 30) })
      const [one, other] = [await another(), await another()]
      const workers = [delivery(), delivery({ world: one }), delivery({ world: other })]
      await Promise.all(workers.map((worker) => worker.drain()))
      for (const worker of workers) await worker.drain()
      expect(office.out.sent.toSorted()).toEqual(
        Array.from({ length: 100 }, (_, at) => `post å${at}`).toSorted(),
      )
      expect((await rows()).map((row) => row.attempts)).toEqual(Array(100).fill(1))
      expect(new Set(await states())).toEqual(new Set(['delivered']))
    })

    test('leave alone what another is sending, and what stands behind it in its line', async () => {
      await oweInTurn('å', 'ö')
      const answer = door()
      office.out.hold = answer.opened
      const first = delivery().drain()
      await until(() => office.out.sent.length === 1)
      await delivery({ world: await another() }).drain()
      expect(office.out.sent).toEqual(['post å'])
      answer.open()
      await first
      expect(office.out.sent).toEqual(['post å', 'post ö'])
    })

    test('for what was taken together: one gets all of it to send, or nothing', async () => {
      await owe('å')
      await owe('ö', { to: personOf('mora', 7) })
      const [slow, quick] = [workerNamed('långsam'), workerNamed('snabb')]
      const taken = await claimDue(slow, 10)
      expect(taken).toHaveLength(2)
      office.clock.advance(leaseMs + 1)
      expect(await claimDue(quick, 1)).toHaveLength(1)
      await expect(beginSending(slow, taken)).rejects.toThrow('no longer ours')
      expect(await states()).toEqual(['waiting', 'waiting'])
      expect((await rows()).map((row) => row.attempts)).toEqual([0, 0])
      // What is no longer ours is not ours to give back either.
      await giveBack(slow, taken)
      expect((await rows()).map((row) => row.leased_by).toSorted()).toEqual(['snabb', null].toSorted())
    })
  })

  test('asked again while it works, one takes what was promised meanwhile, to the last of a line', async () => {
    await owe('å')
    const answer = door()
    office.out.hold = answer.opened
    const working = delivery()
    const rounds = [working.drain()]
    await until(() => office.out.sent.length === 1)
    for (let at = 0; at < 30; at++) {
      office.clock.advance(1)
      await owe(`ö${at}`)
    }
    rounds.push(working.drain(), working.drain())
    answer.open()
    await Promise.all(rounds)
    expect(office.out.sent).toHaveLength(31)
    expect(new Set(await states())).toEqual(new Set(['delivered']))
  })

  describe('that died', () => {
    test('after taking a message: another sends it when the lease has run out, without a mark, for it was not sent', async () => {
      await owe('å', { kind: reminder })
      await claimDue(workerNamed('dör'), 10)
      office.clock.advance(leaseMs)
      await delivery().drain()
      expect(office.out.sent).toEqual([])
      office.clock.advance(1)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å'])
      expect(await rows()).toMatchObject([{ state: 'delivered', attempts: 1, repeated: 0 }])
    })

    test('while sending: nobody knows, once the lease has run out', async () => {
      await owe('å')
      await dyingWhileSending()
      office.clock.advance(leaseMs)
      await delivery().drain()
      expect(await states()).toEqual(['sending'])
      office.clock.advance(1)
      await delivery().drain()
      expect(await states()).toEqual(['uncertain: workerDied'])
      expect(await rows()).toMatchObject([{ leased_by: null, lease_until: null, attempts: 1 }])
      expect(office.out.sent).toEqual([])
    })

    test('while sending a reminder: it is sent once more, with a mark', async () => {
      await owe('å', { kind: reminder })
      await dyingWhileSending()
      office.clock.advance(leaseMs + 1)
      await delivery().drain()
      office.clock.advance(minuteMs)
      await delivery().drain()
      expect(office.out.sent).toEqual(['post å (kan ha skickats)'])
    })

    test('while sending, before leases had an owner: the same', async () => {
      await owe('å')
      const old = { state: 'sending', attempts: 1, leased_by: null, lease_until: office.clock.now() }
      await office.database.db.updateTable('outbox').set(old).execute()
      office.clock.advance(1)
      await delivery().drain()
      expect(await states()).toEqual(['uncertain: workerDied'])
    })

    test('are taken for dead at the start by one that is alone, whatever their leases say', async () => {
      await owe('sänds')
      await dyingWhileSending()
      await owe('tagen', { to: personOf('mora', 7) })
      await claimDue(workerNamed('dör'), 10)
      const alone = delivery({ alone: true })
      await alone.drain()
      expect(await states()).toEqual(['uncertain: workerDied', 'delivered'])
      expect(office.out.sent).toEqual(['post tagen'])
    })

    test('are taken for dead by one that is alone at its start only: what it is sending itself it knows', async () => {
      const answer = door()
      office.out.hold = answer.opened
      const alone = delivery({ alone: true })
      await alone.drain()
      await owe('å')
      const draining = alone.drain()
      await until(() => office.out.sent.length === 1)
      office.clock.advance(hourMs)
      expect(
        await letGoOfDeadLeases({ ...workerNamed('x'), id: (await rows())[0]?.leased_by ?? '' }, false),
      ).toBe(0)
      answer.open()
      await draining
      expect(await states()).toEqual(['delivered'])
    })

    test('by a clock that has gone back since: a lease from the future protects nobody', async () => {
      await owe('sänds')
      await dyingWhileSending()
      await owe('tagen', { to: personOf('mora', 7) })
      await claimDue(workerNamed('dör'), 10)
      office.clock.advance(-hourMs)
      await office.database.db.updateTable('outbox').set({ not_before: office.clock.now() }).execute()
      await delivery().drain()
      expect(await states()).toEqual(['uncertain: workerDied', 'delivered'])
    })

    test('by a clock that is a minute ahead of ours: its lease holds', async () => {
      await owe('å')
      await dyingWhileSending()
      office.clock.advance(-minuteMs)
      await delivery().drain()
      expect(await states()).toEqual(['sending'])
    })
  })

  describe('that are stopped', () => {
    test('finish and write down what is under way, and begin nothing more', async () => {
      await oweInTurn('å', 'ö')
      const answer = door()
      office.out.hold = answer.opened
      const stopped = delivery()
      const draining = stopped.drain()
      await until(() => office.out.sent.length === 1)
      const stopping = stopped.stop()
      await stopped.drain()
      answer.open()
      await Promise.all([draining, stopping])
      expect(await states()).toEqual(['delivered', 'waiting'])
      expect(await rows()).toMatchObject([{}, { leased_by: null, attempts: 0 }])
      expect(office.out.sent).toEqual(['post å'])
    })

    test('give back unsent what waits for its turn, so that another sends it at once', async () => {
      await owe('å')
      await owe('ö', { to: personOf('mora', 7) })
      let waiting = 0
      const next = (_tenant: string, _conversation: string, { signal }: { signal?: AbortSignal } = {}) =>
        new Promise<number>((_, reject) => {
          if (signal?.aborted) return reject(signal.reason)
          waiting++
          signal?.addEventListener('abort', () => reject(signal.reason))
        })
      const stopped = delivery({ pace: { next } })
      const draining = stopped.drain()
      await until(() => waiting === 2)
      await stopped.stop()
      await draining
      expect(office.out.sent).toEqual([])
      expect(await rows()).toMatchObject(Array(2).fill({ state: 'waiting', leased_by: null, attempts: 0 }))
      // What was being taken as we were told to stop is given back as well.
      expect(new Set(office.attempts.map((attempt) => attempt.outcome))).toEqual(new Set(['givenBack']))
      await delivery({ world: await another() }).drain()
      expect(office.out.sent).toHaveLength(2)
    })

    test('while they look something up: what is not begun then is not begun any more', async () => {
      await owe('å')
      const lookup = door()
      let asked = false
      const sender: Sender = {
        ...office.out.sender,
        placeOf: async (to) => {
          asked = true
          await lookup.opened
          return office.out.sender.placeOf(to)
        },
      }
      const stopped = delivery({ sender })
      const draining = stopped.drain()
      await until(() => asked)
      const stopping = stopped.stop()
      lookup.open()
      await Promise.all([draining, stopping])
      expect(office.out.sent).toEqual([])
      expect(await rows()).toMatchObject([{ state: 'waiting', leased_by: null, attempts: 0 }])
    })
  })
})
