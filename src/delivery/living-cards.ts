import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Recipient, recipientKey } from './notice.ts'
import type { OutboxRow } from './outbox.ts'

/** Where a message stands that was posted before. */
export interface Posted {
  readonly conversationId: string
  readonly activityId: string
}

/** The card of a living notice that is already there; undefined when there is none yet. */
export async function findPosted(db: Database, row: OutboxRow): Promise<Posted | undefined> {
  const card = await db
    .selectFrom('living_cards')
    .select(['conversation_id', 'activity_id'])
    .where('kind', '=', row.kind)
    .where('subject_id', '=', row.subject_id)
    .where('recipient', '=', row.recipient)
    .executeTakeFirst()
  return card ? { conversationId: card.conversation_id, activityId: card.activity_id } : undefined
}

/** Whether somebody has been sent the living card of a thing. */
export async function isPostedTo(
  db: Database,
  card: {
    readonly councilId: CouncilId
    readonly kind: string
    readonly subjectId: string
    readonly recipient: Recipient
  },
): Promise<boolean> {
  const found = await db
    .selectFrom('living_cards')
    .select('kind')
    .where('kind', '=', card.kind)
    .where('subject_id', '=', card.subjectId)
    .where('recipient', '=', recipientKey(card.recipient))
    .where('council_id', '=', card.councilId)
    .executeTakeFirst()
  return found !== undefined
}

/** Remembers where the card of a living notice stands, so that the next truth takes its place. */
export async function rememberPosted(
  tx: DatabaseTransaction,
  row: OutboxRow,
  posted: Posted,
  at: Instant,
): Promise<void> {
  const place = { conversation_id: posted.conversationId, activity_id: posted.activityId, at }
  const { kind, subject_id, recipient, council_id } = row
  await tx
    .insertInto('living_cards')
    .values({ kind, subject_id, recipient, council_id, ...place })
    .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'recipient']).doUpdateSet(place))
    .execute()
}

/** A living card tells the truth as it was read: what was promised of it before that moment needs no update of its own. */
export async function overtake(
  tx: DatabaseTransaction,
  row: OutboxRow,
  renderedAt: Instant,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'noLongerNeeded', reason: 'overtaken', settled_at: now })
    .where('recipient', '=', row.recipient)
    .where('kind', '=', row.kind)
    .where('subject_id', '=', row.subject_id)
    .where('state', '=', 'waiting')
    .where('leased_by', 'is', null)
    .where('created_at', '<', renderedAt)
    .execute()
}
