import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Recipient, recipientKey } from './notice.ts'
import { occasionOf } from './outbox.ts'
import type { State } from './states.ts'

/** A thing that somebody is told of, by one kind of message. */
export interface About {
  readonly councilId: CouncilId
  readonly kind: string
  readonly subjectId: string
  readonly recipient: Recipient
}

/** What came, or is to come, of a promise to tell somebody of a thing. */
export interface Telling {
  readonly id: string
  readonly occasion: string
  readonly state: State
  readonly dueAt: Instant
}

/** Everything that somebody was ever promised to be told of a thing, in the order it was due. */
export async function tellingsAbout(db: Database, about: About): Promise<readonly Telling[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('subject_id', '=', about.subjectId)
    .where('recipient', '=', recipientKey(about.recipient))
    .where('kind', '=', about.kind)
    .where('council_id', '=', about.councilId)
    .orderBy('due_at')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    occasion: occasionOf(row),
    state: row.state as State,
    dueAt: row.due_at,
  }))
}

/**
 * Takes a promise back that waits: it is no longer needed. False when it no longer waits, or a worker is about to send it.
 */
export async function withdrawPromise(tx: DatabaseTransaction, id: string, at: Instant): Promise<boolean> {
  const result = await tx
    .updateTable('outbox')
    .set({ state: 'noLongerNeeded' satisfies State, reason: 'withdrawn', settled_at: at })
    .where('id', '=', id)
    .where('state', '=', 'waiting' satisfies State)
    .where('leased_by', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}
