import { channelOf } from '../councils/index.ts'
import type { DatabaseTransaction, World } from '../database/index.ts'
import { type Owed, promiseToSend, type Recipient } from '../delivery/index.ts'
import { instant, minuteMs, plusMs } from '../shared/clock.ts'
import { type Person, samePerson } from '../shared/person.ts'
import type { Meeting } from './meeting.ts'

/** The kinds of messages that meetings cause; notices.ts renders them. */
export const callKind = 'meetings.call'
/** Moved or cancelled: a message of its own, for a card that changes in its place makes no sound. */
export const changedKind = 'meetings.changed'

/** How a changed meeting's message is known: by what it is now, so that what was overtaken is not told. */
export function changedOccasion(meeting: Meeting, rest: boolean): string {
  const what = meeting.cancelled ? 'cancelled' : `${meeting.on}T${meeting.at}`
  return rest ? `rest/${what}` : what
}

/**
 * Promises everybody who has been called, and was, the card of the meeting as it now stands: those who are called or come
 * for somebody, those who were and no longer are, and the council's channel. Nobody is told of what is only planned.
 */
export async function tellCalled(
  tx: DatabaseTransaction,
  world: World,
  before: Meeting,
  after: Meeting,
): Promise<void> {
  if (after.calledAt === undefined) return
  const persons = everyone([before, after]).map((person): Recipient => ({ kind: 'person', person }))
  await owe(tx, world, after, [...persons, ...(await channelRecipients(tx, after))], {
    kind: callKind,
    occasion: `v${after.version}`,
  })
}

/** Promises some people the card of the meeting as it now stands, because of what one of them said. */
export async function tellOfAnswer(
  tx: DatabaseTransaction,
  world: World,
  meeting: Meeting,
  persons: readonly Person[],
  occasion: string,
): Promise<void> {
  const recipients = persons.map((person): Recipient => ({ kind: 'person', person }))
  await owe(tx, world, meeting, recipients, { kind: callKind, occasion })
}

/** What is new of a minute changes the others' cards once, a little after it is over. */
const settleMs = 5_000

/**
 * Promises everybody's card of the meeting once more, with how many come and the agenda as it is: once for all that is new
 * of a minute, so that three hundred answers are not ninety thousand messages.
 */
export async function tellOfNews(tx: DatabaseTransaction, world: World, meeting: Meeting): Promise<void> {
  if (meeting.calledAt === undefined) return
  const now = world.clock.now()
  const minute = instant(Math.floor(Date.parse(now) / minuteMs) * minuteMs)
  const persons = everyone([meeting]).map((person): Recipient => ({ kind: 'person', person }))
  await owe(tx, world, meeting, [...persons, ...(await channelRecipients(tx, meeting))], {
    kind: callKind,
    occasion: `news-${minute}`,
    dueAt: plusMs(minute, minuteMs + settleMs),
  })
}

/**
 * Promises everybody who has been called, but who did it, a message that a meeting, or the rest of a series from it on,
 * was moved or cancelled.
 */
export async function tellOfChange(
  tx: DatabaseTransaction,
  world: World,
  by: Person,
  before: Meeting,
  after: Meeting,
  rest: boolean,
): Promise<void> {
  const recipients = everyone([before])
    .filter((person) => !samePerson(person, by))
    .map((person): Recipient => ({ kind: 'person', person }))
  await owe(tx, world, after, recipients, { kind: changedKind, occasion: changedOccasion(after, rest) })
}

/** Everybody who is called to one of these states of a meeting, who comes for them, and who holds an office. */
function everyone(meetings: readonly Meeting[]): readonly Person[] {
  const found: Person[] = []
  const add = (person: Person | undefined) => {
    if (person && !found.some((one) => samePerson(one, person))) found.push(person)
  }
  for (const { called, offices } of meetings) {
    for (const { person, substitute } of called) {
      add(person)
      add(substitute?.person)
    }
    for (const holder of Object.values(offices)) add(holder?.person)
  }
  return found
}

async function channelRecipients(tx: DatabaseTransaction, meeting: Meeting): Promise<readonly Recipient[]> {
  const channel = meeting.body === 'council' ? await channelOf(tx, meeting.councilId) : undefined
  return channel ? [{ kind: 'conversation', conversationId: channel }] : []
}

async function owe(
  tx: DatabaseTransaction,
  world: World,
  { councilId, id: subjectId }: Meeting,
  recipients: readonly Recipient[],
  about: Pick<Owed, 'kind' | 'occasion' | 'dueAt'>,
): Promise<void> {
  const owed = recipients.map((recipient) => ({ councilId, subjectId, recipient, ...about }))
  await promiseToSend(tx, world.clock.now(), owed)
}
