import { type Ask, hasRole, type Member } from '../chat/index.ts'
import { actOnce, type Change, type DatabaseTransaction, transact, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { type AgendaItemId, type MeetingId, newId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import { localDate } from '../shared/stockholm.ts'
import { type AgendaItem, beginningItems, type ItemTexts, numbered, placeForNew } from './agenda.ts'
import { agendaItemsOf, holdAgenda, insertItems, updateItem } from './agenda-store.ts'
import { seenMeeting } from './change-meeting.ts'
import { isComing, isLocked, type Meeting, mayPlan, proposing } from './meeting.ts'
import { meetingSettings } from './settings-store.ts'
import { tellOfNews } from './tell-called.ts'

/** What items of agendas are called in the history and the audit. */
const subjectKind = 'agendaItem'

/** An agenda as it is kept, with what was removed from it. */
export interface KeptAgenda {
  readonly meeting: Meeting
  readonly items: readonly (AgendaItem & { readonly number: number })[]
  readonly removed: readonly AgendaItem[]
  readonly locked: boolean
}

/** Everything on the agenda of a meeting; made of the usual items when it has none yet. */
export async function keepAgenda(tx: DatabaseTransaction, meeting: Meeting): Promise<readonly AgendaItem[]> {
  await holdAgenda(tx, meeting.councilId, meeting.id)
  const kept = await agendaItemsOf(tx, meeting.councilId, meeting.id)
  if (kept.length > 0) return kept
  const made = beginningItems(meeting)
  await insertItems(tx, made)
  return made
}

/** The agenda of a meeting that this person may see; the first who opens it makes it. Throws Refusal('notFound'). */
export async function openAgenda(world: World, who: Member, id: MeetingId): Promise<KeptAgenda> {
  const meeting = await seenMeeting(world, who, id)
  const known = await agendaItemsOf(world.db, meeting.councilId, id)
  const isNew = known.length === 0 && isComing(meeting, world.clock.now())
  const items = isNew ? await transact(world.db, (tx) => keepAgenda(tx, meeting)) : known
  return {
    meeting,
    items: numbered(items),
    removed: items.filter(({ removed }) => removed),
    locked: await lockedNow(world, meeting),
  }
}

async function lockedNow(world: World, meeting: Meeting): Promise<boolean> {
  const { lockDays } = await meetingSettings(world.db, meeting.councilId)
  return isLocked(meeting, lockDays, localDate(world.clock.now()))
}

/**
 * Whether somebody may change an item: those who plan the meeting, and who proposed it. When the agenda is locked only what
 * was added after that changes.
 */
export function mayChangeItem(who: Member, meeting: Meeting, item: AgendaItem, locked: boolean): boolean {
  if (locked && !item.addedLate) return false
  if (mayPlan(who, meeting)) return true
  return hasRole(who, proposing) && item.proposedBy !== undefined && samePerson(item.proposedBy, who.person)
}

/**
 * Adds an item, once per onceId, and gives its id; after the lock it is told that it was added late. The cards of those who
 * are called are brought up to date. Throws Refusal: notFound, notAllowed, closed when the meeting is over or cancelled.
 */
export async function addItem(
  world: World,
  ask: Ask,
  id: MeetingId,
  texts: ItemTexts,
): Promise<AgendaItemId> {
  const { subjectId } = await actOnce(world, act(ask, 'meetings.agendaAdd'), async (tx) => {
    const meeting = await openMeeting({ ...world, db: tx }, ask, id)
    if (!hasRole(ask.who, proposing) && !mayPlan(ask.who, meeting)) throw new Refusal('notAllowed')
    const items = await keepAgenda(tx, meeting)
    const position = placeForNew(items)
    await inOrder(tx, numbered(items), (at) => (at >= position ? at + 1 : at))
    const item: AgendaItem = {
      ...texts,
      id: newId(),
      councilId: meeting.councilId,
      meetingId: id,
      position,
      kind: 'own',
      proposedBy: ask.who.person,
      addedLate: await lockedNow({ ...world, db: tx }, meeting),
      removed: false,
      version: 1,
    }
    await insertItems(tx, [item])
    await tellOfNews(tx, world, meeting)
    return { subjectKind, subjectId: item.id, changes: [changed('title', '', item.title)] }
  })
  return subjectId as AgendaItemId
}

/** What the call says of an item: when that changes, the cards of those who are called do. */
const shownOnCalls: readonly string[] = ['title', 'minutes', 'purpose', 'removed', 'position']

/** What is done to one item: changed, moved one step, removed, or put back. */
export type ItemChange =
  | { readonly kind: 'amend'; readonly texts: ItemTexts; readonly seen: number }
  | { readonly kind: 'up' | 'down' | 'remove' | 'restore' }

/**
 * Changes one item once per onceId, and the cards of those who are called where they show it. Throws Refusal: notFound, notAllowed for who may not or when it is locked, closed when
 * the meeting is over or cancelled, changedMeanwhile when it is no longer what the form was filled in from.
 */
export async function changeItem(
  world: World,
  ask: Ask,
  id: MeetingId,
  itemId: AgendaItemId,
  change: ItemChange,
): Promise<void> {
  await actOnce(world, act(ask, `meetings.agenda.${change.kind}`), async (tx) => {
    const meeting = await openMeeting({ ...world, db: tx }, ask, id)
    const items = await keepAgenda(tx, meeting)
    const item = items.find((each) => each.id === itemId)
    if (!item) throw new Refusal('notFound')
    if (!mayChangeItem(ask.who, meeting, item, await lockedNow({ ...world, db: tx }, meeting)))
      throw new Refusal('notAllowed')
    const changes =
      change.kind === 'up' || change.kind === 'down'
        ? await moved(tx, ask, meeting, items, item, change.kind)
        : await saved(tx, item, change)
    if (changes.some(({ field }) => shownOnCalls.includes(field))) await tellOfNews(tx, world, meeting)
    return { subjectKind, subjectId: item.id, changes }
  })
}

async function saved(
  tx: DatabaseTransaction,
  item: AgendaItem,
  change: ItemChange,
): Promise<readonly Change[]> {
  if (change.kind === 'amend') {
    if (change.seen !== item.version) throw new Refusal('changedMeanwhile')
    const after = { ...item, ...change.texts }
    await updateItem(tx, item, after)
    const fields = ['title', 'note', 'minutes', 'presenter', 'purpose', 'registryNumber'] as const
    return fields
      .filter((field) => item[field] !== after[field])
      .map((field) => changed(field, String(item[field]), String(after[field])))
  }
  const removed = change.kind === 'remove'
  if (item.removed === removed) return []
  await updateItem(tx, item, { ...item, removed })
  return [changed('removed', String(item.removed), String(removed))]
}

/** One step up or down. At the end of the list nothing moves. */
async function moved(
  tx: DatabaseTransaction,
  ask: Ask,
  meeting: Meeting,
  items: readonly AgendaItem[],
  item: AgendaItem,
  way: 'up' | 'down',
): Promise<readonly Change[]> {
  // The order is everybody's: who proposed an item says what it is about, not when.
  if (!mayPlan(ask.who, meeting)) throw new Refusal('notAllowed')
  const list = numbered(items)
  const from = list.find(({ id }) => id === item.id)?.number
  if (from === undefined) throw new Refusal('notFound')
  const to = from + (way === 'up' ? -1 : 1)
  if (to < 1 || to > list.length) return []
  await inOrder(tx, list, (at) => (at === from ? to : at === to ? from : at))
  return [changed('position', String(from), String(to))]
}

/** Gives every item its place anew, from its number; only what moves is written. */
async function inOrder(
  tx: DatabaseTransaction,
  list: ReturnType<typeof numbered>,
  placeOf: (number: number) => number,
): Promise<void> {
  for (const { number, ...item } of list) {
    const position = placeOf(number)
    if (position !== item.position) await updateItem(tx, item, { ...item, position })
  }
}

async function openMeeting(world: World, ask: Ask, id: MeetingId): Promise<Meeting> {
  const meeting = await seenMeeting(world, ask.who, id)
  if (!isComing(meeting, world.clock.now())) throw new Refusal('meetingOver')
  return meeting
}

function act({ who, onceId }: Ask, verb: string) {
  return { councilId: who.councilId, who: who.person, verb, onceId }
}

function changed(field: string, from: string, to: string): Change {
  return { field, from, to }
}
