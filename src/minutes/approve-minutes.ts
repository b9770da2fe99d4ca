import type { Ask } from '../chat/index.ts'
import { listedMember } from '../councils/index.ts'
import { actOnce, type Change, type DatabaseTransaction, type World } from '../database/index.ts'
import { appointApprover, endsAt } from '../meetings/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId, MemberId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import { type Done, keptWarnings, subjectKind } from './change-minutes.ts'
import {
  isBeingWritten,
  leaderOf,
  type Minutes,
  type MinutesBook,
  type MinutesState,
  mayApprove,
  mayWrite,
} from './minutes.ts'
import { type Led, ledChanges } from './note-attendance.ts'
import { bookOf, frozen, paperNow, seenMeeting, tellsAtOnce } from './show-minutes.ts'
import { insertMinutes, updateMinutes } from './store.ts'
import { tellApprover, tellSummary, tellWriter } from './tell-of-minutes.ts'

/**
 * Sends minutes to the approver, who may have been elected at the meeting itself. Nobody approves what they sent
 * themselves. `ledBy` is who led the meeting, when that is not known. Nothing can be written in them until they come back.
 * Throws Refusal: notFound, notAllowed, closed, changedMeanwhile (nobody is said to have led the meeting).
 */
export async function sendForApproval(
  world: World,
  ask: Ask,
  id: MeetingId,
  approverId: MemberId,
  ledBy?: string,
): Promise<void> {
  await step(world, ask, 'minutes.send', id, async (tx, book) => {
    const { meeting, minutes } = book
    if (!mayWrite(ask.who, meeting)) throw new Refusal('notAllowed')
    if (!isBeingWritten(minutes)) throw new Refusal('closed')
    const approver = await listedMember(tx, ask.who.councilId, approverId)
    if (!approver) throw new Refusal('notFound')
    if (samePerson(approver.person, ask.who.person)) throw new Refusal('notAllowed')
    const led = knownLed(book, ledBy)
    const also = await appointApprover(tx, meeting, approverId)
    const [now, planned] = [world.clock.now(), endsAt(meeting)]
    const saved = await updateMinutes(tx, minutes, {
      ...minutes,
      ...led,
      state: 'sent',
      openSectionId: undefined,
      endedAt: minutes.endedAt ?? (now < planned ? now : planned),
      sentAt: now,
      changeAsked: nothingWritten,
    })
    await tellApprover(tx, world, saved, approver.person)
    if (await tellsAtOnce(tx, ask.who.councilId)) await tellSummary(tx, world, meeting, saved)
    const to = { field: 'approver', from: null, to: approver.title }
    return { changes: [moved(minutes, 'sent'), to, ...ledChanges(book, led)], also }
  })
}

/** Who led: as it is known, or else as it is said now. Nothing is sent that does not say it. */
function knownLed(book: MinutesBook, said: string | undefined): Led {
  const { minutes } = book
  const { notedBy } = minutes
  if (leaderOf(book)) return { ledBy: minutes.ledBy, notedBy }
  if (!leaderOf({ ...book, minutes: { ...minutes, ledBy: said } })) throw new Refusal('changedMeanwhile')
  return { ledBy: said, notedBy }
}

/** Takes minutes back from the approver, to go on writing. Throws Refusal: notFound, notAllowed, closed. */
export async function takeBack(world: World, ask: Ask, id: MeetingId): Promise<void> {
  await step(world, ask, 'minutes.takeBack', id, async (tx, { meeting, minutes }) => {
    if (!mayWrite(ask.who, meeting)) throw new Refusal('notAllowed')
    if (minutes.state !== 'sent') throw new Refusal('closed')
    await updateMinutes(tx, minutes, { ...minutes, state: 'draft' })
    return { changes: [moved(minutes, 'draft')] }
  })
}

/**
 * The approver approves what they read (`seen` is its hash): it is frozen word for word with title, time and SHA-256, and
 * everybody gets the summary. Throws Refusal: notFound, notAllowed (somebody else, or nobody is said to have led), closed (not waiting for it),
 * changedMeanwhile (it reads otherwise now).
 */
export async function approveMinutes(world: World, ask: Ask, id: MeetingId, seen: string): Promise<void> {
  await step(world, ask, 'minutes.approve', id, async (tx, book) => {
    const { meeting, minutes } = book
    if (!mayApprove(ask.who, meeting)) throw new Refusal('notAllowed')
    if (minutes.state !== 'sent') throw new Refusal('closed')
    const paper = await paperNow(tx, book)
    // What was sent before it was asked for: the approver asks for a change instead.
    if (paper.chair === '') throw new Refusal('notAllowed')
    const { text, hash } = frozen(paper)
    if (hash !== seen) throw new Refusal('changedMeanwhile')
    const { memberId: by, title } = ask.who
    const saved = await updateMinutes(tx, minutes, {
      ...minutes,
      state: 'approved',
      approved: { by, title, at: world.clock.now(), hash },
      text,
    })
    await tellSummary(tx, world, meeting, saved)
    await tellApprover(tx, world, saved, ask.who.person)
    return { changes: [moved(minutes, 'approved'), { field: 'hash', from: null, to: hash }] }
  })
}

/** The approver asks for a change, in words; who writes may write again. Throws as approving does. */
export async function askForChange(
  world: World,
  ask: Ask,
  id: MeetingId,
  what: Checked,
  kept: readonly string[] = [],
): Promise<void> {
  await step(world, ask, 'minutes.askChange', id, async (tx, { meeting, minutes }) => {
    if (!mayApprove(ask.who, meeting)) throw new Refusal('notAllowed')
    if (minutes.state !== 'sent') throw new Refusal('closed')
    const saved = await updateMinutes(tx, minutes, { ...minutes, state: 'changeAsked', changeAsked: what })
    await tellWriter(tx, world, meeting, saved)
    return { changes: [{ ...moved(minutes, 'changeAsked'), why: what }, ...keptWarnings(kept)] }
  })
}

/**
 * Begins a new version of approved minutes, with why: what was approved stays as it is and is what everybody reads until
 * the new one is approved. Throws Refusal: notFound, notAllowed, closed (not approved).
 */
export async function correctMinutes(
  world: World,
  ask: Ask,
  id: MeetingId,
  why: Checked,
  kept: readonly string[] = [],
): Promise<void> {
  await step(world, ask, 'minutes.correct', id, async (tx, { meeting, minutes }) => {
    if (!mayWrite(ask.who, meeting)) throw new Refusal('notAllowed')
    if (minutes.state !== 'approved') throw new Refusal('closed')
    const next: Minutes = {
      ...minutes,
      number: minutes.number + 1,
      state: 'draft',
      beganAt: world.clock.now(),
      sentAt: undefined,
      approved: undefined,
      text: '',
      why,
      version: 1,
    }
    if (!(await insertMinutes(tx, next))) throw new Refusal('changedMeanwhile')
    const number = { field: 'number', from: String(minutes.number), to: String(next.number), why }
    return { changes: [number, ...keptWarnings(kept)] }
  })
}

async function step(
  world: World,
  ask: Ask,
  verb: string,
  id: MeetingId,
  work: (tx: DatabaseTransaction, book: MinutesBook) => Promise<Done>,
): Promise<void> {
  const { councilId, person } = ask.who
  await actOnce(world, { councilId, who: person, verb, onceId: ask.onceId }, async (tx) => {
    const meeting = await seenMeeting({ ...world, db: tx }, ask.who, id)
    const book = await bookOf(tx, meeting)
    if (!book) throw new Refusal('notFound')
    const { changes, also = [] } = await work(tx, book)
    return { subjectKind, subjectId: id, changes, also }
  })
}

function moved({ state }: Minutes, to: MinutesState): Change {
  return { field: 'state', from: state, to }
}
