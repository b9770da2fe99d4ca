import type { Ask, Member } from '../chat/index.ts'
import { doneBefore, type World } from '../database/index.ts'
import { dayMs, hourMs, plusMs } from '../shared/clock.ts'
import type { CouncilId, IncidentId } from '../shared/ids.ts'
import { type Incident, maySee, type Surroundings } from './incident.ts'
import { listIncidents, type PageStart, type Selection, seenIncidents } from './list-store.ts'
import type { Observation } from './observation.ts'
import { countAtSamePlace, findIncident, linkTargets, observationsOf, similarIncidents } from './store.ts'

export type { PageStart, Selection }

/** "The last four weeks", for what else happened at the same place. */
const similarMs = 28 * dayMs

/** How many incidents a form offers to link to: a card has room for no more. */
const offeredTargets = 25

/** How near in time two reports of the same kind at the same place may be about the same incident. */
const sameIncidentMs = 48 * hourMs

/**
 * What has been reported already that an observation may be about, and whether this person may read it. Nothing when
 * the report was saved by an earlier press: that is answered as it was, and not asked of its own similarity to itself.
 */
export async function similarTo(
  world: World,
  { who, onceId }: Ask,
  observation: Observation,
): Promise<readonly { incident: Incident; mayRead: boolean }[]> {
  if (await doneBefore(world, who.person, onceId)) return []
  const found = await similarIncidents(world.db, who.councilId, observation, sameIncidentMs, 3)
  return found.map((incident) => ({ incident, mayRead: maySee(who, incident) }))
}

/** The incident with this number in the person's council; undefined when there is none that the person may see. */
export async function incidentByNumber(
  world: World,
  who: Member,
  number: string,
): Promise<Incident | undefined> {
  const incident = await findIncident(world.db, who.councilId, { number })
  return incident && maySee(who, incident) ? incident : undefined
}

/** One page of the incidents that a person may see, newest first, and where the older ones begin. */
export function pageOfIncidents(
  world: World,
  who: Member,
  selection: Selection,
  start: PageStart | undefined,
  size: number,
): Promise<{ incidents: readonly Incident[]; older: PageStart | undefined }> {
  return listIncidents(world.db, who, selection, start, size)
}

/** Those of the incidents that a person may see, in the order asked. */
export function incidentsSeenBy(
  world: World,
  who: Member,
  ids: readonly string[],
): Promise<readonly Incident[]> {
  return seenIncidents(world.db, who, ids as readonly IncidentId[])
}

/** The incident a promised message is about, as it is now. */
export function incidentNow(
  world: World,
  councilId: CouncilId,
  id: IncidentId,
): Promise<Incident | undefined> {
  return findIncident(world.db, councilId, { id })
}

/** What an incident can be linked to, newest first. */
export function offerLinks(world: World, incident: Incident): Promise<readonly Incident[]> {
  return linkTargets(world.db, incident, offeredTargets)
}

/** What stands beside an incident: other reports at the same place, and observations linked to it. */
export async function surroundingsOf(world: World, incident: Incident): Promise<Surroundings> {
  const since = plusMs(world.clock.now(), -similarMs)
  return {
    atSamePlace: await countAtSamePlace(world.db, incident, since),
    observations: (await observationsOf(world.db, incident)).length,
  }
}
