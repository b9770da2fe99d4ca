import { hourMs, type Instant } from '../shared/clock.ts'
import { endOfHour } from '../shared/stockholm.ts'
import { beginSending, claimTogether, type Worker } from './claim.ts'
import { findPosted, type Posted } from './living-cards.ts'
import {
  type Digest,
  type Message,
  messageIfNeeded,
  type Notice,
  type Outcome,
  type Place,
  type Recipient,
  recipientOfKey,
  type Sender,
} from './notice.ts'
import { type OutboxRow, occasionOf } from './outbox.ts'
import type { Pace } from './pace.ts'
import { endUnsent, giveBack, type Jitter, postpone, settle } from './settle.ts'

/** How old what was rendered may be when it is sent, in milliseconds; what had to wait longer is rendered anew. */
const freshMs = 1_000

/** What a worker needs to make an attempt. */
export interface Means {
  readonly worker: Worker
  readonly notices: ReadonlyMap<string, Notice>
  readonly sender: Sender
  /** Keeps the rates of Teams; without it nothing waits. */
  readonly pace?: Pace
  /** Puts what is due in the same hour into one message, if it is of these kinds; without it each comes alone. */
  readonly together?: { readonly kinds: readonly string[]; readonly digest: Digest }
  readonly jitter: Jitter
  /** Is aborted when we stop: what waits for its turn is given back. */
  readonly signal: AbortSignal
}

/** What came of what a worker took: how it is told of, and how it is written down (again, until the database takes it). */
export interface Attempt {
  readonly kind: string
  readonly outcome: Outcome['kind'] | 'noLongerNeeded' | 'fault' | 'givenBack'
  readonly reason?: string
  readonly fault?: unknown
  /** How many promises it keeps: more than one for a digest. */
  readonly promises: number
  /** How many attempts there were before it. */
  readonly earlier: number
  /** How long after it was due, in milliseconds. */
  readonly lateMs: number
  /** Gives for how many milliseconds the tenant is paused by it. */
  readonly settle: () => Promise<number>
}

interface Part {
  readonly row: OutboxRow
  readonly message: Message
}

/** What we have taken, for whoever has to give it back: the head, and what may come in the same card. */
interface Taken {
  readonly rows: OutboxRow[]
  /** What cannot be made, with the fault of each. */
  readonly broken: Map<OutboxRow, unknown>
}

/** Makes one attempt with a promise that was taken, and with what may come in the same card. Never throws. */
export async function attempt(means: Means, head: OutboxRow): Promise<Attempt> {
  const taken: Taken = { rows: [head], broken: new Map() }
  try {
    return await tryToSend(means, head, taken)
  } catch (fault) {
    const { worker, jitter, signal } = means
    const stopped = signal.aborted
    const at = worker.world.clock.now()
    return {
      ...about(means, taken.rows, stopped ? 'givenBack' : 'fault'),
      ...(stopped ? {} : { fault }),
      settle: async () => {
        const { rows, broken } = taken
        await giveBackBroken(means, taken)
        const whole = rows.filter((row) => !broken.has(row))
        // When the fault is not the message's own, it keeps its place in the line.
        const now = stopped || broken.has(head)
        await giveBack(worker, whole, now ? undefined : { jitter, at, atTheEnd: false })
        return 0
      },
    }
  }
}

async function giveBackBroken({ worker, jitter }: Means, { broken }: Taken): Promise<void> {
  const at = worker.world.clock.now()
  if (broken.size > 0) await giveBack(worker, [...broken.keys()], { jitter, at, atTheEnd: true })
}

async function tryToSend(means: Means, head: OutboxRow, taken: Taken): Promise<Attempt> {
  const { worker, sender, pace, signal } = means
  const { rows } = taken
  signal.throwIfAborted()
  const notice = noticeOf(means, head)
  const now = worker.world.clock.now()
  const calm = notice.calm?.(now) ?? now
  if (calm > now) {
    const restMs = Date.parse(calm) - Date.parse(now)
    return later(means, rows, restMs, 'quiet hours', { quiet_until: calm })
  }

  let readAt = worker.world.clock.now()
  const place = await sender.placeOf(recipientOfKey(head.recipient))
  let parts = await stillNeeded(means, taken, rows, place)
  // Asked for although there is nobody to send it to: what need not be told has not failed to arrive.
  if (parts.length > 0 && !place) return unsent(means, taken, 'undeliverable', 'noAddress')
  if (place && parts.length > 0 && means.together?.kinds.includes(head.kind)) {
    const until = endOfHour(worker.world.clock.now())
    const more = await claimTogether(worker, head, means.together.kinds, until)
    rows.push(...more)
    parts = [...parts, ...(await stillNeeded(means, taken, more, place))]
  }
  if (parts.length === 0 || !place) return unsent(means, taken, 'noLongerNeeded', 'notNeeded')

  const since = performance.now()
  const restMs = (await pace?.next(place.tenantId, place.conversationId, { signal })) ?? 0
  if (restMs > 0) return later(means, rows, restMs, 'hourly rate')
  if (performance.now() - since > freshMs) {
    readAt = worker.world.clock.now()
    parts = await stillNeeded(means, taken, rows, place)
  }
  if (parts.length === 0) return unsent(means, taken, 'noLongerNeeded', 'notNeeded')
  signal.throwIfAborted()
  return send(means, notice, place, taken, parts, readAt)
}

async function send(
  means: Means,
  notice: Notice,
  place: Place,
  taken: Taken,
  parts: readonly Part[],
  renderedAt: Instant,
): Promise<Attempt> {
  const { worker, jitter } = means
  const [head] = taken.rows
  if (!head) throw new Error('nothing to send')
  const one = inOne(means, parts, place)
  const sent = parts.slice(0, one.taken).map((part) => part.row)
  const needed = new Set(parts.map((part) => part.row))
  const ended = taken.rows.filter((row) => !needed.has(row) && !taken.broken.has(row))
  const left = parts.slice(one.taken).map((part) => part.row)
  const posted = notice.living ? await findPosted(worker.world.db, head) : undefined
  await beginSending(worker, sent)

  const outcome = await post(means, place, recipientOfKey(head.recipient), one.message, posted)
  const [fault] = taken.broken.values()
  return {
    ...about(means, sent, outcome.kind),
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
    ...(fault ? { fault } : {}),
    settle: async () => {
      const paused = await settle(worker, { rows: sent, notice, outcome, renderedAt }, jitter)
      if (ended.length > 0) await endUnsent(worker, ended, 'noLongerNeeded', 'notNeeded')
      await giveBackBroken(means, taken)
      if (left.length > 0) await giveBack(worker, left)
      return paused
    },
  }
}

/** ONE attempt: the living card that is there is changed; if it is gone, a new one is posted. Never throws. */
async function post(
  { sender, pace }: Means,
  place: Place,
  recipient: Recipient,
  message: Message,
  posted: Posted | undefined,
): Promise<Outcome> {
  if (posted) {
    const outcome = await outcomeOf(() => sender.update(posted, message))
    // To change a card to what it may be already does no harm: what is not known is just done again.
    if (outcome.kind === 'uncertain') return { ...outcome, kind: 'retry' }
    if (outcome.kind !== 'gone') return outcome
    const mayPost = await pace?.next(place.tenantId, place.conversationId).catch(() => hourMs)
    if (mayPost) return { kind: 'retry', reason: 'gone' }
  }
  return outcomeOf(() => sender.post(recipient, message))
}

/** A sender does not throw; if one does, we cannot know how far it came. */
async function outcomeOf(send: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await send()
  } catch {
    return { kind: 'uncertain', reason: 'fault' }
  }
}

/**
 * Today's truth of each promise that is still needed and still of use. Throws when the head cannot be made; of what may
 * come with it, what cannot be made stays away.
 */
async function stillNeeded(
  means: Means,
  { rows: [head], broken }: Taken,
  rows: readonly OutboxRow[],
  place: Place | undefined,
): Promise<Part[]> {
  const parts: Part[] = []
  const locale = place?.locale ?? 'sv'
  const now = means.worker.world.clock.now()
  for (const row of rows) {
    if (broken.has(row)) continue
    const notice = noticeOf(means, row)
    const promised = {
      councilId: row.council_id,
      subjectId: row.subject_id,
      occasion: occasionOf(row),
      recipient: recipientOfKey(row.recipient),
      repeated: row.repeated === 1,
    }
    try {
      const message = await messageIfNeeded(notice, promised, { dueAt: row.due_at, now, locale })
      if (message) parts.push({ row, message })
    } catch (fault) {
      broken.set(row, fault)
      if (row === head) throw fault
    }
  }
  return parts
}

function inOne(means: Means, parts: readonly Part[], place: Place): { message: Message; taken: number } {
  const [first] = parts
  if (!first) throw new Error('nothing to send')
  if (parts.length === 1 || !means.together) return { message: first.message, taken: 1 }
  return means.together.digest(
    parts.map((part) => part.message),
    place.locale,
  )
}

function noticeOf({ notices }: Means, row: OutboxRow): Notice {
  const notice = notices.get(row.kind)
  if (!notice) throw new Error(`no notice of the kind ${row.kind}`)
  return notice
}

function unsent(means: Means, taken: Taken, to: 'noLongerNeeded' | 'undeliverable', reason: string): Attempt {
  const ended = taken.rows.filter((row) => !taken.broken.has(row))
  return {
    ...about(means, ended, to === 'noLongerNeeded' ? to : 'unreachable'),
    reason,
    settle: async () => {
      await endUnsent(means.worker, ended, to, reason)
      await giveBackBroken(means, taken)
      return 0
    },
  }
}

function later(
  means: Means,
  rows: readonly OutboxRow[],
  restMs: number,
  reason: string,
  known: Partial<Pick<OutboxRow, 'quiet_until'>> = {},
): Attempt {
  return {
    ...about(means, rows, 'givenBack'),
    reason,
    settle: async () => {
      await postpone(means.worker, rows, restMs, known)
      return 0
    },
  }
}

function about(
  { worker }: Means,
  rows: readonly OutboxRow[],
  outcome: Attempt['outcome'],
): Omit<Attempt, 'settle'> {
  const [head] = rows
  const due = Date.parse(head?.due_at ?? worker.world.clock.now())
  return {
    kind: rows.length === 1 ? (head?.kind ?? '') : 'digest',
    outcome,
    promises: rows.length,
    earlier: head?.attempts ?? 0,
    lateMs: Date.parse(worker.world.clock.now()) - due,
  }
}
