import { hasRole } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { daysOf, type Occasion, type Reminder } from '../schedule/index.ts'
import { dayMs } from '../shared/clock.ts'
import type { AgreementId, CouncilId } from '../shared/ids.ts'
import type { Person, Role } from '../shared/person.ts'
import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import { type Agreement, agreementOn, inForce } from './council.ts'
import { type FollowUpState, followUpStates, turnsAfter, turnsBefore } from './follow-up.ts'
import { followUpsOfAll } from './follow-up-store.ts'
import type { Law } from './law.ts'
import { memberOf, peopleWithRole } from './member-store.ts'
import { showFollowUps } from './show-follow-ups.ts'
import { agreementsOf, agreementsOfAll } from './store.ts'

export const endingKind = 'councils.agreementEnding'
export const lawKind = 'councils.lawFollowUp'

/** Who is told of each. */
export const toldOfEnding: readonly Role[] = ['coordinator', 'chair']
export const toldOfLaw: readonly Role[] = ['coordinator']

const morning = '08:00'

/** An agreement with a last day. */
export type EndingAgreement = Agreement & { readonly validTo: LocalDate }

/**
 * To the coordinators and the chair, 180, 90 and 30 days before the last day of an agreement, or on the last working day
 * before that; never when another is in force on the day after.
 */
export function agreementEndingReminder(world: World): Reminder {
  return {
    kind: endingKind,
    usefulForMs: 3 * dayMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const { from, today } = daysOf(span)
      const all = Map.groupBy(await agreementsOfAll(world.db), ({ councilId }) => councilId)
      const due = [...all].flatMap(([councilId, rows]) => {
        const agreements = rows.map(({ agreement }) => agreement)
        return agreements.filter(isLast(agreements)).flatMap((agreement) =>
          turnsBefore(agreement.validTo)
            .filter(({ on }) => from <= on && on <= today && inForce(agreement, on))
            .map((turn) => ({ ...turn, councilId, subjectId: agreement.id })),
        )
      })
      return toEach(world, due, toldOfEnding)
    },
  }
}

/** Whether an agreement ends and none takes its place: an extension has another last day, a new version begins in time. */
function isLast(agreements: readonly Agreement[]) {
  return (agreement: Agreement): agreement is EndingAgreement =>
    agreement.validTo !== null && agreementOn(agreements, plusDays(agreement.validTo, 1)) === undefined
}

/**
 * To the coordinators, 180, 90 and 30 days before the law's time for a follow-up is over, and from the day after it once a
 * month, until it is noted. What is due on the same day comes in one card.
 */
export function lawReminder(world: World, law: Law): Reminder {
  const { everyYears } = law.followUp
  return {
    kind: lawKind,
    usefulForMs: 7 * dayMs,
    hours: 'working',
    timeOfDay: morning,
    occasions: async (span) => {
      const { from, today } = daysOf(span)
      const due = (await followUpsOfAll(world.db)).flatMap(({ councilId, since, followUps }) => {
        const states = followUpStates(followUps, { since, everyYears })
        const days = [...new Set(states.map(({ dueOn }) => dueOn))]
        return days.flatMap((day) =>
          [...turnsBefore(day), ...turnsAfter(day, today)]
            .filter(({ on }) => from <= on && on <= today)
            .map((turn) => ({ ...turn, councilId, subjectId: subjectOf(councilId, day) })),
        )
      })
      return toEach(world, due, toldOfLaw)
    },
  }
}

/** What is reminded of is a day by which a council is to follow up: noted, it is another day, and another thing. */
export function subjectOf(councilId: CouncilId, dueOn: LocalDate): string {
  return `${councilId}@${dueOn}`
}

interface DueInCouncil {
  readonly councilId: CouncilId
  readonly subjectId: string
  readonly which: string
  readonly on: LocalDate
}

/** The same to everybody in the council who has one of the roles, once each. */
async function toEach(
  world: World,
  due: readonly DueInCouncil[],
  wanted: readonly Role[],
): Promise<readonly Occasion[]> {
  const councils = [...new Set(due.map(({ councilId }) => councilId))]
  const people = await Promise.all(wanted.map((role) => peopleWithRole(world.db, role, councils)))
  return due.flatMap(({ councilId, subjectId, which, on }) =>
    people
      .flat()
      .filter((each) => each.councilId === councilId)
      .map(({ person }) => ({ councilId, subjectId, occasion: which, person, due: { on } })),
  )
}

/** The agreement that a person is told runs out; undefined when it has another last day, or something takes its place. */
export async function endingFor(
  world: World,
  councilId: CouncilId,
  id: AgreementId,
  which: string,
  person: Person,
): Promise<EndingAgreement | undefined> {
  const member = await memberOf(world.db, councilId, person)
  if (!member || !hasRole(member, toldOfEnding)) return undefined
  const agreements = await agreementsOf(world.db, councilId)
  return agreements
    .filter(isLast(agreements))
    .find((agreement) => agreement.id === id && which.startsWith(`${agreement.validTo}/`))
}

/** What is to be followed up by the day that a subject names; undefined when all of it is noted, or it is no such subject. */
export async function lawDueFor(
  world: World,
  councilId: CouncilId,
  subjectId: string,
  law: Law,
): Promise<{ readonly dueOn: LocalDate; readonly states: readonly FollowUpState[] } | undefined> {
  const { states } = await showFollowUps(world, councilId, law)
  const due = states.filter(({ dueOn }) => subjectOf(councilId, dueOn) === subjectId)
  return due[0] && { dueOn: due[0].dueOn, states: due }
}

/** As lawDueFor, for somebody who is to be told; undefined for everybody else. */
export async function lawFollowUpFor(
  world: World,
  councilId: CouncilId,
  subjectId: string,
  person: Person,
  law: Law,
): ReturnType<typeof lawDueFor> {
  const member = await memberOf(world.db, councilId, person)
  if (!member || !hasRole(member, toldOfLaw)) return undefined
  return lawDueFor(world, councilId, subjectId, law)
}

/** The title of an agreement; undefined when it is not the council's. */
export async function agreementTitle(
  world: World,
  councilId: CouncilId,
  subjectId: string,
): Promise<string | undefined> {
  return (await agreementsOf(world.db, councilId)).find(({ id }) => id === subjectId)?.title
}
