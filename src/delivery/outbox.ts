import type { DatabaseTransaction, Tables } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import { type Recipient, recipientKey } from './notice.ts'

export type OutboxRow = Tables['outbox']

/** A message that somebody is owed because of a fact. */
export interface Owed {
  readonly councilId: CouncilId
  /** The notice's kind. */
  readonly kind: string
  readonly subjectId: string
  /** What happened to the subject that makes the message due: the same occasion is written once. */
  readonly occasion: string
  readonly recipient: Recipient
  /** When it is to be sent, of a reminder; what has happened is told at once, and before all reminders. */
  readonly dueAt?: Instant
}

/** What has happened goes before what was due by the clock: a new incident does not wait behind ten thousand reminders. */
const [facts, reminders] = ['1', '2'] as const

/** How many promises are written by one statement: both databases limit how many values one may carry. */
const atOnce = 200

/**
 * Writes down that messages are owed, in the transaction of the fact that causes them. The key
 * `kind/subject/occasion/recipient` is unique: writing one again, by whomever, does nothing. Gives how many were new.
 */
export async function promiseToSend(
  tx: DatabaseTransaction,
  at: Instant,
  owed: readonly Owed[],
): Promise<number> {
  let written = 0
  for (let from = 0; from < owed.length; from += atOnce) {
    const some = new Map(owed.slice(from, from + atOnce).map((one) => [keyOf(one), one]))
    const known = await alreadyWritten(tx, [...some.keys()])
    for (const key of known) some.delete(key)
    if (some.size === 0) continue
    const tenants = await tenantsOf(tx, [...some.values()])
    const rows = [...some].map(([key, one], position) => rowOf(key, one, at, from + position, tenants))
    const result = await tx
      .insertInto('outbox')
      .values(rows)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst()
    written += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return written
}

function keyOf({ kind, subjectId, occasion, recipient }: Owed): string {
  return `${kind}/${subjectId}/${occasion}/${recipientKey(recipient)}`
}

/** Which of these are written already: at every beat most of what a schedule derives is, and to ask is cheaper. */
async function alreadyWritten(tx: DatabaseTransaction, keys: readonly string[]): Promise<readonly string[]> {
  if (keys.length === 1) return []
  const rows = await tx.selectFrom('outbox').select('key').where('key', 'in', keys).execute()
  return rows.map(({ key }) => key)
}

/** The tenants of the conversations among the recipients; a person's tenant is part of who they are. */
async function tenantsOf(
  tx: DatabaseTransaction,
  owed: readonly Owed[],
): Promise<ReadonlyMap<string, string>> {
  const conversations = owed.flatMap(({ recipient }) =>
    recipient.kind === 'conversation' ? [recipient.conversationId] : [],
  )
  if (conversations.length === 0) return new Map()
  const rows = await tx
    .selectFrom('addresses')
    .select(['conversation_id', 'tenant_id'])
    .where('conversation_id', 'in', [...new Set(conversations)])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.tenant_id]))
}

function rowOf(
  key: string,
  one: Owed,
  at: Instant,
  position: number,
  tenants: ReadonlyMap<string, string>,
): OutboxRow {
  const { recipient } = one
  const dueAt = one.dueAt ?? at
  const id = newId<string>()
  return {
    id,
    key,
    council_id: one.councilId,
    kind: one.kind,
    subject_id: one.subjectId,
    recipient: recipientKey(recipient),
    tenant_id:
      recipient.kind === 'person'
        ? recipient.person.tenantId.toLowerCase()
        : (tenants.get(recipient.conversationId) ?? ''),
    state: 'waiting',
    due_at: dueAt,
    place_in_line: `${one.dueAt ? reminders : facts}/${dueAt}/${at}/${String(position).padStart(6, '0')}/${id}`,
    not_before: dueAt,
    set_at: at,
    quiet_until: null,
    leased_by: null,
    lease_until: null,
    attempts: 0,
    repeated: 0,
    reason: null,
    activity_id: null,
    created_at: at,
    settled_at: null,
  }
}

/** What a row says was promised, as its notice needs to know it; the occasion stands in its key. */
export function occasionOf(row: OutboxRow): string {
  const start = row.kind.length + row.subject_id.length + 2
  return row.key.slice(start, row.key.length - row.recipient.length - 1)
}
