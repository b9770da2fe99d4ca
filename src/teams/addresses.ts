import type { ConversationReference } from 'botbuilder'
import type { Database, Tables } from '../database/index.ts'
import type { Recipient, UnreachableReason } from '../delivery/notice.ts'
import { type Clock, dayMs, type Instant, plusMs } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type Person, personKey } from '../shared/person.ts'
import { type InboundActivity, tenantsOf } from './activity.ts'
import type { Address } from './adapter.ts'
import { languageOf, personOf, whereOf } from './inbound.ts'

type Row = Tables['addresses']

/** How often an address that does not change is written anew, so that one can see that it is in use. */
const seenMs = dayMs

/** Where everybody is reached. Written down from what Teams tells with every activity, because addresses move. */
export interface AddressBook {
  /** Saves where an activity came from, when that is news; whoever writes to us is reachable again. */
  readonly remember: (activity: InboundActivity) => Promise<void>
  /** Saves the address of an installation; true when it was not open before, once, whoever races. */
  readonly open: (activity: InboundActivity) => Promise<boolean>
  /** Nothing is sent there any more, until a word or an installation opens it again; the first reason stays. */
  readonly close: (conversationId: string, why: UnreachableReason) => Promise<void>
  /** Where a recipient is reached now; undefined when nowhere. A person is reached in their own chat only. */
  readonly find: (recipient: Recipient) => Promise<OpenAddress | undefined>
}

/** An address that messages can be sent to. */
export interface OpenAddress extends Address {
  readonly tenantId: string
  /** The language that was used there last. */
  readonly locale: Locale
}

export function createAddressBook(db: Database, clock: Clock): AddressBook {
  const write = async (row: Row) => {
    const { conversation_id, ...news } = row
    await db
      .insertInto('addresses')
      .values(row)
      .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(news))
      .execute()
  }

  return {
    remember: async (activity) => {
      // Asked every time: what another process has closed is opened by the next word. It is a look-up by key.
      const before = await byConversation(db, whereOf(activity).conversationId)
      const row = rowOf(activity, before, clock.now())
      if (!before || isNews(before, row)) await write(row)
    },
    open: async (activity) => {
      const { conversationId } = whereOf(activity)
      const row = rowOf(activity, await byConversation(db, conversationId), clock.now())
      const first = await db
        .insertInto('addresses')
        .values(row)
        .onConflict((conflict) => conflict.column('conversation_id').doNothing())
        .executeTakeFirst()
      const again = await db
        .updateTable('addresses')
        .set({ closed_at: null, closed_why: null })
        .where('conversation_id', '=', conversationId)
        .where('closed_at', 'is not', null)
        .executeTakeFirst()
      await write(row)
      return Number(first.numInsertedOrUpdatedRows ?? 0) + Number(again.numUpdatedRows) > 0
    },
    close: async (conversationId, why) => {
      await db
        .updateTable('addresses')
        .set({ closed_at: clock.now(), closed_why: why })
        .where('conversation_id', '=', conversationId)
        .where('closed_at', 'is', null)
        .execute()
    },
    find: async (recipient) => {
      const row = await ofRecipient(db, recipient)
      if (!row || row.closed_at !== null) return undefined
      return {
        conversationId: row.conversation_id,
        reference: JSON.parse(row.reference),
        tenantId: row.tenant_id,
        locale: row.locale as Locale,
      }
    },
  }
}

function byConversation(db: Database, conversationId: string): Promise<Row | undefined> {
  return db
    .selectFrom('addresses')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
}

/** Open addresses before closed ones, and the one heard of last first. */
async function ofRecipient(db: Database, recipient: Recipient): Promise<Row | undefined> {
  if (recipient.kind === 'conversation') return byConversation(db, recipient.conversationId)
  const rows = await db
    .selectFrom('addresses')
    .selectAll()
    .where('person', '=', personKey(recipient.person))
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.find((row) => row.closed_at === null) ?? rows[0]
}

function rowOf(activity: InboundActivity, before: Row | undefined, now: Instant): Row {
  const where = whereOf(activity)
  const person = where.kind === 'personal' ? personOf(activity) : undefined
  const own = where.kind === 'personal'
  return {
    conversation_id: where.conversationId,
    kind: where.kind,
    tenant_id: (tenantsOf(activity)[0] ?? '').toLowerCase(),
    person: own ? keyOr(person, before) : null,
    shown_name: own ? (activity.from.name?.slice(0, 100) ?? before?.shown_name ?? null) : null,
    // In a channel everybody has a language of their own: the first one heard stays.
    locale: own ? languageOf(activity) : (before?.locale ?? languageOf(activity)),
    service_url: activity.serviceUrl,
    reference: JSON.stringify(referenceOf(activity)),
    seen_at: now,
    closed_at: null,
    closed_why: null,
  }
}

function keyOr(person: Person | undefined, before: Row | undefined): string | null {
  return person ? personKey(person) : (before?.person ?? null)
}

function referenceOf(activity: InboundActivity): Partial<ConversationReference> {
  const { conversationId, kind } = whereOf(activity)
  const { id, name } = activity.recipient
  return {
    // Whose own chat it is, by the name that Teams has for them in it.
    ...(kind === 'personal' ? { user: { id: activity.from.id, name: '' } } : {}),
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    bot: { id, name: name ?? '' },
    conversation: {
      id: conversationId,
      name: '',
      conversationType: kind,
      isGroup: kind !== 'personal',
      tenantId: tenantsOf(activity)[0] ?? '',
    },
  }
}

function isNews(before: Row, now: Row): boolean {
  const { seen_at: seenBefore, ...heldBefore } = before
  const { seen_at: seenNow, ...held } = now
  const changed = Object.entries(held).some(
    ([column, value]) => heldBefore[column as keyof typeof held] !== value,
  )
  return changed || seenNow >= plusMs(seenBefore, seenMs)
}
