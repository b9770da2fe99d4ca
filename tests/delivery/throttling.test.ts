import { expect, test } from '@jest/globals'
import type { Outcome } from '../../src/delivery/index.ts'
import { hourMs, minuteMs } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { openPostOffice, personOf } from './post-office.ts'

eachDatabase('A tenant that is throttled', (engine: Engine) => {
  const office = openPostOffice(engine)
  const { owe, delivery, states } = office
  const throttled = (retryAfterMs?: number): Outcome => ({ kind: 'throttled', retryAfterMs })
  const summaries = () => office.out.to.map(({ summary }) => summary)

  test('is spared as a whole for as long as Teams asks, by every process; the others are not', async () => {
    const other = { db: (await engine.another(office.database)).db, clock: office.clock }
    await owe('m1', { to: personOf('mora', 1) })
    office.out.answers.push(throttled(90_000))
    await delivery().drain()
    await owe('m2', { to: personOf('mora', 2) })
    await owe('p1', { to: personOf('polisen', 1) })
    const workers = [delivery(), delivery({ world: other })]
    const beat = () => Promise.all(workers.map((worker) => worker.drain()))
    await beat()
    expect(summaries()).toEqual(['m1', 'p1'])
    office.clock.advance(89_999)
    await beat()
    expect(summaries()).toEqual(['m1', 'p1'])
    office.clock.advance(1)
    await beat()
    expect(summaries().toSorted()).toEqual(['m1', 'm1', 'm2', 'p1'])
    expect(await states()).toEqual(['delivered', 'delivered', 'delivered'])
    expect(office.attempts[0]).toMatchObject({ outcome: 'throttled', pausedMs: 90_000 })
    expect(office.attempts.slice(1).map((attempt) => attempt.pausedMs)).toEqual([0, 0, 0])
  })

  test('is spared with backoff when Teams does not say how long', async () => {
    await owe('m1', { to: personOf('mora', 1) })
    const waits: number[] = []
    for (let time = 0; time < 4; time++) {
      office.out.answers.push(throttled())
      await delivery().drain()
      waits.push(office.attempts.at(-1)?.pausedMs ?? 0)
      await owe(`m2 gång ${time}`, { to: personOf('mora', 2) })
      office.clock.advance((waits.at(-1) ?? 0) - 1)
      await delivery().drain()
      expect(summaries()).toHaveLength(time + 1)
      await office.database.db.deleteFrom('outbox').where('subject_id', 'like', 'm2%').execute()
      office.clock.advance(1)
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000])
  })

  test('is spared for the longest that was asked for, when several answers come', async () => {
    for (const number of [1, 2, 3]) await owe(`m${number}`, { to: personOf('mora', number) })
    office.out.answers.push(throttled(1_000), throttled(90_000), throttled(2_000))
    await delivery().drain()
    await owe('m4', { to: personOf('mora', 4) })
    office.clock.advance(89_999)
    await delivery().drain()
    expect(office.out.sent).toHaveLength(3)
    office.clock.advance(1)
    await delivery().drain()
    expect(office.out.sent).toHaveLength(7)
  })

  test('is not spared by a pause that was asked for in a future that the clock has gone back from', async () => {
    await owe('m1', { to: personOf('mora', 1) })
    office.out.answers.push(throttled(hourMs))
    await delivery().drain()
    office.clock.advance(-24 * hourMs)
    await owe('m2', { to: personOf('mora', 2) })
    await delivery().drain()
    // The message need not rest for longer than its tenant.
    expect(summaries().toSorted()).toEqual(['m1', 'm1', 'm2'])
    // A new pause takes the place of that one, though it ends earlier.
    office.out.answers.push(throttled(minuteMs))
    await owe('m3', { to: personOf('mora', 3) })
    await delivery().drain()
    await owe('m4', { to: personOf('mora', 4) })
    await delivery().drain()
    expect(summaries().slice(3)).toEqual(['m3'])
    office.clock.advance(minuteMs)
    await delivery().drain()
    expect(summaries().slice(4).toSorted()).toEqual(['m3', 'm4'])
  })
})
