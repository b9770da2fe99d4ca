import { memberOf } from '../councils/index.ts'
import type { DatabaseTransaction, World } from '../database/index.ts'
import { promiseToSend, type Recipient, tellingsAbout } from '../delivery/index.ts'
import { reportsBehind } from '../incidents/index.ts'
import type { ActionId, CouncilId } from '../shared/ids.ts'
import { type Person, personKey, samePerson } from '../shared/person.ts'
import type { Action } from './action.ts'
import { findAction } from './store.ts'

/** The kind of the message that says what a report led to; told-notices.ts renders it. */
export const toldKind = 'actions.told'

/**
 * Promises those who reported the incidents of an action word that it is done: each of them once, though the action be
 * opened and finished again. Who finished it knows; nobody is told of training.
 */
export async function tellReporters(
  tx: DatabaseTransaction,
  world: World,
  by: Person,
  action: Action,
): Promise<void> {
  if (action.training) return
  const reports = await reportsBehind(
    tx,
    action.councilId,
    action.incidents.map(({ id }) => id),
  )
  const reporters = new Map(reports.map(({ reporter }) => [personKey(reporter), reporter]))
  reporters.delete(personKey(by))
  for (const person of reporters.values()) await tellOnce(tx, world, action, { kind: 'person', person })
}

async function tellOnce(
  tx: DatabaseTransaction,
  world: World,
  action: Action,
  recipient: Recipient,
): Promise<void> {
  const { councilId, id: subjectId } = action
  const about = { councilId, kind: toldKind, subjectId, recipient }
  const earlier = await tellingsAbout(tx, about)
  // Opened again before it was told: that word was never said, and is owed anew.
  if (earlier.some(({ state }) => state !== 'noLongerNeeded')) return
  const occasion = earlier.length === 0 ? 'done' : `done-${earlier.length + 1}`
  await promiseToSend(tx, world.clock.now(), [{ ...about, occasion }])
}

/** What word to a person comes to now: the action that is done, and the numbers of those of their reports that led to it. */
export interface Word {
  readonly action: Action
  readonly numbers: readonly string[]
}

/** The word a promised message is about, as it is now; undefined when there is nothing to say to this person any more. */
export async function wordTo(
  world: World,
  councilId: CouncilId,
  id: ActionId,
  person: Person,
): Promise<Word | undefined> {
  const action = await findAction(world.db, councilId, { id })
  if (action?.status !== 'done' || !(await memberOf(world.db, councilId, person))) return undefined
  const ids = action.incidents.map((incident) => incident.id)
  const reports = await reportsBehind(world.db, councilId, ids)
  const own = reports.filter(({ reporter }) => samePerson(reporter, person))
  return own.length > 0 ? { action, numbers: own.map(({ number }) => number) } : undefined
}
