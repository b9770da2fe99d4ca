import { hasRole } from '../chat/index.ts'
import { listedMembers, memberOf, peopleWithRole } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { daysOf, lastWorkingDay, type Occasion, type Reminder } from '../schedule/index.ts'
import { dayMs } from '../shared/clock.ts'
import type { CommitmentId, CouncilId, PromiseId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { type LocalDate, localDate, plusDays } from '../shared/stockholm.ts'
import { dueTurns, turnName } from './due-turns.ts'
import { type CitizenPromise, coordinating, delivering, isTraining } from './promise.ts'
import { standingOf } from './show-promises.ts'
import { isOpen, lastDayOf } from './span.ts'
import { allPromises, findPromise, promiseWith } from './store.ts'

export const paceKind = 'promises.pace'
export const endingKind = 'promises.ending'

const morning = '08:00'
/** How many days before the last day of a promise the coordinators are told. */
const daysBefore = [30, 7] as const

/** To those of the organisation that promised: a week or a month is about to be missed; of use for a day. */
export function paceReminder(world: World): Reminder {
  return {
    kind: paceKind,
    usefulForMs: dayMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const { from, today } = daysOf(span)
      const occasions: Occasion[] = []
      for (const promise of await heldOn(world, today)) {
        const due = await dueOf(world, promise, today)
        const now = due.filter(({ on }) => from <= on && on <= today)
        if (now.length === 0) continue
        const members = await listedMembers(world.db, promise.councilId)
        for (const { commitment, turn, on } of now) {
          const own = members.filter(
            ({ organisation, roles }) =>
              organisation.id === commitment.owner.id && delivering.some((role) => roles.includes(role)),
          )
          for (const { person } of own)
            occasions.push({
              councilId: promise.councilId,
              subjectId: commitment.id,
              occasion: turnName(turn),
              person,
              due: { on },
            })
        }
      }
      return occasions
    },
  }
}

/** To the coordinators, 30 and 7 days before the last day of a promise, or on the last working day before that. */
export function endingReminder(world: World): Reminder {
  return {
    kind: endingKind,
    usefulForMs: 3 * dayMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const { from, today } = daysOf(span)
      const due = (await heldOn(world, today)).flatMap((promise) => {
        const last = lastDayOf(promise, today)
        if (!last) return []
        return daysBefore
          .map((days) => ({
            promise,
            occasion: `${last}/${days}`,
            on: lastWorkingDay(plusDays(last, -days)),
          }))
          .filter(({ on }) => from <= on && on <= today)
      })
      const councils = [...new Set(due.map(({ promise }) => promise.councilId))]
      const coordinators = await peopleWithRole(world.db, 'coordinator', councils)
      return due.flatMap(({ promise: { id, councilId }, occasion, on }) =>
        coordinators
          .filter((each) => each.councilId === councilId)
          .map(({ person }) => ({ councilId, subjectId: id, occasion, person, due: { on } })),
      )
    },
  }
}

/** The promises of every council that are to be kept on a day: not those for training. */
async function heldOn(world: World, on: LocalDate): Promise<readonly CitizenPromise[]> {
  return (await allPromises(world.db)).filter((promise) => isOpen(promise, on) && !isTraining(promise))
}

async function dueOf(world: World, promise: CitizenPromise, on: LocalDate) {
  const { commitments } = await standingOf(world, promise, on)
  return commitments.flatMap(({ commitment, pace }) =>
    dueTurns(pace, on).map((due) => ({ ...due, commitment, pace })),
  )
}

/** The week or month that a person is to be told of, as it stands now; undefined when nothing is lacking any more. */
export async function paceFor(
  world: World,
  councilId: CouncilId,
  id: CommitmentId,
  occasion: string,
  person: Person,
) {
  const today = localDate(world.clock.now())
  const promise = await promiseWith(world.db, councilId, id)
  if (!promise || isTraining(promise) || !isOpen(promise, today)) return undefined
  const member = await memberOf(world.db, councilId, person)
  if (!member || !hasRole(member, delivering)) return undefined
  const due = (await dueOf(world, promise, today)).find(
    ({ commitment, turn }) => commitment.id === id && turnName(turn) === occasion,
  )
  return due && due.commitment.owner.id === member.organisationId ? { promise, ...due } : undefined
}

/** A promise about to end and its last day; undefined when it has another, has ended, or the person does not coordinate. */
export async function endingFor(
  world: World,
  councilId: CouncilId,
  id: PromiseId,
  occasion: string,
  person: Person,
): Promise<{ readonly promise: CitizenPromise; readonly last: LocalDate } | undefined> {
  const today = localDate(world.clock.now())
  const promise = await findPromise(world.db, councilId, id)
  if (!promise || isTraining(promise) || !isOpen(promise, today) || promise.ended) return undefined
  const last = lastDayOf(promise, today)
  if (!last || !occasion.startsWith(`${last}/`)) return undefined
  const member = await memberOf(world.db, councilId, person)
  return member && hasRole(member, coordinating) ? { promise, last } : undefined
}

/** What a commitment or a promise that somebody is reminded of says; undefined when it is not the council's. */
export async function saidOf(world: World, councilId: CouncilId, subjectId: string) {
  const id = subjectId as CommitmentId
  const promise = await promiseWith(world.db, councilId, id)
  if (promise) return promise.commitments.find((each) => each.id === id)?.text
  return (await findPromise(world.db, councilId, subjectId as PromiseId))?.title
}
