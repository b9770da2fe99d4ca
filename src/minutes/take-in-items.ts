import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { agendaItemsOf } from '../meetings/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import { writeInMinutes } from './change-minutes.ts'
import { sectionsFrom, withoutSection } from './minutes.ts'
import { insertSections, sectionsOf } from './store.ts'

/**
 * Gives what has come to the agenda since the minutes were begun a § each, after the last one. Who comes second finds it
 * done. Throws Refusal: notFound, notAllowed, closed.
 */
export async function takeInItems(world: World, ask: Ask, id: MeetingId): Promise<void> {
  await writeInMinutes(world, ask, 'minutes.takeIn', id, async (tx, { minutes }) => {
    // Read once the minutes are held: somebody may just have done the same.
    const sections = await sectionsOf(tx, minutes)
    const waiting = withoutSection(await agendaItemsOf(tx, minutes.councilId, id), sections)
    const made = sectionsFrom(waiting, (sections.at(-1)?.number ?? 0) + 1)
    await insertSections(tx, minutes, made)
    return {
      changes: made.map(({ number, heading, kind }) => ({
        field: `section ${number} heading`,
        from: null,
        to: heading || kind,
      })),
    }
  })
}
