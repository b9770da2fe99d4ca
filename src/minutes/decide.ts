import { addAction, retractAction } from '../actions/index.ts'
import type { Ask } from '../chat/index.ts'
import { type ListedMember, listedMember } from '../councils/index.ts'
import type { DatabaseTransaction, Deed, World } from '../database/index.ts'
import { findMeeting, holdsOffice } from '../meetings/index.ts'
import { type Checked, nothingWritten, ownWords } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type ActionId, type DecisionId, type MeetingId, newId, type SectionId } from '../shared/ids.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { type Done, keptWarnings, writeInMinutes } from './change-minutes.ts'
import { findDecision, insertDecision, updateDecision } from './decision-store.ts'
import { type Decision, type MinutesBook, mayWrite, most, type Section } from './minutes.ts'
import { writableBook } from './show-minutes.ts'
import { meetingOfSection, minutesWithOpenSection } from './store.ts'

/** Who answers for what was decided, and before which day it is to be done. */
export interface Assigned {
  readonly owner: ListedMember
  readonly dueOn: LocalDate
}

/** What decisions are called in the history and the audit. */
export const decisionKind = 'decision'

/**
 * Writes down what was decided in a §, once per onceId. With an owner and a day it is an agreed action too, with where it
 * comes from ("§ 4, 2026-11-26"), and its owner is told: all in one transaction. Throws Refusal: notFound, notAllowed,
 * closed.
 */
export async function decide(
  world: World,
  ask: Ask,
  sectionId: SectionId,
  text: Checked,
  assigned: Assigned | undefined,
  kept: readonly string[] = [],
): Promise<Decision> {
  const meetingId = await meetingOfSection(world.db, ask.who.councilId, sectionId)
  if (!meetingId) throw new Refusal('notFound')
  const id = newId<DecisionId>()
  const work = async (tx: DatabaseTransaction, book: MinutesBook) => {
    const section = sectionIn(book, sectionId)
    const here = book.decisions.filter((one) => one.sectionId === sectionId).length
    if (here >= most.decisionsInSection) throw new Refusal('closed')
    const action = assigned && (await actionFrom(tx, world, ask, book, section, text, assigned))
    const decision: Decision = {
      id,
      councilId: ask.who.councilId,
      meetingId,
      sectionId,
      text,
      ownerId: assigned?.owner.memberId,
      dueOn: assigned?.dueOn,
      actionId: action?.subjectId as ActionId | undefined,
      madeBy: ask.who.person,
      madeAt: world.clock.now(),
      withdrawnAt: undefined,
      version: 1,
    }
    await insertDecision(tx, decision)
    const made = { field: 'text', from: null, to: text }
    const subject = { subjectKind: decisionKind, subjectId: id }
    return { subject, changes: [made, ...keptWarnings(kept)], also: action ? [action] : [] }
  }
  return inDecisions(world, ask, 'minutes.decide', meetingId, work)
}

/** Gives a decision an owner and a day, which makes it an agreed action. Throws Refusal: notFound, notAllowed, closed. */
export async function assign(world: World, ask: Ask, id: DecisionId, assigned: Assigned): Promise<Decision> {
  const { meetingId } = await decisionFor(world, ask, id)
  return inDecisions(world, ask, 'minutes.assign', meetingId, async (tx, book) => {
    const before = decisionIn(book, id)
    if (before.actionId) throw new Refusal('closed')
    const section = sectionIn(book, before.sectionId)
    const action = await actionFrom(tx, world, ask, book, section, before.text, assigned)
    const { owner, dueOn } = assigned
    const after = { ...before, ownerId: owner.memberId, dueOn, actionId: action.subjectId as ActionId }
    await updateDecision(tx, before, after)
    const changes = [
      { field: 'owner', from: null, to: owner.title },
      { field: 'dueOn', from: null, to: dueOn },
    ]
    return { subject: { subjectKind: decisionKind, subjectId: id }, changes, also: [action] }
  })
}

/**
 * Takes a decision back, with why; an action that it became ends with it. It stays in the list of every decision.
 * Throws Refusal: notFound, notAllowed, closed.
 */
export async function withdrawDecision(
  world: World,
  ask: Ask,
  id: DecisionId,
  why: Checked,
): Promise<Decision> {
  const { meetingId, withdrawnAt } = await decisionFor(world, ask, id)
  if (withdrawnAt) return decisionFor(world, ask, id)
  return inDecisions(world, ask, 'minutes.withdraw', meetingId, async (tx, book) => {
    const before = decisionIn(book, id)
    await updateDecision(tx, before, { ...before, withdrawnAt: world.clock.now() })
    const also = before.actionId ? await retractAction(tx, world, ask.who, before.actionId, why) : []
    const changes = [{ field: 'withdrawn', from: null, to: 'yes', ...(why ? { why } : {}) }]
    return { subject: { subjectKind: decisionKind, subjectId: id }, changes, also }
  })
}

/** A decision of the council of who asks. Throws Refusal('notFound') when it has no such one. */
export async function decisionFor(world: World, ask: Ask, id: DecisionId): Promise<Decision> {
  const decision = await findDecision(world.db, ask.who.councilId, id)
  if (!decision) throw new Refusal('notFound')
  return decision
}

/** The book whose § is open now and in which this person writes; undefined when there is none. */
export async function bookOpenNow(world: World, ask: Ask): Promise<MinutesBook | undefined> {
  const open = await minutesWithOpenSection(world.db, ask.who.councilId)
  const meetings = await Promise.all(
    open.map(({ meetingId }) => findMeeting(world.db, ask.who.councilId, meetingId)),
  )
  // Somebody may have forgotten to close the § of another group's meeting, and a coordinator may write in them all.
  const kept = meetings.find((meeting) => meeting && holdsOffice(ask.who, meeting, ['secretary', 'chair']))
  const own = kept ?? meetings.find((meeting) => meeting && mayWrite(ask.who, meeting)) ?? meetings[0]
  return own && (await writableBook(world, ask.who, own.id))
}

/** A member who may answer for what is decided; undefined when the council has no such one. */
export async function memberFor(world: World, ask: Ask, id: string): Promise<ListedMember | undefined> {
  return listedMember(world.db, ask.who.councilId, id as ListedMember['memberId'])
}

/** Does something to a decision in minutes that are being written, and gives it as it then stands. */
async function inDecisions(
  world: World,
  ask: Ask,
  verb: string,
  meetingId: MeetingId,
  work: (tx: DatabaseTransaction, book: MinutesBook) => Promise<Done>,
): Promise<Decision> {
  const id = await writeInMinutes(world, ask, verb, meetingId, work)
  return decisionFor(world, ask, id as DecisionId)
}

/** The action that a decision becomes: about the §, agreed today, before its day. */
function actionFrom(
  tx: DatabaseTransaction,
  world: World,
  ask: Ask,
  { meeting }: MinutesBook,
  { number, heading }: Section,
  text: Checked,
  { owner, dueOn }: Assigned,
): Promise<Deed> {
  const agreed = {
    cause: heading || text,
    text,
    goal: nothingWritten,
    startsOn: localDate(world.clock.now()),
    dueOn,
    owner,
    focusArea: undefined,
    way: 'spot',
    incidents: [],
    promiseId: undefined,
    origin: ownWords(`§ ${number}, ${meeting.on}`),
  } as const
  return addAction(tx, world, ask.who, agreed, false)
}

function sectionIn({ sections }: MinutesBook, id: SectionId): Section {
  const section = sections.find((one) => one.id === id)
  if (!section) throw new Refusal('notFound')
  return section
}

function decisionIn({ decisions }: MinutesBook, id: DecisionId): Decision {
  const decision = decisions.find((one) => one.id === id)
  if (!decision) throw new Refusal('notFound')
  return decision
}
