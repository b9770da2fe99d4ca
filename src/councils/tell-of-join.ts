import type { DatabaseTransaction } from '../database/index.ts'
import { promiseToSend, type Recipient } from '../delivery/index.ts'
import type { Instant } from '../shared/clock.ts'
import { channelOf } from './channel-store.ts'
import type { JoinRequest } from './join-request.ts'
import { coordinatorsOf } from './member-store.ts'

/** The kinds of messages that asking to join causes; notices.ts renders them. */
export const joinRequestKind = 'councils.joinRequest'
export const joinAnswerKind = 'councils.joinAnswer'

/**
 * Promises the coordinators the request as it now stands: in the council's channel if there is one, else one by one. It
 * is one living card, so asking again or deciding changes the card that is there.
 */
export async function tellCoordinators(
  tx: DatabaseTransaction,
  at: Instant,
  request: JoinRequest,
): Promise<void> {
  const channel = await channelOf(tx, request.councilId)
  const recipients: readonly Recipient[] = channel
    ? [{ kind: 'conversation', conversationId: channel }]
    : (await coordinatorsOf(tx, request.councilId)).map((person) => ({ kind: 'person', person }))
  const owed = recipients.map((recipient) => ({
    councilId: request.councilId,
    kind: joinRequestKind,
    subjectId: request.id,
    occasion: `v${request.version}`,
    recipient,
  }))
  await promiseToSend(tx, at, owed)
}

/** Promises the asker the answer. */
export async function tellAsker(tx: DatabaseTransaction, at: Instant, request: JoinRequest): Promise<void> {
  await promiseToSend(tx, at, [
    {
      councilId: request.councilId,
      kind: joinAnswerKind,
      subjectId: request.id,
      occasion: request.state,
      recipient: { kind: 'person', person: request.person },
    },
  ])
}
