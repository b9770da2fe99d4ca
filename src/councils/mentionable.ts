import type { Member } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { channelTenantOf } from './channel-store.ts'
import { memberOf } from './member-store.ts'

/**
 * Somebody whom a card in a channel can mention: a member of today, of the tenant that the channel is in. A mention of
 * somebody whom Teams does not find there moves the others one step, so that each names somebody else
 * (https://learn.microsoft.com/answers/questions/5587981).
 */
export async function mentionable(
  world: World,
  councilId: CouncilId,
  person: Person,
  conversationId: string,
): Promise<Member | undefined> {
  const tenantId = await channelTenantOf(world.db, conversationId)
  return person.tenantId === tenantId ? memberOf(world.db, councilId, person) : undefined
}
