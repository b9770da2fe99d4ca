import { isDeepStrictEqual } from 'node:util'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql } from 'kysely'
import { transact } from '../../src/database/index.ts'
import {
  createDelivery,
  type Notice,
  type Outcome,
  promiseToSend,
  type Recipient,
  recipientKey,
  type Sender,
  type State,
  sendAgain as sendHeldAgain,
  transitions,
  writeOff,
} from '../../src/delivery/index.ts'
import { instant } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { addCouncil } from '../helpers/small-council.ts'
import {
  type Answer,
  beat,
  type Death,
  type Kind,
  type Model,
  promise,
  sendAgain,
  type Truth,
} from './model.ts'
import { until } from './post-office.ts'

/** What may happen, in any order and number. */
type Happening =
  | {
      readonly is: 'promise'
      readonly subject: number
      readonly person: number
      readonly kind: Kind
      readonly dueIn: number
    }
  | { readonly is: 'fact'; readonly subject: number; readonly truth: Truth }
  | { readonly is: 'answer'; readonly person: number; readonly answers: readonly Answer[] }
  | { readonly is: 'beat' }
  | { readonly is: 'time'; readonly ms: number }
  | { readonly is: 'crash'; readonly death: Death }
  | { readonly is: 'restart'; readonly alone: boolean }
  | { readonly is: 'decision'; readonly again: boolean }

const person = fc.nat({ max: 2 })
const subject = fc.nat({ max: 4 })
const kind = fc.constantFrom<Kind>('hold', 'repeat')
const truth = fc.oneof(fc.nat({ max: 9 }), fc.constantFrom<Truth>('not needed', 'cannot be made'))
const answer = fc.constantFrom<Answer>(
  'throttled',
  'retry',
  'uncertain',
  'unreachable',
  'refused',
  'uncertain',
)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('promise'),
      subject,
      person,
      kind,
      dueIn: fc.constantFrom(0, 0, 47_003),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('fact'), subject, truth }) },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('answer'),
      person,
      answers: fc.array(answer, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ is: fc.constant('beat') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('time'),
      ms: fc.constantFrom(4_999, 60_001, 119_990, 120_001, 900_001),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('crash'),
      death: fc.constantFrom<Death>('after taking', 'after sending'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('restart'), alone: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('decision'), again: fc.boolean() }) },
) as fc.Arbitrary<Happening>

const outcomes: Readonly<Record<Answer, Outcome>> = {
  delivered: { kind: 'delivered', conversationId: 'chatt', activityId: 'kort' },
  throttled: { kind: 'throttled', retryAfterMs: undefined },
  retry: { kind: 'retry', reason: 'ECONNREFUSED' },
  uncertain: { kind: 'uncertain', reason: 'HTTP 504' },
  unreachable: { kind: 'unreachable', reason: 'blocked' },
  refused: { kind: 'refused', reason: 'HTTP 400' },
}

/** Each person is of a tenant of their own, so that a pause is one person's too. */
const people: readonly Recipient[] = [0, 1, 2].map((number) => {
  const id = `6d6f7261-0000-4000-8000-00000000000${number}`
  return { kind: 'person', person: { tenantId: id, aadObjectId: id } }
})

eachDatabase('Delivery and the model of its contract', (engine: Engine) => {
  let database: TestDatabase
  let council: CouncilId

  beforeAll(async () => {
    database = await engine.open()
    council = await addCouncil(database.db)
    await recordMoves(database, engine)
    // Here nothing crashes but workers, and the disk is what takes most of the time.
    if (engine.name === 'SQLite') await sql`pragma synchronous = off`.execute(database.db)
  })
  beforeEach(async () => {
    await forget()
  })

  async function forget(): Promise<void> {
    for (const table of ['outbox', 'paused_tenants'] as const) await database.db.deleteFrom(table).execute()
    await sql`delete from moves`.execute(database.db)
  }

  /** Lets all of it happen to both, and compares them after each. */
  async function live(happenings: readonly Happening[]): Promise<void> {
    await forget()
    const start = Date.parse('2026-11-20T08:00:00.000Z')
    const model: Model = {
      now: start,
      owed: [],
      truth: new Map(),
      answers: new Map(),
      pausedUntil: new Map(),
      posts: new Map(),
    }
    const clock = { now: () => instant(model.now) }
    const real = new Map<number, string[]>()
    const answers = new Map<number, Answer[]>()
    const numberOf = (to: Recipient) => people.findIndex((one) => recipientKey(one) === recipientKey(to))
    let taken = 0
    const sender = (death?: Death): Sender => ({
      placeOf: async (to) => {
        taken += 1
        if (death === 'after taking') return new Promise(() => undefined)
        return { conversationId: recipientKey(to), tenantId: recipientKey(to), locale: 'sv' }
      },
      post: async (to, { summary }) => {
        const number = numberOf(to)
        real.set(number, [...(real.get(number) ?? []), summary])
        if (death) return new Promise(() => undefined)
        return outcomes[answers.get(number)?.shift() ?? 'delivered']
      },
      update: async () => ({ kind: 'gone' }),
    })
    const render: Notice['render'] = async ({ subjectId, occasion, recipient, repeated }) => {
      const version = model.truth.get(Number(subjectId)) ?? 0
      if (version === 'cannot be made') throw new Error('cannot be made')
      const key = `${occasion}/${subjectId}/${numberOf(recipient)}`
      return version === 'not needed' ? undefined : { card: {}, summary: said(key, version, repeated) }
    }
    const worker = (alone: boolean, death?: Death) => {
      // Time stands still for the dead.
      const at = instant(model.now)
      return createDelivery({
        world: { db: database.db, clock: death ? { now: () => at } : clock },
        notices: (['hold', 'repeat'] as const).map((whenUncertain) => ({
          ...{ kind: whenUncertain, living: false, whenUncertain, render },
        })),
        sender: sender(death),
        alone,
        jitter: () => 1,
        onAttempt: () => undefined,
      })
    }
    let survivor = worker(false)
    let startsAlone = false

    const owe = async (it: Happening & { readonly is: 'promise' }): Promise<void> => {
      const key = `${it.kind}/${it.subject}/${it.person}`
      const { dueIn, ...one } = it
      promise(model, { ...one, key }, dueIn)
      const recipient = people[it.person] as Recipient
      const owed = {
        councilId: council,
        kind: it.kind,
        subjectId: String(it.subject),
        occasion: it.kind,
        recipient,
      }
      const dueAt = instant(model.now + dueIn)
      await transact(database.db, (tx) => promiseToSend(tx, clock.now(), [{ ...owed, dueAt }]))
    }

    const crash = async (death: Death): Promise<void> => {
      const underLease = () => model.owed.filter((one) => one.leaseUntil === model.now + 120_000).length
      beat(model, false, death)
      const before = taken
      const dying = worker(false, death)
      void dying.drain()
      const reached = async () =>
        (death === 'after sending' || taken === before + underLease()) &&
        sameAs(real, model) &&
        isDeepStrictEqual(await realState(database), stateOf(model))
      // If it never is, the comparison after it says how they differ.
      await until(reached, 1_000).catch(() => undefined)
      void dying.stop()
      await new Promise((resolve) => setTimeout(resolve, engine.name === 'SQLite' ? 0 : 10))
    }

    const decideOnHeld = async (again: boolean): Promise<void> => {
      const held = model.owed.find((one) => one.state === 'uncertain')
      if (!held) return
      if (again) sendAgain(model, held)
      else held.state = 'noLongerNeeded'
      const rows = await database.db.selectFrom('outbox').select(['id', 'key']).execute()
      const row = rows.find(
        ({ key }) => key.startsWith(`${held.kind}/${held.subject}/`) && key.endsWith(`${held.person}`),
      )
      const decide = again ? sendHeldAgain : writeOff
      expect(await transact(database.db, (tx) => decide(tx, row?.id ?? '', clock.now()))).toBe(true)
    }

    const happen = async (it: Happening): Promise<void> => {
      switch (it.is) {
        case 'promise':
          return owe(it)
        case 'fact':
          model.truth.set(it.subject, it.truth)
          return
        case 'answer':
          for (const planned of [answers, model.answers])
            planned.set(it.person, [...(planned.get(it.person) ?? []), ...it.answers])
          return
        case 'time':
          model.now += it.ms
          return
        case 'beat':
          beat(model, startsAlone)
          startsAlone = false
          return survivor.drain()
        case 'restart':
          survivor = worker(it.alone)
          startsAlone = it.alone
          return
        case 'crash':
          return crash(it.death)
        case 'decision':
          return decideOnHeld(it.again)
      }
    }

    for (const it of happenings) {
      await happen(it)
      // The others change what will come, and nothing that is.
      if (!['promise', 'beat', 'crash', 'decision'].includes(it.is)) continue
      expect(await realState(database)).toEqual(stateOf(model))
      expect([...real].toSorted()).toEqual(sentBy(model))
      model.now += 1
    }
    await onlyKnownMoves(database)
    noDoublesUnmarked(model)
    // Nothing is lost: when all is well again, everything ends, or is held for somebody to decide.
    for (const number of people.keys()) for (const planned of [answers, model.answers]) planned.delete(number)
    for (const number of model.truth.keys()) model.truth.set(number, 1)
    for (let round = 0; round < 4; round++) {
      model.now += 1_000_000
      await happen({ is: 'beat' })
    }
    const end = await realState(database)
    expect(end).toEqual(stateOf(model))
    expect(Object.values(end).filter((line) => /^(waiting|sending)/.test(line))).toEqual([])
    expect(Object.keys(end)).toHaveLength(model.owed.length)
  }

  test('do the same, whatever happens', async () => {
    const numRuns = engine.name === 'SQLite' ? 200 : 40
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 25, size: 'max' }), live),
      { numRuns },
    )
  })
})

const said = (key: string, version: Truth, marked: boolean) =>
  `${key} ${version}${marked ? ' (kan ha skickats)' : ''}`

function sentBy(model: Model): readonly (readonly [number, readonly string[]])[] {
  const lines = [...model.posts].map(
    ([number, posts]) =>
      [number, posts.map(({ key, version, marked }) => said(key, version, marked))] as const,
  )
  return lines.toSorted()
}

function sameAs(real: ReadonlyMap<number, readonly string[]>, model: Model): boolean {
  return JSON.stringify([...real].toSorted()) === JSON.stringify(sentBy(model))
}

/** What stands where, after how many attempts, not to be tried before when. */
function stateOf(model: Model): Record<string, string> {
  const lines = model.owed.map(({ key, state, attempts, repeated, notBefore }) => {
    const wait = state === 'waiting' ? ` from ${instant(notBefore)}` : ''
    return [key, `${state} after ${attempts}${repeated ? ', repeated' : ''}${wait}`] as const
  })
  return Object.fromEntries(lines)
}

async function realState({ db }: TestDatabase): Promise<Record<string, string>> {
  const rows = await db.selectFrom('outbox').selectAll().execute()
  const lines = rows.map((row) => {
    const wait = row.state === 'waiting' ? ` from ${row.not_before}` : ''
    const repeated = row.repeated ? ', repeated' : ''
    const key = `${row.kind}/${row.subject_id}/${row.recipient.slice(-1)}`
    return [key, `${row.state} after ${row.attempts}${repeated}${wait}`] as const
  })
  return Object.fromEntries(lines)
}

/** Every single change of state, as the database itself saw it. */
async function recordMoves({ db }: TestDatabase, engine: Engine): Promise<void> {
  await sql`create table moves (was text, is_now text)`.execute(db)
  const insert = 'insert into moves values (old.state, new.state);'
  if (engine.name === 'SQLite') {
    await sql.raw(`create trigger moved after update of state on outbox begin ${insert} end`).execute(db)
    return
  }
  const body = `begin ${insert} return new; end`
  await sql.raw(`create function moved() returns trigger language plpgsql as $$ ${body} $$`).execute(db)
  await sql`create trigger moved after update of state on outbox for each row execute function moved()`.execute(
    db,
  )
}

async function onlyKnownMoves({ db }: TestDatabase): Promise<void> {
  const { rows } = await sql<{ was: State; is_now: State }>`select distinct was, is_now from moves`.execute(
    db,
  )
  const known = (was: State, now: State) => was === now || transitions[was].includes(now)
  expect(rows.filter(({ was, is_now }) => !known(was, is_now))).toEqual([])
}

/** A second message of one promise is marked, unless the one before it is known not to have arrived. */
function noDoublesUnmarked(model: Model): void {
  for (const posts of model.posts.values())
    posts.forEach((post, at) => {
      const before = posts.slice(0, at).filter(({ key }) => key === post.key)
      const notArrived = before.every((one) => one.answer === 'throttled' || one.answer === 'retry')
      expect(notArrived || post.marked).toBe(true)
    })
}
