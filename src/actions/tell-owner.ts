import { channelOf, coordinatorsOf } from '../councils/index.ts'
import type { DatabaseTransaction, World } from '../database/index.ts'
import { promiseToSend, type Recipient } from '../delivery/index.ts'
import { type Person, samePerson } from '../shared/person.ts'
import type { Action } from './action.ts'

/** The kinds of messages that actions cause; notices.ts renders them. */
export const ownerKind = 'actions.owner'
export const declinedKind = 'actions.declined'

/** Promises the owner of a new action its card, unless the owner made it. Nobody is told of training actions. */
export async function tellOfNew(
  tx: DatabaseTransaction,
  world: World,
  by: Person,
  action: Action,
): Promise<void> {
  if (!samePerson(by, action.owner.person)) await tellPerson(tx, world, action, action.owner.person)
}

/**
 * Promises those whom a change concerns the action as it now stands: its owner and the one who was, unless they made the
 * change, and the coordinators, when the owner said no or somebody else was found after that.
 */
export async function tellOfChange(
  tx: DatabaseTransaction,
  world: World,
  by: Person,
  before: Action,
  after: Action,
): Promise<void> {
  const moved = !samePerson(before.owner.person, after.owner.person)
  const concerned = moved ? [before.owner.person, after.owner.person] : [after.owner.person]
  for (const person of concerned) {
    if (!samePerson(person, by)) await tellPerson(tx, world, after, person)
  }
  if (before.ownership === 'declined' || after.ownership === 'declined')
    await tellCoordinators(tx, world, after)
}

async function tellPerson(
  tx: DatabaseTransaction,
  world: World,
  action: Action,
  person: Person,
): Promise<void> {
  await owe(tx, world, action, ownerKind, [{ kind: 'person', person }])
}

async function tellCoordinators(tx: DatabaseTransaction, world: World, action: Action): Promise<void> {
  const channel = await channelOf(tx, action.councilId)
  const recipients: readonly Recipient[] = channel
    ? [{ kind: 'conversation', conversationId: channel }]
    : (await coordinatorsOf(tx, action.councilId)).map((person) => ({ kind: 'person', person }))
  await owe(tx, world, action, declinedKind, recipients)
}

/** Both are living cards: a later state takes the place of an earlier one. */
async function owe(
  tx: DatabaseTransaction,
  world: World,
  action: Action,
  kind: string,
  recipients: readonly Recipient[],
): Promise<void> {
  if (action.training) return
  const { councilId, id: subjectId, version } = action
  const owed = recipients.map((recipient) => ({
    councilId,
    kind,
    subjectId,
    occasion: `v${version}`,
    recipient,
  }))
  await promiseToSend(tx, world.clock.now(), owed)
}
