import type { Ask, Member } from '../chat/index.ts'
import {
  actOnce,
  type DatabaseTransaction,
  type Deed,
  nextRunningNumber,
  type World,
} from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { type ActionId, newId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import { localYear } from '../shared/stockholm.ts'
import { type Action, type Agreed, actionNumber, changesBetween, isOpen } from './action.ts'
import { keptWarnings, seenAction, subjectKind } from './change-action.ts'
import { findAction, insertAction, updateAction } from './store.ts'
import { tellOfChange, tellOfNew } from './tell-owner.ts'

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
  const { subjectId } = await actOnce(world, act, (tx) => addAction(tx, world, who, agreed, training, kept))
  return seenAction(world, who, subjectId as ActionId)
}

/** The same in a transaction of somebody else's, such as that of the decision it follows from. */
export async function addAction(
  tx: DatabaseTransaction,
  world: World,
  who: Member,
  agreed: Agreed,
  training: boolean,
  kept: readonly string[] = [],
): Promise<Deed> {
  const now = world.clock.now()
  const kind = training ? 'trainingAction' : 'action'
  const year = localYear(now)
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
}

/**
 * Ends an action because what it followed from no longer holds, in a transaction of somebody else's; one that is over is
 * left as it is. Gives what was done.
 */
export async function retractAction(
  tx: DatabaseTransaction,
  world: World,
  who: Member,
  id: ActionId,
  why: Checked,
): Promise<readonly Deed[]> {
  const before = await findAction(tx, who.councilId, { id })
  if (!before || !isOpen(before)) return []
  const after: Action = { ...before, status: 'cancelled', outcome: why, closedAt: world.clock.now() }
  await updateAction(tx, before, after)
  await tellOfChange(tx, world, who.person, before, { ...after, version: before.version + 1 })
  return [{ subjectKind, subjectId: id, changes: changesBetween(before, after, why) }]
}
