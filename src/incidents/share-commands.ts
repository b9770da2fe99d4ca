import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { incidentTitle } from './cards.ts'
import { type Incident, isGone, readNumber, reporting } from './incident.ts'
import { numberAndTime } from './list-cards.ts'
import { incidentByNumber, pageOfIncidents } from './show-incidents.ts'

/** Incidents among what can be put in a chat: one by its number, or those that say what was asked, the newest first. */
export function shareableIncidents(world: World) {
  async function find({ who }: Ask, text: string, limit: number): Promise<readonly Incident[]> {
    const number = readNumber(text)
    if (number) {
      const incident = await incidentByNumber(world, who, number)
      return incident ? [incident] : []
    }
    const { incidents } = await pageOfIncidents(world, who, text ? { text } : {}, undefined, limit)
    return incidents
  }
  return {
    command: 'findIncidents' as const,
    roles: reporting,
    find: async (ask: Ask, text: string, limit: number) =>
      (await find(ask, text, limit)).map((incident) => ({
        id: incident.id,
        title: incidentTitle(incident, ask.locale),
        under: numberAndTime(incident, world.clock.now(), ask.locale),
        number: incident.number,
        // As maySee has it for who is no more than a reporter.
        forEverybody: incident.publishedAt !== undefined && !isGone(incident),
        show: { verb: 'incidents.show', pointers: { incident: incident.id } },
      })),
  }
}
