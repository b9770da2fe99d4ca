import { endOfHour } from '../shared/stockholm.ts'
import { beginSending, claimTogether, type Worker } from './claim.ts'
import { findPosted } from './living-cards.ts'
import type { Sender } from './notice.ts'
import { type Digest, type Message, type Notice, type Outcome, type Place, recipientOfKey } from './notice.ts'
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
  /** Puts what is due in the same hour into one message; without it each comes alone. */
  readonly digest?: Digest
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

/** Makes one attempt with a promise that was taken, and with what may come in the same card. Never throws. */
export async function attempt(means: Means, head: OutboxRow): Promise<Attempt> {
  const rows = [head]
  try {
    return await tryToSend(means, head, rows)
  } catch (fault) {
    const { worker, jitter, signal } = means
    const stopped = signal.aborted
    return {
      ...about(means, rows, stopped ? 'givenBack' : 'fault'),
      ...(stopped ? {} : { fault }),
      settle: async () => {
        await giveBack(worker, rows, stopped ? undefined : { jitter })
        return 0
      },
    }
  }
}

/** `rows` is what we have taken, for whoever has to give it back. */
async function tryToSend(means: Means, head: OutboxRow, rows: OutboxRow[]): Promise<Attempt> {
  const { worker, sender, pace, signal } = means
  const notice = noticeOf(means, head)
  const place = await sender.placeOf(recipientOfKey(head.recipient))
  if (!place) return unsent(means, rows, 'undeliverable', 'noAddress')

  let parts = await stillNeeded(means, rows, place)
  if (parts.length > 0 && notice.digestible && means.digest) {
    const until = endOfHour(worker.world.clock.now())
    const kinds = [...means.notices.values()].flatMap((one) => (one.digestible ? [one.kind] : []))
    rows.push(...(await claimTogether(worker, head, kinds, until)))
    parts = await stillNeeded(means, rows, place)
  }
  if (parts.length === 0) return unsent(means, rows, 'noLongerNeeded', 'notNeeded')

  const since = performance.now()
  const restMs = (await pace?.next(place.tenantId, place.conversationId, { signal })) ?? 0
  if (restMs > 0) return later(means, rows, restMs)
  if (performance.now() - since > freshMs) parts = await stillNeeded(means, rows, place)
  if (parts.length === 0) return unsent(means, rows, 'noLongerNeeded', 'notNeeded')
  return send(means, notice, place, rows, parts)
}

async function send(
  means: Means,
  notice: Notice,
  place: Place,
  rows: readonly OutboxRow[],
  parts: readonly Part[],
): Promise<Attempt> {
  const { worker, jitter } = means
  const renderedAt = worker.world.clock.now()
  const { message, taken } = inOne(means, parts, place)
  const sent = parts.slice(0, taken).map((part) => part.row)
  const needed = new Set(parts.map((part) => part.row))
  const ended = rows.filter((row) => !needed.has(row))
  const left = parts.slice(taken).map((part) => part.row)
  if (!(await beginSending(worker, sent))) throw new Error('what was taken is no longer ours')

  const outcome = await post(means, notice, place, sent, message)
  return {
    ...about(means, sent, outcome.kind),
    ...('reason' in outcome ? { reason: outcome.reason } : {}),
    settle: async () => {
      const paused = await settle(worker, { rows: sent, notice, outcome, renderedAt }, jitter)
      if (ended.length > 0) await endUnsent(worker, ended, 'noLongerNeeded', 'notNeeded')
      if (left.length > 0) await giveBack(worker, left)
      return paused
    },
  }
}

/** ONE attempt: the living card that is there is changed; if it is gone, a new one is posted. */
async function post(
  means: Means,
  notice: Notice,
  place: Place,
  rows: readonly OutboxRow[],
  message: Message,
): Promise<Outcome> {
  const { sender, pace, worker } = means
  const [head] = rows
  if (!head) throw new Error('nothing to send')
  try {
    const posted = notice.living ? await findPosted(worker.world.db, head) : undefined
    if (posted) {
      const outcome = await sender.update(posted, message)
      // To change a card to what it may be already does no harm: what is not known is just done again.
      if (outcome.kind === 'uncertain') return { ...outcome, kind: 'retry' }
      if (outcome.kind !== 'gone') return outcome
      await pace?.next(place.tenantId, place.conversationId)
    }
    return await sender.post(recipientOfKey(head.recipient), message)
  } catch {
    // A sender does not throw; if one does, we cannot know how far it came.
    return { kind: 'uncertain', reason: 'fault' }
  }
}

/** Today's truth of each promise that is still needed and still of use. */
async function stillNeeded(means: Means, rows: readonly OutboxRow[], place: Place): Promise<Part[]> {
  const parts: Part[] = []
  const now = Date.parse(means.worker.world.clock.now())
  for (const row of rows) {
    const notice = noticeOf(means, row)
    if (notice.usefulForMs !== undefined && now > Date.parse(row.due_at) + notice.usefulForMs) continue
    const promised = {
      councilId: row.council_id,
      subjectId: row.subject_id,
      occasion: occasionOf(row),
      recipient: recipientOfKey(row.recipient),
      repeated: row.repeated === 1,
    }
    const message = await notice.render(promised, place.locale)
    if (message) parts.push({ row, message })
  }
  return parts
}

function inOne(means: Means, parts: readonly Part[], place: Place): { message: Message; taken: number } {
  const [first] = parts
  if (!first) throw new Error('nothing to send')
  if (parts.length === 1 || !means.digest) return { message: first.message, taken: 1 }
  return means.digest(
    parts.map((part) => part.message),
    place.locale,
  )
}

function noticeOf({ notices }: Means, row: OutboxRow): Notice {
  const notice = notices.get(row.kind)
  if (!notice) throw new Error(`no notice of the kind ${row.kind}`)
  return notice
}

function unsent(
  means: Means,
  rows: readonly OutboxRow[],
  to: 'noLongerNeeded' | 'undeliverable',
  reason: string,
): Attempt {
  return {
    ...about(means, rows, to === 'noLongerNeeded' ? to : 'unreachable'),
    reason,
    settle: async () => {
      await endUnsent(means.worker, rows, to, reason)
      return 0
    },
  }
}

function later(means: Means, rows: readonly OutboxRow[], restMs: number): Attempt {
  return {
    ...about(means, rows, 'givenBack'),
    reason: 'hourly rate',
    settle: async () => {
      await postpone(means.worker, rows, restMs)
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
