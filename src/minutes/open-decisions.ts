import type { World } from '../database/index.ts'
import type { DecisionsOf, MinutesStateOf } from '../meetings/index.ts'
import { standingDecisions } from './decision-store.ts'
import { hasWords, minutesBefore } from './progress-store.ts'
import { isLeft } from './standing.ts'
import { versionsOf } from './store.ts'

/**
 * What the agenda of a meeting says of earlier ones of the same body: the last minutes, and every decision of which
 * something is still to be done, the oldest first. What the very meeting decided is not on its own agenda.
 */
export function openDecisions(world: World): DecisionsOf {
  return async (meeting) => {
    const { councilId, body, id, on } = meeting
    const all = await standingDecisions(world.db, councilId, body)
    const earlier = all.filter((one) => isLeft(one) && one.meetingId !== id && one.on <= on)
    return {
      last: await minutesBefore(world.db, meeting),
      open: earlier
        .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
        .map((one) => ({
          text: one.text,
          origin: `§ ${one.section}, ${one.on}`,
          owner: one.owner ?? '',
          dueOn: one.action?.dueOn,
        })),
    }
  }
}

/**
 * How far the minutes of a meeting have come. Begun without a word in them they are none yet; a version that was approved
 * makes them approved, also while a correction of it is being written.
 */
export function minutesProgress(world: World): MinutesStateOf {
  return async ({ councilId, id }) => {
    const of = { councilId, meetingId: id }
    const versions = await versionsOf(world.db, of)
    if (versions.some(({ approved }) => approved)) return 'approved'
    const [latest] = versions
    if (!latest) return 'none'
    return latest.state !== 'draft' || (await hasWords(world.db, of)) ? 'written' : 'none'
  }
}
