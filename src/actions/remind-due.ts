import { hasRole } from '../chat/index.ts'
import { memberOf, peopleWithRole } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { daysOf, type Occasion, type Reminder } from '../schedule/index.ts'
import { dayMs } from '../shared/clock.ts'
import type { ActionId, CouncilId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { localDate, plusDays } from '../shared/stockholm.ts'
import { type Action, coordinating, isLate } from './action.ts'
import { agendaAfterDays, dueDays, isAboutDay, isRemindedOf, toldAfterDays } from './due-days.ts'
import { openActionsDueBy, overdueSince } from './due-store.ts'
import { findAction } from './store.ts'

export const dueKind = 'actions.due'
export const lateKind = 'actions.late'

const morning = '08:00'
/** The first reminder comes a week before the day, or up to so many days earlier when that is a free day. */
const soonestDays = 14

/** To who answers for an action: that its day comes, has come, and has passed; of use for two days. */
export function dueReminder(world: World): Reminder {
  return {
    kind: dueKind,
    usefulForMs: 2 * dayMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const { from, today } = daysOf(span)
      const actions = await openActionsDueBy(world.db, plusDays(today, soonestDays))
      return actions
        .filter(({ ownership }) => ownership !== 'declined')
        .flatMap((action) =>
          dueDays(action, from, today).map(({ on, which }): Occasion => {
            const { councilId, id, owner } = action
            return { councilId, subjectId: id, occasion: which, person: owner, due: { on } }
          }),
        )
    },
  }
}

/**
 * To the coordinators, once: an action is two weeks late. A new day, and two weeks after that, is a new lateness. Who
 * answers for it is reminded as its owner already.
 */
export function lateReminder(world: World): Reminder {
  return {
    kind: lateKind,
    usefulForMs: 7 * dayMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const { from, today } = daysOf(span)
      const late = (await openActionsDueBy(world.db, plusDays(today, -toldAfterDays))).filter(
        ({ dueOn }) => plusDays(dueOn, toldAfterDays) >= from,
      )
      if (late.length === 0) return []
      const councils = [...new Set(late.map(({ councilId }) => councilId))]
      const coordinators = await peopleWithRole(world.db, 'coordinator', councils)
      return late.flatMap(({ id, councilId, owner, dueOn }) =>
        coordinators
          .filter((each) => each.councilId === councilId && !samePerson(each.person, owner))
          .map(({ person }): Occasion => {
            const due = { on: plusDays(dueOn, toldAfterDays) }
            return { councilId, subjectId: id, occasion: `${dueOn}/late`, person, due }
          }),
      )
    },
  }
}

/**
 * The action that its owner is to be reminded of, as it is now. Undefined when there is no need any more: it is done,
 * cancelled, or for training, it has another day or another owner, or its owner said no.
 */
export async function dueFor(
  world: World,
  councilId: CouncilId,
  id: ActionId,
  which: string,
  person: Person,
): Promise<Action | undefined> {
  const action = await findAction(world.db, councilId, { id })
  if (!action || !isRemindedOf(action) || !isAboutDay(which, action)) return undefined
  return samePerson(action.owner.person, person) && action.ownership !== 'declined' ? action : undefined
}

/** The action that a coordinator is to be told is late; undefined when it no longer is, by the day that was meant. */
export async function lateFor(
  world: World,
  councilId: CouncilId,
  id: ActionId,
  which: string,
  person: Person,
): Promise<Action | undefined> {
  const action = await findAction(world.db, councilId, { id })
  if (!action || !isRemindedOf(action) || !isAboutDay(which, action)) return undefined
  if (!isLate(action, localDate(world.clock.now())) || samePerson(action.owner.person, person))
    return undefined
  const member = await memberOf(world.db, councilId, person)
  return member && hasRole(member, coordinating) ? action : undefined
}

/** The actions that the next meeting of a council takes up by themselves: those thirty days late or more, the oldest first. */
export async function onNextAgenda(world: World, councilId: CouncilId): Promise<readonly Action[]> {
  const today = localDate(world.clock.now())
  return overdueSince(world.db, councilId, plusDays(today, -agendaAfterDays))
}

/** The open actions of a council whose day has passed, the oldest first; none for training. */
export async function lateActions(world: World, councilId: CouncilId): Promise<readonly Action[]> {
  return overdueSince(world.db, councilId, plusDays(localDate(world.clock.now()), -1))
}
