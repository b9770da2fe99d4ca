import { hasRole } from '../chat/index.ts'
import { allCouncilSettings, councilSettings, memberOf, peopleWithRole } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Occasion, Reminder } from '../schedule/index.ts'
import { hourMs, plusMs } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Person, Role } from '../shared/person.ts'
import { weekOf } from '../shared/stockholm.ts'
import { dueThisWeek } from './due-this-week.ts'
import { heardInWeek, heardKey } from './silence-store.ts'
import { countReportedSince, findZeroReport } from './zero-store.ts'

export const askKind = 'incidents.ask'

/** Those whose part it is to report (domain.md 1.7): who only coordinates, chairs or sits in the council is not asked. */
export const asked: readonly Role[] = ['reporter']

/**
 * "Har du något att rapportera?", once a week, on the weekday and time that the council chose, to reporters who have been
 * silent that week. A holiday moves it to the next working morning; when that lies in the next week nobody is asked, for
 * the question is about a week that is over, and the next one has its own. It is of use for the rest of that day: the
 * latest that a council may choose is 19.00, and ten hours later it is not yet the next working morning.
 */
export function askReminder(world: World): Reminder {
  const usefulForMs = 10 * hourMs
  return {
    kind: askKind,
    usefulForMs,
    hours: 'working',
    timeOfDay: '13:00', // not used: each council has its own moment
    occasions: async (span) => {
      const due = (await allCouncilSettings(world.db)).flatMap(({ councilId, askWeekday, askAt }) => {
        const day = askWeekday && dueThisWeek(span, askWeekday, askAt, usefulForMs)
        return day ? [[councilId, day] as const] : []
      })
      const [first] = due
      if (!first) return []
      const days = new Map(due)
      const { week } = first[1]
      const reporters = await peopleWithRole(world.db, 'reporter', [...days.keys()])
      const heard = await heardInWeek(world.db, [...days.keys()], week)
      return reporters.flatMap(({ councilId, person }): readonly Occasion[] => {
        const day = days.get(councilId)
        if (!day || heard.has(heardKey(councilId, person))) return []
        // By the week, and not by the day: a council that moves its day does not ask twice in a week.
        return [{ councilId, subjectId: councilId, occasion: week.key, person, due: { at: day.at } }]
      })
    },
  }
}

/**
 * Whether somebody is still to be asked: the council still asks, and the person still reports in the council and has been
 * silent since the week that was meant began. Who put the question off on a Friday is asked on Monday: a promise is a
 * promise.
 */
export async function isStillToBeAsked(
  world: World,
  councilId: CouncilId,
  occasion: string,
  person: Person,
): Promise<boolean> {
  const now = world.clock.now()
  const week = weekOf(now)
  const lastWeek = weekOf(plusMs(week.from, -1))
  const meant = [week, lastWeek].find(({ key }) => key === occasion)
  if (!meant) return false
  const settings = await councilSettings(world.db, councilId)
  if (!settings?.askWeekday) return false
  const member = await memberOf(world.db, councilId, person)
  if (!member || !hasRole(member, asked)) return false
  if ((await countReportedSince(world.db, member, meant.from)) > 0) return false
  for (const { key } of new Set([week, meant])) {
    const calm = await findZeroReport(world.db, member, key)
    if (calm && !calm.undone_at) return false
  }
  return true
}
