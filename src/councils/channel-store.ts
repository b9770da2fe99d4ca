import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'

/**
 * The conversation of the council's channel; undefined until the bot is installed in one, and while we know that we
 * cannot write there (the bot was taken out, or was refused).
 */
export async function channelOf(db: Database, councilId: CouncilId): Promise<string | undefined> {
  const row = await db
    .selectFrom('councils as c')
    .leftJoin('addresses as a', 'a.conversation_id', 'c.channel_conversation')
    .select(['c.channel_conversation as conversation', 'a.closed_at as closedAt'])
    .where('c.id', '=', councilId)
    .executeTakeFirst()
  return row?.closedAt ? undefined : (row?.conversation ?? undefined)
}

/** The channel the council is connected to, whether or not we may write there now; null when it is to none. */
export async function connectedChannelOf(db: Database, councilId: CouncilId): Promise<string | null> {
  const row = await db
    .selectFrom('councils')
    .select('channel_conversation')
    .where('id', '=', councilId)
    .executeTakeFirst()
  return row?.channel_conversation ?? null
}

/** The council whose channel a conversation is, whether or not we may write there now. */
export async function councilOfChannel(db: Database, conversationId: string): Promise<CouncilId | undefined> {
  const row = await db
    .selectFrom('councils')
    .select('id')
    .where('channel_conversation', '=', conversationId)
    .executeTakeFirst()
  return row?.id
}

/** Makes a conversation the council's channel, or leaves the council without one (null). */
export async function setChannel(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  conversationId: string | null,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('councils')
    .set({ channel_conversation: conversationId, updated_at: at })
    .where('id', '=', councilId)
    .execute()
}

/** The tenant that a channel belongs to, as Teams told it; undefined for a conversation we never heard of. */
export async function channelTenantOf(db: Database, conversationId: string): Promise<string | undefined> {
  const address = await db
    .selectFrom('addresses')
    .select('tenant_id')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return address?.tenant_id || undefined
}
