import type { Member } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilSettings } from './council-settings.ts'
import { councilSettings } from './settings-store.ts'

/** What the council has decided, and whether this person may change it. Throws a Refusal (`notFound`) without a council. */
export async function showSettings(
  world: World,
  who: Member,
): Promise<{ settings: CouncilSettings; mayChange: boolean }> {
  const settings = await councilSettings(world.db, who.councilId)
  if (!settings) throw new Refusal('notFound')
  return { settings, mayChange: who.roles.includes('coordinator') }
}
