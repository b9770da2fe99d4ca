import type { World } from '../database/index.ts'
import { bringUpToDate } from '../lookup/index.ts'
import type { IncidentId } from '../shared/ids.ts'
import { incidentKind } from './findable-incident.ts'
import { keepNextFindable } from './index-store.ts'

const atOnce = 200

/**
 * Before the bot answers: has every incident found by today's rules, those too that were saved before there was an index
 * of words. Does nothing when that is so already; broken off, it begins again at the next start.
 */
export function keepIncidentsFindable(world: World): Promise<void> {
  return bringUpToDate(world.db, incidentKind, (tx, after) =>
    keepNextFindable(tx, after as IncidentId | undefined, atOnce),
  )
}
