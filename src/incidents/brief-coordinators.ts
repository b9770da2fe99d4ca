import { hasRole } from '../chat/index.ts'
import { allCouncilSettings, memberOf, peopleWithRole } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Reminder } from '../schedule/index.ts'
import { dayMs, plusMs } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { weekOf } from '../shared/stockholm.ts'
import { countNewSince, waitingLongest } from './brief-store.ts'
import { dueThisWeek } from './due-this-week.ts'
import { type Brief, coordinating, shownInBrief } from './incident.ts'

export const briefKind = 'incidents.brief'

const [monday, morning] = [1, '08:00'] as const

/** The coordinators' brief each Monday morning; of use for two days. A holiday moves it to the next working morning. */
export function briefReminder(world: World): Reminder {
  const usefulForMs = 2 * dayMs
  return {
    kind: briefKind,
    usefulForMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const day = dueThisWeek(span, monday, '20:00', usefulForMs)
      if (!day) return []
      const councils = (await allCouncilSettings(world.db)).map(({ councilId }) => councilId)
      const coordinators = await peopleWithRole(world.db, 'coordinator', councils)
      return coordinators.map(({ councilId, person }) => ({
        councilId,
        subjectId: councilId,
        occasion: day.week.key,
        person,
        due: { on: day.on },
      }))
    },
  }
}

/**
 * What a coordinator is briefed of now: what is new since Monday of last week, and what waits. Undefined when there is
 * nothing to say, for a brief without news is only a disturbance, and when the person does not coordinate the council.
 */
export async function briefFor(
  world: World,
  councilId: CouncilId,
  person: Person,
): Promise<Brief | undefined> {
  const member = await memberOf(world.db, councilId, person)
  if (!member || !hasRole(member, coordinating)) return undefined
  const since = weekOf(plusMs(weekOf(world.clock.now()).from, -1)).from
  const news = await countNewSince(world.db, councilId, since)
  const waiting = await waitingLongest(world.db, councilId, shownInBrief)
  if (news === 0 && waiting.count === 0) return undefined
  return { councilId, since, news, waiting }
}
