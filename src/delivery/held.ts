import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { kindsRepeated, type Notice, type Recipient, recipientOfKey } from './notice.ts'
import { type OutboxRow, occasionOf } from './outbox.ts'
import { move } from './settle.ts'

/** A message that nobody knows the end of, and that waits for somebody to decide. */
export interface Held {
  readonly id: string
  readonly councilId: CouncilId
  readonly kind: string
  readonly subjectId: string
  readonly occasion: string
  readonly recipient: Recipient
  /** Why: `HTTP 504`, `timeout`, `ECONNRESET`, `workerDied`, `restored`, `fault`. */
  readonly reason: string
  readonly dueAt: Instant
  readonly heldSince: Instant
  /** Whether it was sent once more already, and nobody knows the end of that either. */
  readonly repeated: boolean
}

/** Uncertain, and not of a kind that will be repeated by itself. */
function heldOnes(db: Database, notices: readonly Notice[]) {
  const repeats = kindsRepeated(notices)
  const uncertain = db.selectFrom('outbox').where('state', '=', 'uncertain')
  return repeats.length === 0
    ? uncertain
    : uncertain.where((eb) => eb.or([eb('repeated', '=', 1), eb('kind', 'not in', repeats)]))
}

/** How many messages are held, in all councils. */
export async function countHeld(db: Database, notices: readonly Notice[]): Promise<number> {
  const row = await heldOnes(db, notices)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** What is held in a council, or in all of them: the oldest first, `most` of them from the one at `from` on, and how many there are. */
export async function heldOf(
  db: Database,
  notices: readonly Notice[],
  councilId: CouncilId | undefined,
  page: { readonly from: number; readonly most: number },
): Promise<{ readonly held: readonly Held[]; readonly count: number }> {
  const all = councilId ? heldOnes(db, notices).where('council_id', '=', councilId) : heldOnes(db, notices)
  const { count } = await all.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await all
    .selectAll()
    .orderBy('due_at')
    .orderBy('id')
    .limit(page.most)
    .offset(page.from)
    .execute()
  return { held: rows.map(heldFrom), count: Number(count) }
}

function heldFrom(row: OutboxRow): Held {
  return {
    id: row.id,
    councilId: row.council_id,
    kind: row.kind,
    subjectId: row.subject_id,
    occasion: occasionOf(row),
    recipient: recipientOfKey(row.recipient),
    reason: row.reason ?? '',
    dueAt: row.due_at,
    heldSince: row.settled_at ?? row.due_at,
    repeated: row.repeated === 1,
  }
}

/** One held message of a council, or of any when none is given; undefined when it is not held (any more). */
export async function findHeld(
  db: Database,
  notices: readonly Notice[],
  id: string,
  councilId: CouncilId | undefined,
): Promise<Held | undefined> {
  const all = heldOnes(db, notices).selectAll().where('id', '=', id)
  const row = await (councilId ? all.where('council_id', '=', councilId) : all).executeTakeFirst()
  return row && heldFrom(row)
}

/** Whether there is such a message, of a council or of any: what is not held any more may have been decided by another. */
export async function isMessageOf(
  db: Database,
  id: string,
  councilId: CouncilId | undefined,
): Promise<boolean> {
  const all = db.selectFrom('outbox').select('id').where('id', '=', id)
  return (await (councilId ? all.where('council_id', '=', councilId) : all).executeTakeFirst()) !== undefined
}

/**
 * Sends a held message once more, marked as one that may have come before; rendered from today's truth, and only if it
 * is still needed then. False when it is no longer held.
 */
export async function sendAgain(tx: DatabaseTransaction, id: string, at: Instant): Promise<boolean> {
  const again = { repeated: 1 as const, not_before: at, set_at: at, settled_at: null }
  return (await move(tx, [{ id }], { state: 'uncertain' }, 'waiting', again)) === 1
}

/** Ends a held message: somebody has decided that it need not be sent. False when it is no longer held. */
export async function writeOff(tx: DatabaseTransaction, id: string, at: Instant): Promise<boolean> {
  const ended = { reason: 'writtenOff', settled_at: at }
  return (await move(tx, [{ id }], { state: 'uncertain' }, 'noLongerNeeded', ended)) === 1
}
