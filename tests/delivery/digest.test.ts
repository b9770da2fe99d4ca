import { expect, test } from '@jest/globals'
import { hourMs, minuteMs, plusMs } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import {
  channel,
  digest,
  openPostOffice,
  personOf,
  posted,
  reminder,
  shortLived,
  until,
} from './post-office.ts'

eachDatabase('Several things due for one person in the same hour', (engine: Engine) => {
  const office = openPostOffice(engine)
  const { owe, rows, states } = office
  const gathering = (more = {}) => office.delivery({ digest, ...more })
  /** The clock stands at 09.00 in Sweden. */
  const at = (minutes: number) => plusMs(office.clock.now(), minutes * minuteMs)
  const inState = async (state: string) =>
    (await rows()).flatMap((row) => (row.state === state ? [row.subject_id] : []))

  test('come in one message, of whatever kinds, also what is due a little later in that hour', async () => {
    await owe('lås', { kind: reminder, dueAt: at(-5) })
    await owe('lampa', { kind: shortLived, dueAt: at(0) })
    await owe('möte', { kind: reminder, dueAt: at(59) })
    await gathering().drain()
    expect(office.out.sent).toEqual(['post lås + lampa + möte'])
    expect(await rows()).toMatchObject(Array(3).fill({ state: 'delivered', attempts: 1, leased_by: null }))
    expect(office.attempts).toMatchObject([{ kind: 'digest', outcome: 'delivered', promises: 3 }])
    expect(new Set((await ids()).map((row) => row.activity_id))).toEqual(new Set(['kort-1']))
  })

  const ids = () => office.database.db.selectFrom('outbox').select('activity_id').execute()

  test('do not take with them what is due in the next hour, what is no reminder, and what is for others', async () => {
    await owe('lås', { kind: reminder })
    await owe('lampa', { kind: reminder })
    await owe('nästa timme', { kind: reminder, dueAt: at(60) })
    await owe('kvittens', { kind: posted, dueAt: at(1) })
    await owe('annan', { kind: reminder, to: personOf('mora', 7) })
    await owe('kanalen', { kind: reminder, to: channel })
    await gathering().drain()
    expect(office.out.sent.map((line) => line.split(' + ').length).toSorted()).toEqual([1, 1, 2])
    expect(await inState('waiting')).toEqual(['kvittens', 'nästa timme'])
    const own = office.out.to.filter(({ recipient }) => recipient.endsWith('101'))
    expect(own.map(({ summary }) => summary.split(' + ').toSorted())).toEqual([['lampa', 'lås']])
  })

  test('come one by one when nobody gathers them', async () => {
    await owe('lås', { kind: reminder })
    await owe('lampa', { kind: reminder })
    await office.delivery().drain()
    expect(office.out.sent.toSorted()).toEqual(['post lampa', 'post lås'])
  })

  test('come in as many messages as they need when they do not fit into one', async () => {
    for (let number = 0; number < 7; number++)
      await owe(`sak ${number}`, { kind: reminder, dueAt: at(number - 10) })
    await gathering().drain()
    expect(office.out.sent).toEqual([
      'post sak 0 + sak 1 + sak 2',
      'post sak 3 + sak 4 + sak 5',
      'post sak 6',
    ])
    expect(await states()).toEqual(Array(7).fill('delivered'))
  })

  test('leave out what is no longer needed or no longer of use', async () => {
    for (const subject of ['lås', 'klar', 'möte']) await owe(subject, { kind: reminder, dueAt: at(-1) })
    await owe('för sent', { kind: shortLived, dueAt: plusMs(office.clock.now(), -hourMs - 1) })
    office.truth.set('klar', undefined)
    await gathering().drain()
    expect(office.out.to.map(({ summary }) => summary.split(' + ').toSorted())).toEqual([['lås', 'möte']])
    expect(await inState('noLongerNeeded')).toEqual(['för sent', 'klar'])
    expect(await inState('delivered')).toEqual(['lås', 'möte'])
  })

  test('do without what cannot be made, in whatever order they stand; that comes when it can be', async () => {
    for (const subject of ['a', 'å', 'ö']) {
      await owe('bra 1', { kind: reminder, occasion: subject, dueAt: at(-3) })
      await owe('trasig', { kind: reminder, occasion: subject, dueAt: at(subject === 'a' ? -4 : -2) })
      await owe('bra 2', { kind: reminder, occasion: subject, dueAt: at(-1) })
      office.truth.set('trasig', new Error('a fault of ours'))
      await gathering().drain()
      expect(office.out.sent).toEqual(['post bra 1 + bra 2'])
      expect(office.attempts.filter((attempt) => attempt.fault)).toHaveLength(1)
      expect(await inState('waiting')).toEqual(['trasig'])
      // Others that come meanwhile are not held up by it either.
      await owe('bra 3', { kind: reminder, occasion: subject })
      await gathering().drain()
      expect(office.out.sent).toEqual(['post bra 1 + bra 2', 'post bra 3'])
      office.truth.delete('trasig')
      office.clock.advance(minuteMs)
      await gathering().drain()
      expect(office.out.sent.at(-1)).toBe('post trasig')
      office.out.sent.length = 0
      office.attempts.length = 0
      await office.database.db.deleteFrom('outbox').execute()
    }
  })

  test('share what becomes of the message: all are tried again, and then come as one again', async () => {
    await owe('lås', { kind: reminder })
    await owe('lampa', { kind: reminder })
    office.out.answers.push({ kind: 'retry', reason: 'HTTP 412' })
    await gathering().drain()
    expect(await states()).toEqual(['waiting: HTTP 412', 'waiting: HTTP 412'])
    office.clock.advance(minuteMs)
    await gathering().drain()
    expect(office.out.sent).toHaveLength(2)
    expect(office.out.sent[1]).toBe(office.out.sent[0])
    expect(await rows()).toMatchObject(Array(2).fill({ state: 'delivered', attempts: 2 }))
  })

  test('are uncertain together, and what is then repeated carries its mark', async () => {
    await owe('lampa', { kind: shortLived, dueAt: at(-2) })
    await owe('lås', { kind: reminder, dueAt: at(-1) })
    office.out.answers.push({ kind: 'uncertain', reason: 'timeout' })
    await gathering().drain()
    expect(await states()).toEqual(['uncertain: timeout', 'uncertain: timeout'])
    office.clock.advance(minuteMs)
    await gathering().drain()
    // The one is of a kind that is repeated, the other of one that is held.
    expect(office.out.sent).toEqual(['post lampa + lås', 'post lås (kan ha skickats)'])
    expect(await states()).toEqual(['uncertain: timeout', 'delivered'])
  })

  test('are sent once by workers that race for them', async () => {
    const other = { db: (await engine.another(office.database)).db, clock: office.clock }
    for (let number = 0; number < 60; number++)
      await owe(`sak ${number}`, { kind: reminder, to: personOf('mora', number % 6) })
    const workers = [gathering(), gathering({ world: other }), gathering({ world: other })]
    await Promise.all(workers.map((worker) => worker.drain()))
    await until(async () => (await inState('delivered')).length === 60)
    const said = office.out.to.flatMap(({ summary }) => summary.split(' + '))
    expect(said.toSorted()).toEqual(Array.from({ length: 60 }, (_, number) => `sak ${number}`).toSorted())
    for (const { recipient, summary } of office.out.to) {
      const number = Number(recipient.slice(-1))
      for (const part of summary.split(' + ')) expect(Number(part.slice(4)) % 6).toBe(number)
    }
  })
})
