import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { incidentTitle } from './cards.ts'
import { isGone, readNumber, reporting } from './incident.ts'
import { numberAndTime } from './list-cards.ts'
import { incidentByNumber, pageOfIncidents } from './show-incidents.ts'

/** So many pages are looked through before it is said that nothing is found among the newest. */
const mostPages = 5

/** Incidents among what can be put in a chat: one by its number, or those that say what was asked, the newest first. */
export function shareableIncidents(world: World) {
  async function find({ who }: Ask, text: string, limit: number) {
    const number = readNumber(text)
    if (number) {
      const incident = await incidentByNumber(world, who, number)
      return { incidents: incident ? [incident] : [], older: undefined }
    }
    const selection = text ? { text } : {}
    let page = await pageOfIncidents(world, who, selection, undefined, limit)
    // Where the words of a text seldom meet, a page may be empty although there is an older one.
    for (let turned = 0; turned < mostPages && page.incidents.length === 0 && page.older; turned++)
      page = await pageOfIncidents(world, who, selection, page.older, limit)
    return page
  }
  return {
    command: 'findIncidents' as const,
    roles: reporting,
    find: async (ask: Ask, text: string, limit: number) => {
      const { incidents, older } = await find(ask, text, limit)
      const shared = incidents.map((incident) => ({
        id: incident.id,
        title: incidentTitle(incident, ask.locale),
        under: numberAndTime(incident, world.clock.now(), ask.locale),
        number: incident.number,
        // As maySee has it for who is no more than a reporter.
        forEverybody: incident.publishedAt !== undefined && !isGone(incident),
        show: { verb: 'incidents.show', pointers: { incident: incident.id } },
      }))
      return { shared, isMore: older !== undefined }
    },
  }
}
