import type { Ask } from '../chat/index.ts'
import { listedMembers } from '../councils/index.ts'
import { actOnce, type Change, type DatabaseTransaction, type World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId, MemberId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { seenMeeting, subjectKind } from './change-meeting.ts'
import { type Attendee, type Called, calledAs, isComing, type Meeting, substitutesFor } from './meeting.ts'
import { whenOf } from './move-meeting.ts'
import { saveAnswer } from './store.ts'
import { tellOfAnswer, tellOfNews } from './tell-called.ts'

/** What somebody says about coming. */
export type Said =
  | { readonly answer: 'coming' }
  | { readonly answer: 'notComing'; readonly why: Checked }
  | { readonly answer: 'substitute'; readonly substitute: MemberId }

/**
 * Somebody who is called answers, or answers otherwise; the same answer again changes nothing. Who comes for others and
 * cannot gives their seats back, and they are told. `seen` is the time that the answer is to, as `whenOf` writes it; ''
 * answers whatever time the meeting has. Gives the meeting as it then stands. Throws Refusal: notFound, notAllowed for who
 * is not called (or cannot be a substitute), meetingOver when it has been or is cancelled, changedMeanwhile when it is at another
 * time than was seen.
 */
export async function answerCall(
  world: World,
  ask: Ask,
  id: MeetingId,
  said: Said,
  seen: string,
): Promise<Meeting> {
  const act = {
    councilId: ask.who.councilId,
    who: ask.who.person,
    verb: `meetings.${said.answer}`,
    onceId: ask.onceId,
  }
  await actOnce(world, act, async (tx) => {
    const meeting = await answerable({ ...world, db: tx }, ask, id)
    if (!isAsSeen(meeting, seen)) throw new Refusal('changedMeanwhile')
    const own = calledAs(meeting, ask.who.person)
    const changes = own
      ? await answerFor(tx, world, meeting, own, await nextOf(tx, world, meeting, own, said))
      : await giveBack(tx, world, ask, meeting, said)
    return { subjectKind, subjectId: id, changes }
  })
  return seenMeeting(world, ask.who, id)
}

/** The meeting, when this person may answer for it. Throws Refusal: notFound, notCalled, meetingOver. */
export async function answerable(world: World, ask: Ask, id: MeetingId): Promise<Meeting> {
  const meeting = await seenMeeting(world, ask.who, id)
  const isAsked = calledAs(meeting, ask.who.person) ?? substitutesFor(meeting, ask.who.person)[0]
  if (!isAsked) throw new Refusal('notCalled')
  if (!isComing(meeting, world.clock.now())) throw new Refusal('meetingOver')
  return meeting
}

/** Whether a meeting is at the time that somebody saw, as `whenOf` writes it; '' is any time. */
export function isAsSeen(meeting: Meeting, seen: string): boolean {
  return seen === '' || seen === whenOf(meeting)
}

/** Members who can come in somebody's place: those who are not called themselves and come for nobody else. */
export async function possibleSubstitutes(
  world: World,
  meeting: Meeting,
  own: Called,
): Promise<readonly Attendee[]> {
  const members = await listedMembers(world.db, meeting.councilId)
  return members
    .filter(({ person }) => !calledAs(meeting, person))
    .filter(({ person }) =>
      substitutesFor(meeting, person).every(({ memberId }) => memberId === own.memberId),
    )
    .map(({ memberId, person, title, organisation: { id, name } }) => ({
      memberId,
      person,
      title,
      organisation: { id, name },
    }))
}

async function nextOf(
  tx: DatabaseTransaction,
  world: World,
  meeting: Meeting,
  own: Called,
  said: Said,
): Promise<Called> {
  const now = world.clock.now()
  const answered = { ...own, why: nothingWritten, substitute: undefined, answeredAt: now }
  if (said.answer === 'coming') return { ...answered, answer: 'coming' }
  if (said.answer === 'notComing') return { ...answered, answer: 'notComing', why: said.why }
  const possible = await possibleSubstitutes({ ...world, db: tx }, meeting, own)
  const substitute = possible.find(({ memberId }) => memberId === said.substitute)
  if (!substitute) throw new Refusal('notAllowed')
  return { ...answered, answer: 'substitute', substitute }
}

/** Saves an answer and tells whom it concerns: who comes instead, who no longer does, and everybody how many come. */
async function answerFor(
  tx: DatabaseTransaction,
  world: World,
  meeting: Meeting,
  own: Called,
  next: Called,
  tellOwn = false,
): Promise<readonly Change[]> {
  const isSame =
    own.answer === next.answer &&
    own.why === next.why &&
    own.substitute?.memberId === next.substitute?.memberId
  if (isSame) return []
  await saveAnswer(tx, meeting, next)
  const concerned = substitutesConcerned(own, next)
  if (tellOwn) concerned.push(own.person)
  await tellOfAnswer(tx, world, meeting, concerned, `answer-${world.clock.now()}-${next.answer}`)
  await tellOfNews(tx, world, meeting)
  return [
    {
      field: 'answer',
      from: own.substitute?.memberId ?? own.answer,
      to: next.substitute?.memberId ?? next.answer,
      ...(next.why ? { why: next.why } : {}),
    },
  ]
}

function substitutesConcerned(own: Called, next: Called): Person[] {
  const [was, is] = [own.substitute?.person, next.substitute?.person]
  if (was && is && samePerson(was, is)) return []
  return [was, is].filter((person) => person !== undefined)
}

/** Who comes for others says no: their seats are theirs again, unanswered. To say that one comes changes nothing. */
async function giveBack(
  tx: DatabaseTransaction,
  world: World,
  ask: Ask,
  meeting: Meeting,
  said: Said,
): Promise<readonly Change[]> {
  if (said.answer === 'substitute') throw new Refusal('notAllowed')
  if (said.answer === 'coming') return []
  const changes: Change[] = []
  for (const own of substitutesFor(meeting, ask.who.person)) {
    const next = {
      ...own,
      answer: 'none' as const,
      why: nothingWritten,
      substitute: undefined,
      answeredAt: undefined,
    }
    changes.push(...(await answerFor(tx, world, meeting, own, next, true)))
  }
  return changes
}
