import type { DatabaseTransaction, World } from '../database/index.ts'
import { promiseToSend, type Recipient, tellingsAbout } from '../delivery/index.ts'
import { reportsBehind } from '../incidents/index.ts'
import { type Person, personKey } from '../shared/person.ts'
import type { Action } from './action.ts'

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
