import type { DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import { type Recipient, recipientKey } from './notice.ts'

/** A message that somebody is owed because of a fact. */
export interface Owed {
  readonly councilId: CouncilId
  /** The notice's kind. */
  readonly kind: string
  readonly subjectId: string
  /** What happened to the subject that makes the message due: the same occasion is written once. */
  readonly occasion: string
  readonly recipient: Recipient
}

/**
 * Writes down that messages are owed, in the transaction of the fact that causes them. The key
 * `kind/subject/occasion/recipient` is unique: writing one again, by whomever, does nothing.
 */
export async function promiseToSend(
  tx: DatabaseTransaction,
  at: Instant,
  owed: readonly Owed[],
): Promise<void> {
  if (owed.length === 0) return
  const rows = owed.map((one) => {
    const recipient = recipientKey(one.recipient)
    return {
      id: newId<string>(),
      key: `${one.kind}/${one.subjectId}/${one.occasion}/${recipient}`,
      council_id: one.councilId,
      kind: one.kind,
      subject_id: one.subjectId,
      recipient,
      state: 'waiting',
      due_at: at,
      lease_until: null,
      attempts: 0,
      reason: null,
      activity_id: null,
      created_at: at,
      settled_at: null,
    }
  })
  await tx
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
