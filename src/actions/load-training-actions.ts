import { z } from 'zod'
import { allFocusAreas, type FocusArea, type ListedMember, listedMembers } from '../councils/index.ts'
import { actOnce, type DatabaseTransaction, nextRunningNumber, type World } from '../database/index.ts'
import { checkText, type PrivacyRules } from '../privacy/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { dayMs, plusMs } from '../shared/clock.ts'
import { type ActionId, type CouncilId, newId, type OnceId } from '../shared/ids.ts'
import { type LocalDate, localDate, plusDays, startOfDay } from '../shared/stockholm.ts'
import { type Action, actionNumber, type Status } from './action.ts'
import { subjectKind } from './change-action.ts'
import { insertAction } from './store.ts'

/** Whoever is said to have agreed on a training action: nobody. */
const nobody = { tenantId: 'training', aadObjectId: 'training' }
const weekMs = 7 * dayMs
/** How long before its day an action is said to have begun: the file has no day of that. */
const leadDays = 84

const trainingFile = z.object({
  incidents: z.array(z.object({ occurredAt: z.iso.datetime({ offset: true }) })).min(1),
  actions: z.array(
    z.object({
      focusArea: z.string(),
      cause: z.string().max(500),
      action: z.string().max(500),
      operationalGoal: z.string().max(500),
      due: z.iso.date(),
      responsibleOrg: z.string(),
      target: z.number().int().positive(),
      achieved: z.number().int().nonnegative(),
      status: z.enum(['planned', 'in_progress', 'overdue', 'done']),
    }),
  ),
})
type TrainingAction = z.infer<typeof trainingFile>['actions'][number]

/** What is late in the file is so by its day; how far it had come is told by what was achieved. */
const statusOf: Readonly<Record<TrainingAction['status'], Status>> = {
  planned: 'planned',
  in_progress: 'inProgress',
  overdue: 'planned',
  done: 'done',
}

/**
 * Loads the training actions of a file into a council, once: marked as training, never counted or reminded of, and moved
 * by the same whole weeks as the file's incidents (incidents/load-training.ts). Gives how many there are. Throws when the
 * file is not a training file, or has a text that points out somebody, and when the council has no member to own them.
 */
export async function loadTrainingActions(
  world: World,
  councilId: CouncilId,
  json: unknown,
  rules: PrivacyRules,
): Promise<number> {
  const { incidents, actions } = trainingFile.parse(json)
  const newest = Math.max(...incidents.map(({ occurredAt }) => Date.parse(occurredAt)))
  const days = Math.floor((Date.parse(world.clock.now()) - newest) / weekMs) * 7
  const act = {
    councilId,
    who: nobody,
    verb: 'actions.loadTraining',
    onceId: `training-actions-${councilId}` as OnceId,
  }
  await actOnce(world, act, async (tx) => {
    const lists = {
      members: await listedMembers(tx, councilId),
      areas: await allFocusAreas(tx, councilId),
      rules,
    }
    for (const told of actions.toSorted((one, other) => (one.due < other.due ? -1 : 1)))
      await insertAction(tx, await toAction(tx, world, councilId, lists, told, days))
    return { subjectKind, subjectId: 'training', changes: [] }
  })
  return actions.length
}

interface Lists {
  readonly members: readonly ListedMember[]
  readonly areas: readonly FocusArea[]
  readonly rules: PrivacyRules
}

async function toAction(
  tx: DatabaseTransaction,
  world: World,
  councilId: CouncilId,
  { members, areas, rules }: Lists,
  told: TrainingAction,
  days: number,
): Promise<Action> {
  const dueOn = plusDays(told.due as LocalDate, days)
  const startsOn = plusDays(dueOn, -leadDays)
  const year = Number(startsOn.slice(0, 4))
  const area = areas.find(({ key }) => key === told.focusArea)
  const owner = nearest(members, told.responsibleOrg)
  const status = statusOf[told.status]
  const lastDone = plusMs(world.clock.now(), -weekMs)
  return {
    id: newId<ActionId>(),
    councilId,
    number: actionNumber(true, year, await nextRunningNumber(tx, councilId, 'trainingAction', year)),
    training: true,
    cause: clear(told.cause, rules),
    text: clear(told.action, rules),
    goal: clear(told.operationalGoal, rules),
    startsOn,
    dueOn,
    owner: {
      memberId: owner.memberId,
      person: owner.person,
      title: owner.title,
      organisation: owner.organisation,
    },
    ownership: 'accepted',
    ownershipWhy: nothingWritten,
    focusArea: area && { id: area.id, name: area.name },
    way: 'spot',
    incidents: [],
    promiseId: undefined,
    origin: nothingWritten,
    status,
    light: lightOf(status, dueOn, localDate(world.clock.now())),
    progress: told.target > 1 ? { done: told.achieved, of: told.target } : undefined,
    effect: status === 'done' ? 'tooEarly' : undefined,
    outcome: nothingWritten,
    createdBy: nobody,
    createdAt: startOfDay(startsOn),
    closedAt: status === 'done' ? lastDone : undefined,
    version: 1,
  }
}

/** The file says nothing of how it goes: what is under way is on track, unless its day has passed. */
function lightOf(status: Status, dueOn: LocalDate, today: LocalDate): Action['light'] {
  if (status !== 'inProgress') return undefined
  return dueOn < today ? 'atRisk' : 'onTrack'
}

/** The member who stands nearest to what an organisation is to do: one of its own, else of the municipality's leadership. */
function nearest(members: readonly ListedMember[], organisation: string): ListedMember {
  const coordinatorsFirst = members.toSorted(
    (one, other) => Number(other.roles.includes('coordinator')) - Number(one.roles.includes('coordinator')),
  )
  const of = (key: string) => coordinatorsFirst.find((member) => member.organisation.key === key)
  const found = of(organisation) ?? of('kommunledning') ?? coordinatorsFirst[0]
  if (!found) throw new Error('the council has no member who could own a training action')
  return found
}

function clear(text: string, rules: PrivacyRules): Checked {
  const verdict = checkText(text, rules)
  if (verdict.kind !== 'clear') throw new Error('a text of the training actions points out somebody')
  return verdict.text
}
