import { type Ask, hasRole } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { dayMs, plusMs } from '../shared/clock.ts'
import { incidentCard, type Reader, type Surroundings } from './cards.ts'
import { coordinating, type Incident, isOwn } from './incident.ts'
import { countAtSamePlace, observationsOf } from './store.ts'

/** "The last four weeks", for what else happened at the same place. */
const similarMs = 28 * dayMs

/** For whom a card of this incident is made when this person asks. */
export function readerOf(world: World, ask: Ask, incident: Incident): Reader {
  return {
    locale: ask.locale,
    now: world.clock.now(),
    coordinates: hasRole(ask.who, coordinating),
    own: isOwn(ask.who, incident),
  }
}

/** What stands beside an incident: other reports at the same place, and observations linked to it. */
export async function surroundingsOf(world: World, incident: Incident): Promise<Surroundings> {
  const since = plusMs(world.clock.now(), -similarMs)
  return {
    atSamePlace: await countAtSamePlace(world.db, incident, since),
    observations: (await observationsOf(world.db, incident)).length,
  }
}

/** The card of an incident for the person who asks. */
export async function cardFor(world: World, ask: Ask, incident: Incident) {
  return incidentCard(incident, await surroundingsOf(world, incident), readerOf(world, ask, incident))
}
