import { beforeAll, beforeEach } from '@jest/globals'
import { transact, type World } from '../../src/database/index.ts'
import {
  type Attempt,
  createDelivery,
  type Delivery,
  type Digest,
  type Message,
  type Notice,
  type Outcome,
  promiseToSend,
  type Recipient,
  recipientKey,
  type Sender,
} from '../../src/delivery/index.ts'
import { hourMs, type Instant } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import type { Engine, TestDatabase } from '../helpers/databases.ts'
import { type FixedClock, fixedClock } from '../helpers/fixed-clock.ts'
import { addCouncil } from '../helpers/small-council.ts'

/** A person of a tenant, by number: different numbers are different people. */
export function personOf(tenant: 'mora' | 'polisen', number: number): Recipient {
  const tenantId = {
    mora: '6d6f7261-0000-4000-8000-000000000001',
    polisen: '706f6c69-0000-4000-8000-000000000002',
  }
  const aadObjectId = `6d6f7261-0000-4000-8000-${String(number).padStart(12, '0')}`
  return { kind: 'person', person: { tenantId: tenantId[tenant], aadObjectId } }
}
export const coordinator = personOf('mora', 101)
export const channel: Recipient = { kind: 'conversation', conversationId: '19:bra-älvdalen@thread.tacv2' }

/** The outside, and what it was given: it answers what it is told to, and otherwise that all went well. */
export interface Outside {
  readonly sender: Sender
  /** What came, one line each: `post` or `update ID`, and the summary. */
  readonly sent: string[]
  /** The same, each with whom it was for. */
  readonly to: { readonly recipient: string; readonly summary: string }[]
  readonly answers: Outcome[]
  /** Held open until it is released, for races. */
  hold?: Promise<void>
}

export function outside(): Outside {
  const made: Outside = {
    sent: [],
    to: [],
    answers: [],
    sender: {
      placeOf: async (to) => ({
        conversationId: recipientKey(to),
        tenantId: to.kind === 'person' ? to.person.tenantId : 'hemma',
        locale: 'sv',
      }),
      post: async (to, message) => {
        made.to.push({ recipient: recipientKey(to), summary: message.summary })
        return answer('post', message)
      },
      update: async ({ activityId }, message) => answer(`update ${activityId}`, message, activityId),
    },
  }
  const answer = async (way: string, { summary }: Message, changed?: string): Promise<Outcome> => {
    made.sent.push(`${way} ${summary}`)
    const activityId = changed ?? `kort-${made.sent.length}`
    const planned = made.answers.shift()
    await made.hold
    return planned ?? { kind: 'delivered', conversationId: 'chatt', activityId }
  }
  return made
}

/** The kinds of messages in these tests. */
export const posted = 'prov.meddelande'
export const living = 'prov.kort'
/** Is repeated once when nobody knows whether it arrived, and may come in a digest. */
export const reminder = 'prov.påminnelse'
/** Is of use for an hour, and may come in a digest. */
export const shortLived = 'prov.klockslag'
/** Waits for the morning, which is that of the next day, when it is late. */
export const calm = 'prov.lugn'

/** Three in one, at most. */
export const digest: Digest = (parts) => ({
  message: {
    card: {},
    summary: parts
      .slice(0, 3)
      .map(({ summary }) => summary)
      .join(' + '),
  },
  taken: Math.min(parts.length, 3),
})

type Told = Omit<Attempt, 'settle'> & { readonly pausedMs: number }

/** A database with a council, a clock, the outside, and deliveries between them. Fresh for each test. */
export interface PostOffice {
  database: TestDatabase
  clock: FixedClock
  world: World
  out: Outside
  /** What the notices say of a subject: a summary (its own name when nothing is set), undefined when it is no longer needed, or a fault. */
  truth: Map<string, string | Error | undefined>
  /** Until then it is quiet hours. */
  morning: Instant
  attempts: Told[]
  faults: unknown[]
  readonly notices: readonly Notice[]
  /** A delivery with these notices; what is told of attempts and faults is gathered. */
  delivery(more?: Partial<Parameters<typeof createDelivery>[0]>): Delivery
  owe(subjectId: string, more?: Owing): Promise<number>
  /** One promise after the other, a millisecond apart. */
  oweInTurn(...subjectIds: readonly string[]): Promise<void>
  rows(): Promise<readonly Row[]>
  /** The state of each, and why, ordered by subject. */
  states(): Promise<string[]>
}
export interface Owing {
  readonly kind?: string
  readonly occasion?: string
  readonly to?: Recipient
  readonly dueAt?: Instant
}
interface Row {
  readonly subject_id: string
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
  readonly repeated: number
  readonly due_at: Instant
  readonly not_before: Instant
  readonly leased_by: string | null
  readonly lease_until: Instant | null
}

/** Makes the post office of a file's tests: the database before the first, everything else before each. */
export function openPostOffice(engine: Engine): PostOffice {
  let council: CouncilId
  const render: Notice['render'] = async ({ subjectId, repeated }) => {
    const said = office.truth.has(subjectId) ? office.truth.get(subjectId) : subjectId
    if (said instanceof Error) throw said
    return said === undefined
      ? undefined
      : { card: {}, summary: repeated ? `${said} (kan ha skickats)` : said }
  }
  const lasting: Omit<PostOffice, 'database' | 'clock' | 'world' | 'out' | 'truth' | 'morning'> = {
    attempts: [],
    faults: [],
    notices: [
      { kind: posted, living: false, whenUncertain: 'hold', render },
      { kind: living, living: true, whenUncertain: 'hold', render },
      { kind: reminder, living: false, whenUncertain: 'repeat', digestible: true, render },
      {
        kind: shortLived,
        living: false,
        whenUncertain: 'hold',
        digestible: true,
        usefulForMs: hourMs,
        render,
      },
      {
        kind: calm,
        living: false,
        whenUncertain: 'hold',
        calm: (at) => (at < office.morning ? office.morning : at),
        render,
      },
    ],
    delivery: (more = {}) =>
      createDelivery({
        world: office.world,
        notices: office.notices,
        sender: office.out.sender,
        onAttempt: (told, pausedMs) => office.attempts.push({ ...told, pausedMs }),
        onFault: (fault) => office.faults.push(fault),
        jitter: () => 1,
        ...more,
      }),
    owe: (subjectId, { kind = posted, occasion = 'v1', to = coordinator, dueAt } = {}) => {
      const owed = {
        councilId: council,
        kind,
        subjectId,
        occasion,
        recipient: to,
        ...(dueAt ? { dueAt } : {}),
      }
      return transact(office.database.db, (tx) => promiseToSend(tx, office.clock.now(), [owed]))
    },
    oweInTurn: async (...subjectIds) => {
      for (const subjectId of subjectIds) {
        await office.owe(subjectId)
        office.clock.advance(1)
      }
    },
    rows: () =>
      office.database.db
        .selectFrom('outbox')
        .select(['subject_id', 'state', 'reason', 'attempts', 'repeated', 'due_at', 'not_before'])
        .select(['leased_by', 'lease_until'])
        .orderBy('subject_id')
        .orderBy('key')
        .execute(),
    states: async () =>
      (await office.rows()).map(({ state, reason }) => (reason ? `${state}: ${reason}` : state)),
  }
  const office = lasting as PostOffice

  beforeAll(async () => {
    office.database = await engine.open()
    council = await addCouncil(office.database.db)
  })
  beforeEach(async () => {
    for (const table of ['outbox', 'living_cards', 'paused_tenants', 'rate_limits'] as const)
      await office.database.db.deleteFrom(table).execute()
    office.clock = fixedClock()
    office.world = { db: office.database.db, clock: office.clock }
    office.out = outside()
    office.morning = office.clock.now()
    office.attempts = []
    office.faults = []
    office.truth = new Map()
  })
  return office
}

/** A door that is shut until it is opened. */
export function door(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Resolves when something has come true; rejects when it has not within five seconds, or so many milliseconds. */
export async function until(isTrue: () => boolean | Promise<boolean>, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('it did not come true')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
