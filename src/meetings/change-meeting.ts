import type { Ask, Member } from '../chat/index.ts'
import {
  actOnce,
  type Change,
  type DatabaseTransaction,
  type Deed,
  doneBefore,
  type World,
} from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { isComing, type Meeting, mayPlan, maySee, offices } from './meeting.ts'
import { findMeeting, updateMeeting } from './store.ts'
import { tellCalled } from './tell-called.ts'

/** What meetings are called in the history and the audit. */
export const subjectKind = 'meeting'

/** One change of one meeting: what its next state is, why, and what else the same transaction saves. */
export interface NextMeeting {
  readonly after: Meeting
  readonly why?: Checked
  /** Whether everybody is asked anew whether they come. */
  readonly anew?: boolean
  /** What else the same act does; gives what it did to other things. */
  readonly also?: (tx: DatabaseTransaction, saved: Meeting) => Promise<readonly Deed[]>
}

/**
 * Changes a meeting once per onceId: reads it anew, lets `decide` say its next state (or throw a Refusal), and saves it
 * with its history, the audit line and the cards of those who were called in one transaction. Gives it as it then stands.
 * Throws Refusal: notFound, notAllowed for who does not plan it, meetingOver when it has been or is cancelled, changedMeanwhile.
 */
export async function changeMeeting(
  world: World,
  ask: Ask,
  verb: string,
  id: MeetingId,
  decide: (before: Meeting, tx: DatabaseTransaction) => Promise<NextMeeting> | NextMeeting,
): Promise<Meeting> {
  const act = { councilId: ask.who.councilId, who: ask.who.person, verb, onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const before = await plannedMeeting({ ...world, db: tx }, ask, id)
    const { after, why = nothingWritten, anew = false, also } = await decide(before, tx)
    if (after === before) return { subjectKind, subjectId: id, changes: [] }
    const saved = await saveMeeting(tx, world, before, after, anew)
    const changes = meetingChanges(before, after, why)
    return { subjectKind, subjectId: id, changes, also: (await also?.(tx, saved)) ?? [] }
  })
  return seenMeeting(world, ask.who, id)
}

/** Saves the next state of a meeting and promises those who were called their card as it now stands. */
export async function saveMeeting(
  tx: DatabaseTransaction,
  world: World,
  before: Meeting,
  after: Meeting,
  anew: boolean,
): Promise<Meeting> {
  await updateMeeting(tx, before, after, anew)
  const saved = { ...after, version: before.version + 1 }
  await tellCalled(tx, world, before, saved)
  return saved
}

/** The meeting, when this person may see it. Throws Refusal('notFound') otherwise: not seeing and not being are one. */
export async function seenMeeting(world: World, who: Member, id: MeetingId): Promise<Meeting> {
  const meeting = await findMeeting(world.db, who.councilId, id)
  if (!meeting || !maySee(who, meeting)) throw new Refusal('notFound')
  return meeting
}

/** The meeting, when this person may change it. Throws Refusal: notFound, notAllowed, meetingOver when it has been or is cancelled. */
export async function plannedMeeting(world: World, ask: Ask, id: MeetingId): Promise<Meeting> {
  const meeting = await seenMeeting(world, ask.who, id)
  if (!mayPlan(ask.who, meeting)) throw new Refusal('notAllowed')
  if (!isComing(meeting, world.clock.now())) throw new Refusal('meetingOver')
  return meeting
}

/** Whether this very press has taken effect before: then what it changed is not held against it. */
export async function wasDone(world: World, ask: Ask): Promise<boolean> {
  return (await doneBefore(world, ask.who.person, ask.onceId)) !== undefined
}

/** What the history says of a change. Who is called and what is free text is told by its field, not its words. */
export function meetingChanges(before: Meeting, after: Meeting, why: Checked): readonly Change[] {
  const field = (name: string, from: string | undefined, to: string | undefined): readonly Change[] =>
    from === to ? [] : [{ field: name, from: from ?? null, to: to ?? null, ...(why ? { why } : {}) }]
  const list = (meeting: Meeting) =>
    meeting.called
      .map(({ memberId }) => memberId)
      .toSorted()
      .join(',')
  return [
    ...field('title', before.title, after.title),
    ...field('body', before.body, after.body),
    ...field('when', `${before.on} ${before.at}`, `${after.on} ${after.at}`),
    ...field('length', String(before.lengthMinutes), String(after.lengthMinutes)),
    ...field('place', before.place, after.place),
    ...field('link', before.link, after.link),
    ...offices.flatMap((office) =>
      field(office, before.offices[office]?.memberId, after.offices[office]?.memberId),
    ),
    ...field('called', list(before), list(after)),
    ...field('calledAt', before.calledAt, after.calledAt),
    ...field('cancelled', before.cancelled?.at, after.cancelled?.at),
  ]
}
