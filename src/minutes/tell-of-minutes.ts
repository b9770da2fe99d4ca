import { type Action, actionNow, ownsAction } from '../actions/index.ts'
import type { Member } from '../chat/index.ts'
import { channelOf, memberOf, mentionable } from '../councils/index.ts'
import type { DatabaseTransaction, World } from '../database/index.ts'
import { type Owed, promiseToSend, type Recipient } from '../delivery/index.ts'
import { attendees, findMeeting, type Meeting } from '../meetings/index.ts'
import type { CouncilId, DecisionId, MeetingId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'
import { decisionsOf } from './decision-store.ts'
import type { Minutes } from './minutes.ts'
import { publishedPaper, type ReadPaper } from './show-minutes.ts'
import { findMinutes } from './store.ts'

/** The kinds of messages that minutes cause; notices.ts renders them. */
export const approveKind = 'minutes.toApprove'
export const changeKind = 'minutes.changeAsked'
export const summaryKind = 'minutes.summary'
export const channelSummaryKind = 'minutes.channelSummary'
export const teamsKind = 'minutes.toldByTeams'

/** Promises the approver the card that asks for approval. */
export async function tellApprover(
  tx: DatabaseTransaction,
  world: World,
  minutes: Minutes,
  approver: Person,
): Promise<void> {
  await owe(tx, world, minutes, approveKind, [{ kind: 'person', person: approver }])
}

/** Promises who writes the minutes what the approver wants otherwise: the secretary, or else the chair, or who planned it. */
export async function tellWriter(
  tx: DatabaseTransaction,
  world: World,
  meeting: Meeting,
  minutes: Minutes,
): Promise<void> {
  await owe(tx, world, minutes, changeKind, [{ kind: 'person', person: writerOf(meeting) }])
}

/** Promises who writes the minutes their card, as the meeting has started or ended in Teams: once for each time it is at. */
export async function tellOfTeams(
  tx: DatabaseTransaction,
  world: World,
  meeting: Meeting,
  change: 'started' | 'ended',
): Promise<void> {
  const owed: Owed = {
    councilId: meeting.councilId,
    kind: teamsKind,
    subjectId: meeting.id,
    occasion: `${change} ${meeting.on} ${meeting.at}`,
    recipient: { kind: 'person', person: writerOf(meeting) },
  }
  await promiseToSend(tx, world.clock.now(), [owed])
}

function writerOf({ offices, createdBy }: Meeting): Person {
  return (offices.secretary ?? offices.chair)?.person ?? createdBy
}

/** Promises everybody who was called or took part, and the channel, the summary. Living: a later one takes its place. */
export async function tellSummary(
  tx: DatabaseTransaction,
  world: World,
  meeting: Meeting,
  minutes: Minutes,
): Promise<void> {
  const people = new Map<string, Person>()
  const holders = Object.values(meeting.offices).flatMap((one) => (one ? [one.person] : []))
  const called = meeting.called.flatMap(({ person, substitute }) =>
    substitute ? [person, substitute.person] : [person],
  )
  for (const person of [...holders, ...called]) people.set(personKey(person), person)
  const to = [...people.values()].map((person): Recipient => ({ kind: 'person', person }))
  await owe(tx, world, minutes, summaryKind, to)
  const channel = await channelOf(tx, meeting.councilId)
  if (channel)
    await owe(tx, world, minutes, channelSummaryKind, [{ kind: 'conversation', conversationId: channel }])
}

async function owe(
  tx: DatabaseTransaction,
  world: World,
  { councilId, meetingId, number, version }: Minutes,
  kind: string,
  recipients: readonly Recipient[],
): Promise<void> {
  const owed = recipients.map(
    (recipient): Owed => ({
      councilId,
      kind,
      subjectId: meetingId,
      occasion: `n${number}v${version}`,
      recipient,
    }),
  )
  await promiseToSend(tx, world.clock.now(), owed)
}

/** What a summary says: the paper, and what the reader has to do because of it. */
export interface Summary extends ReadPaper {
  readonly own: readonly Action[]
}

/** The summary of a meeting for somebody, or for all; undefined when nothing may be read of it yet. */
export async function summaryOf(
  world: World,
  councilId: CouncilId,
  id: MeetingId,
  person: Person | undefined,
): Promise<Summary | undefined> {
  const meeting = await findMeeting(world.db, councilId, id)
  const read = meeting && (await publishedPaper(world, meeting))
  if (!meeting || !read) return undefined
  const member = person && (await memberOf(world.db, councilId, person))
  // Who has left the council reads nothing.
  if (person && !member) return undefined
  const stands = new Set(read.paper.sections.flatMap(({ decisions }) => decisions.map((one) => one.id)))
  const decisions = member ? await decisionsOf(world.db, { councilId, meetingId: id }) : []
  const actions = await Promise.all(
    decisions.map(async (one) =>
      one.actionId && stands.has(one.id) ? actionNow(world, councilId, one.actionId) : undefined,
    ),
  )
  const own = actions.filter((action) => action !== undefined && member && ownsAction(member, action))
  return { ...read, own: own as readonly Action[] }
}

/** Who answers for which decision of a meeting, of those whom a channel's card can mention. */
export async function ownersToMention(
  world: World,
  councilId: CouncilId,
  meetingId: MeetingId,
  conversationId: string,
): Promise<ReadonlyMap<DecisionId, Member>> {
  const decisions = await decisionsOf(world.db, { councilId, meetingId })
  const known = await attendees(
    world.db,
    councilId,
    decisions.flatMap(({ ownerId }) => ownerId ?? []),
  )
  const owners = await Promise.all(
    decisions.map(async ({ id, ownerId }) => {
      const person = ownerId && known.get(ownerId)?.person
      const member = person && (await mentionable(world, councilId, person, conversationId))
      return member ? ([[id, member]] as const) : []
    }),
  )
  return new Map(owners.flat())
}

/** Minutes that wait for this person's approval or are being changed, as they are now; undefined when there are none. */
export async function minutesNow(
  world: World,
  councilId: CouncilId,
  id: MeetingId,
): Promise<{ readonly meeting: Meeting; readonly minutes: Minutes } | undefined> {
  const meeting = await findMeeting(world.db, councilId, id)
  const minutes = meeting && (await findMinutes(world.db, { councilId, meetingId: id }))
  return meeting && minutes ? { meeting, minutes } : undefined
}
