import { channelOf, coordinatorsOf } from '../councils/index.ts'
import type { DatabaseTransaction, World } from '../database/index.ts'
import { promiseToSend, type Recipient } from '../delivery/index.ts'
import type { Incident } from './incident.ts'

/** The kinds of messages that incidents cause; notices.ts renders them. */
export const coordinationKind = 'incidents.coordination'
export const readKind = 'incidents.receipt'
export const feedbackKind = 'incidents.feedback'

/**
 * Promises the coordinators the incident as it now stands: in the council's channel if there is one, else one by one.
 * It is one living card, so a later state takes the place of an earlier one. Nobody is told of training incidents.
 */
export async function tellCoordinators(
  tx: DatabaseTransaction,
  world: World,
  incident: Incident,
  occasion = `v${incident.version}`,
): Promise<void> {
  if (incident.training) return
  const channel = await channelOf(tx, incident.councilId)
  const recipients: readonly Recipient[] = channel
    ? [{ kind: 'conversation', conversationId: channel }]
    : (await coordinatorsOf(tx, incident.councilId)).map((person) => ({ kind: 'person', person }))
  const owed = recipients.map((recipient) => ({
    councilId: incident.councilId,
    kind: coordinationKind,
    subjectId: incident.id,
    occasion,
    recipient,
  }))
  await promiseToSend(tx, world.clock.now(), owed)
}

/** Promises the reporter word that a coordinator has read and assessed the incident: once, however often that is done. */
export async function tellOfReading(
  tx: DatabaseTransaction,
  world: World,
  incident: Incident,
): Promise<void> {
  await tellOwner(tx, world, incident, readKind, 'assessed')
}

/** Promises the reporter an answer: one message for each time the incident is closed. */
export async function tellReporter(tx: DatabaseTransaction, world: World, incident: Incident): Promise<void> {
  await tellOwner(tx, world, incident, feedbackKind, `closed-${incident.closedAt ?? ''}`)
}

async function tellOwner(
  tx: DatabaseTransaction,
  world: World,
  incident: Incident,
  kind: string,
  occasion: string,
): Promise<void> {
  if (incident.training) return
  const recipient: Recipient = { kind: 'person', person: incident.reporter }
  const owed = { councilId: incident.councilId, kind, subjectId: incident.id, occasion, recipient }
  await promiseToSend(tx, world.clock.now(), [owed])
}
