import type { Ask } from '../chat/index.ts'
import { actOnce, nextRunningNumber, type World } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { type ActionId, newId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import { localYear } from '../shared/stockholm.ts'
import { type Action, type Agreed, actionNumber } from './action.ts'
import { keptWarnings, seenAction, subjectKind } from './change-action.ts'
import { insertAction } from './store.ts'
import { tellOfNew } from './tell-owner.ts'

/**
 * Saves what was agreed as a new action, once per onceId: the row with its number, its history, the audit line and the
 * owner's card together or not at all. What is about training incidents only is itself training. Who makes an action for
 * oneself has taken it on; everybody else is asked. Gives the action as it stands.
 */
export async function createAction(
  world: World,
  ask: Ask,
  agreed: Agreed,
  training: boolean,
  kept: readonly string[] = [],
): Promise<Action> {
  const { who, onceId } = ask
  const act = { councilId: who.councilId, who: who.person, verb: 'actions.create', onceId }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    const now = world.clock.now()
    const year = localYear(now)
    const kind = training ? 'trainingAction' : 'action'
    const running = await nextRunningNumber(tx, who.councilId, kind, year)
    const action: Action = {
      ...agreed,
      id: newId<ActionId>(),
      councilId: who.councilId,
      number: actionNumber(training, year, running),
      training,
      ownership: samePerson(agreed.owner.person, who.person) ? 'accepted' : 'asked',
      ownershipWhy: nothingWritten,
      status: 'planned',
      light: undefined,
      progress: undefined,
      effect: undefined,
      outcome: nothingWritten,
      createdBy: who.person,
      createdAt: now,
      closedAt: undefined,
      version: 1,
    }
    await insertAction(tx, action)
    await tellOfNew(tx, world, who.person, action)
    const created = { field: 'status', from: null, to: 'planned' }
    return { subjectKind, subjectId: action.id, changes: [created, ...keptWarnings(kept)] }
  })
  return seenAction(world, who, subjectId as ActionId)
}
