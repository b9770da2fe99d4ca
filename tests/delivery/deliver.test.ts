import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { World } from '../../src/database/index.ts'
import {
  createDelivery,
  type Delivery,
  type Message,
  type Notice,
  type Outcome,
  promiseToSend,
  type Recipient,
  recipientKey,
  type Sender,
} from '../../src/delivery/index.ts'
import { hourMs, type Instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { type FixedClock, fixedClock } from '../helpers/fixed-clock.ts'
import { addCouncil } from '../helpers/small-council.ts'

const coordinator: Recipient = {
  kind: 'person',
  person: {
    tenantId: '6d6f7261-0000-4000-8000-000000000001',
    aadObjectId: '6d6f7261-0000-4000-8000-000000000101',
  },
}
const channel: Recipient = { kind: 'conversation', conversationId: '19:bra-älvdalen@thread.tacv2' }

/** The outside, and what it was given: it answers what it is told to, and otherwise that all went well. */
interface Outside {
  readonly sender: Sender
  readonly sent: string[]
  readonly answers: Outcome[]
  /** Held open until it is released, for races. */
  hold?: Promise<void>
}

function outside(): Outside {
  const made: Outside = {
    sent: [],
    answers: [],
    sender: {
      placeOf: async (to) => ({ conversationId: recipientKey(to), tenantId: 'hemma', locale: 'sv' }),
      post: async (_to, message) => answer('post', message),
      update: async ({ activityId }, message) => answer(`update ${activityId}`, message, activityId),
    },
  }
  const answer = async (way: string, { summary }: Message, changed?: string): Promise<Outcome> => {
    made.sent.push(`${way} ${summary}`)
    await made.hold
    const planned = made.answers.shift()
    const activityId = changed ?? `kort-${made.sent.length}`
    return planned ?? { kind: 'delivered', conversationId: 'chatt', activityId }
  }
  return made
}

const posted = 'prov.meddelande'
const living = 'prov.kort'

eachDatabase('Delivery', (engine: Engine) => {
  let database: TestDatabase
  let clock: FixedClock
  let world: World
  let council: CouncilId
  let out: Outside
  let attempts: unknown[]
  /** What the notices say of a subject: a summary, nothing when it is no longer needed, or a fault. */
  let truth: Map<string, string | Error | undefined>

  beforeAll(async () => {
    database = await engine.open()
    council = await addCouncil(database.db)
  })

  beforeEach(async () => {
    for (const table of ['outbox', 'living_cards', 'paused_tenants'] as const)
      await database.db.deleteFrom(table).execute()
    clock = fixedClock()
    world = { db: database.db, clock }
    out = outside()
    attempts = []
    truth = new Map()
  })

  function deliveryOn(through: World, sender = out.sender): Delivery {
    const render: Notice['render'] = async ({ subjectId }) => {
      const said = truth.has(subjectId) ? truth.get(subjectId) : subjectId
      if (said instanceof Error) throw said
      return said === undefined ? undefined : { card: {}, summary: said }
    }
    return createDelivery({
      world: through,
      notices: [
        { kind: posted, living: false, whenUncertain: 'hold', render },
        { kind: living, living: true, whenUncertain: 'hold', render },
      ],
      sender,
      onAttempt: (attempt) => attempts.push(attempt.outcome),
    })
  }

  async function owe(subjectId: string, more: { kind?: string; occasion?: string; to?: Recipient } = {}) {
    const { kind = posted, occasion = 'v1', to = coordinator } = more
    await database.db
      .transaction()
      .execute((tx) =>
        promiseToSend(tx, clock.now(), [{ councilId: council, kind, subjectId, occasion, recipient: to }]),
      )
  }

  const rows = () =>
    database.db
      .selectFrom('outbox')
      .select(['subject_id', 'state', 'reason', 'attempts', 'due_at', 'lease_until'])
      .orderBy('subject_id')
      .orderBy('key')
      .execute()
  const states = async () =>
    (await rows()).map(({ state, reason }) => (reason ? `${state}: ${reason}` : state))

  describe('the outbox', () => {
    test('holds one occasion once, whoever writes it and however often', async () => {
      await Promise.all([owe('å'), owe('å'), owe('å')])
      await owe('å')
      await owe('å', { occasion: 'v2' })
      await owe('å', { to: channel })
      await owe('å', { kind: living })
      await owe('ä')
      expect(await states()).toEqual(Array(5).fill('waiting'))
      expect(out.sent).toEqual([])
    })

    test('forgets what was promised in a transaction that came to nothing', async () => {
      const act = database.db.transaction().execute(async (tx) => {
        const owed = { councilId: council, kind: posted, subjectId: 'å', occasion: 'v1', recipient: channel }
        await promiseToSend(tx, clock.now(), [owed])
        throw new Error('the act failed')
      })
      await expect(act).rejects.toThrow('the act failed')
      expect(await states()).toEqual([])
    })

    test('does not send again what was delivered, though it is promised once more', async () => {
      await owe('å')
      await deliveryOn(world).drain()
      await owe('å')
      await deliveryOn(world).drain()
      expect(out.sent).toEqual(['post å'])
    })
  })

  describe('what becomes of a message', () => {
    const later = (ms: number): Instant => plusMs(fixedClock().now(), ms)
    const cases: readonly [outcome: Outcome, state: string, reason: string | null, due: Instant][] = [
      [{ kind: 'delivered', conversationId: 'c', activityId: 'a' }, 'delivered', null, later(0)],
      [{ kind: 'throttled', retryAfterMs: 90_000 }, 'waiting', 'throttled', later(90_000)],
      [{ kind: 'throttled', retryAfterMs: undefined }, 'waiting', 'throttled', later(15_000)],
      [{ kind: 'retry', reason: 'ECONNREFUSED' }, 'waiting', 'retry', later(15_000)],
      [{ kind: 'uncertain', reason: 'timeout' }, 'uncertain', 'timeout', later(0)],
      [{ kind: 'unreachable', reason: 'blocked' }, 'undeliverable', 'blocked', later(0)],
      [{ kind: 'refused', reason: '400' }, 'undeliverable', '400', later(0)],
      [{ kind: 'gone' }, 'undeliverable', 'gone', later(0)],
    ]

    test.each(cases)('%j', async (outcome, state, reason, due) => {
      await owe('å')
      out.answers.push(outcome)
      await deliveryOn(world).drain()
      const [row] = await rows()
      expect(row).toMatchObject({ state, reason, attempts: 1, lease_until: null, due_at: due })
      expect(out.sent).toHaveLength(1)
      expect(attempts).toEqual([outcome.kind])
      // A day later, only what waits has been tried again.
      clock.advance(24 * hourMs)
      await deliveryOn(world).drain()
      expect(out.sent).toHaveLength(state === 'waiting' ? 2 : 1)
      expect(await states()).toEqual([
        state === 'waiting' ? 'delivered' : reason ? `${state}: ${reason}` : state,
      ])
    })

    test('that waits: not tried before it is due, and later every time, an hour apart at most', async () => {
      await owe('å')
      const delivery = deliveryOn(world)
      const waits: number[] = []
      for (let attempt = 1; attempt <= 10; attempt++) {
        out.answers.push({ kind: 'retry', reason: 'ECONNREFUSED' })
        await delivery.drain()
        const due = Date.parse((await rows())[0]?.due_at ?? '')
        waits.push((due - Date.parse(clock.now())) / 1_000)
        clock.advance(due - Date.parse(clock.now()) - 1)
        await delivery.drain()
        expect(out.sent).toHaveLength(attempt)
        clock.advance(1)
      }
      expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    })

    test('that Teams wants to have again at once, many at a time: the round ends all the same', async () => {
      for (let at = 0; at < 60; at++) {
        await owe(`å${at}`)
        out.answers.push({ kind: 'throttled', retryAfterMs: 0 })
      }
      await deliveryOn(world).drain()
      expect(out.sent).toHaveLength(60)
      clock.advance(minuteMs)
      await deliveryOn(world).drain()
      expect(new Set(await states())).toEqual(new Set(['delivered']))
    })

    test('that is no longer needed: it is not sent', async () => {
      await owe('å')
      truth.set('å', undefined)
      await deliveryOn(world).drain()
      expect(await states()).toEqual(['noLongerNeeded'])
      expect(out.sent).toEqual([])
      expect(attempts).toEqual(['noLongerNeeded'])
    })

    test('of a kind that there is no longer: it is not sent', async () => {
      await owe('å', { kind: 'prov.nedlagd' })
      await deliveryOn(world).drain()
      expect(await states()).toEqual(['noLongerNeeded'])
    })

    test('that is rendered late says what is true when it is sent', async () => {
      await owe('å')
      truth.set('å', 'så som det är nu')
      await deliveryOn(world).drain()
      expect(out.sent).toEqual(['post så som det är nu'])
    })

    test('that cannot be rendered: the others are sent, and it is held as uncertain', async () => {
      await owe('a')
      await owe('å')
      await owe('ö')
      truth.set('å', new Error('a fault of ours'))
      const delivery = deliveryOn(world)
      await delivery.drain()
      expect(out.sent).toEqual(['post a', 'post ö'])
      expect(attempts).toEqual(['delivered', 'fault', 'delivered'])
      clock.advance(2 * minuteMs + 1)
      await delivery.drain()
      expect((await states()).toSorted()).toEqual(['delivered', 'delivered', 'uncertain: leaseRanOut'])
      expect(out.sent).toHaveLength(2)
    })

    test('to a sender that throws: nothing is sent twice, and it is held as uncertain', async () => {
      await owe('å')
      const sender: Sender = {
        ...out.sender,
        post: async () => {
          throw new Error('a fault of ours')
        },
      }
      await deliveryOn(world, sender).drain()
      clock.advance(hourMs)
      await deliveryOn(world).drain()
      expect(await states()).toEqual(['uncertain: leaseRanOut'])
      expect(out.sent).toEqual([])
    })
  })

  describe('a worker', () => {
    test('that died while sending leaves an uncertain message, once its lease has run out', async () => {
      await owe('å')
      await database.db
        .updateTable('outbox')
        .set({ state: 'sending', attempts: 1, lease_until: plusMs(clock.now(), 2 * minuteMs) })
        .execute()
      const delivery = deliveryOn(world)
      await delivery.drain()
      expect(await states()).toEqual(['sending'])
      clock.advance(2 * minuteMs + 1)
      await delivery.drain()
      expect(await states()).toEqual(['uncertain: leaseRanOut'])
      expect(out.sent).toEqual([])
    })

    test('racing with others for the same messages sends each once', async () => {
      const other = { db: (await engine.another(database)).db, clock }
      for (let at = 0; at < 20; at++) await owe(`å${at}`)
      const workers = [deliveryOn(world), deliveryOn(other), deliveryOn(other)]
      await Promise.all(workers.map((worker) => worker.drain()))
      expect(out.sent.toSorted()).toEqual(Array.from({ length: 20 }, (_, at) => `post å${at}`).toSorted())
      expect((await rows()).map((row) => row.attempts)).toEqual(Array(20).fill(1))
      expect(new Set(await states())).toEqual(new Set(['delivered']))
    })

    test('that comes while another sends leaves its message alone', async () => {
      await owe('å')
      let release = () => {}
      out.hold = new Promise((resolve) => {
        release = resolve
      })
      const first = deliveryOn(world).drain()
      while (out.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      await deliveryOn(world).drain()
      release()
      await first
      expect(out.sent).toEqual(['post å'])
      expect(await states()).toEqual(['delivered'])
    })

    test('asked again while it works, takes what was promised meanwhile in one further round', async () => {
      await owe('å')
      let release = () => {}
      out.hold = new Promise((resolve) => {
        release = resolve
      })
      const delivery = deliveryOn(world)
      const rounds = [delivery.drain()]
      while (out.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      await owe('ö')
      rounds.push(delivery.drain(), delivery.drain())
      release()
      await Promise.all(rounds)
      expect(out.sent).toEqual(['post å', 'post ö'])
    })

    test('sends what was due first, first, more than a batch of it', async () => {
      const names = Array.from({ length: 60 }, (_, at) => `nr-${String(at).padStart(2, '0')}`)
      for (const name of names.toReversed()) {
        await owe(name)
        const due = plusMs(clock.now(), names.indexOf(name) - 60)
        await database.db.updateTable('outbox').set({ due_at: due }).where('subject_id', '=', name).execute()
      }
      await owe('i framtiden')
      await database.db
        .updateTable('outbox')
        .set({ due_at: plusMs(clock.now(), 1) })
        .where('subject_id', '=', 'i framtiden')
        .execute()
      await deliveryOn(world).drain()
      expect(out.sent).toEqual(names.map((name) => `post ${name}`))
    })
  })

  describe('a living card', () => {
    const drain = () => deliveryOn(world).drain()

    test('is posted once, and from then on updated in its place', async () => {
      await owe('å', { kind: living })
      await drain()
      for (const occasion of ['v2', 'v3']) {
        truth.set('å', `å ${occasion}`)
        await owe('å', { kind: living, occasion })
        await drain()
      }
      expect(out.sent).toEqual(['post å', 'update kort-1 å v2', 'update kort-1 å v3'])
    })

    test('is one for each subject and recipient', async () => {
      await owe('å', { kind: living })
      await owe('å', { kind: living, to: channel })
      await owe('ö', { kind: living })
      await drain()
      expect(out.sent.toSorted()).toEqual(['post å', 'post å', 'post ö'])
    })

    test('that is gone is posted anew, and the new one is updated from then on', async () => {
      await owe('å', { kind: living })
      await drain()
      out.answers.push({ kind: 'gone' })
      await owe('å', { kind: living, occasion: 'v2' })
      await drain()
      await owe('å', { kind: living, occasion: 'v3' })
      await drain()
      expect(out.sent).toEqual(['post å', 'update kort-1 å', 'post å', 'update kort-3 å'])
      expect(await states()).toEqual(['delivered', 'delivered', 'delivered'])
    })

    test('whose update is uncertain stays the card to update', async () => {
      await owe('å', { kind: living })
      await drain()
      out.answers.push({ kind: 'uncertain', reason: '502' })
      await owe('å', { kind: living, occasion: 'v2' })
      await drain()
      await owe('å', { kind: living, occasion: 'v3' })
      await drain()
      expect(out.sent).toEqual(['post å', 'update kort-1 å', 'update kort-1 å'])
    })

    test('and a message of the same subject do not get in each other’s way', async () => {
      await owe('å', { kind: living })
      await drain()
      await owe('å')
      await drain()
      expect(out.sent).toEqual(['post å', 'post å'])
    })
  })
})
