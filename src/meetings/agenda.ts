import { type Checked, nothingWritten } from '../shared/checked.ts'
import { type AgendaItemId, type CouncilId, type MeetingId, newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'

/**
 * What stands on an agenda. All but `own` build themselves from the facts of the day they are looked at; `own` is what
 * somebody wrote. https://deploy.doczz.net/doc/7158535/protokoll-150217 (item 2: the chair goes through every earlier
 * decision and how it stands).
 */
export const itemKinds = [
  'opening',
  'agenda',
  'lastMinutes',
  'situation',
  'lateActions',
  'promises',
  'own',
  'soon',
  'other',
  'next',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** What an item is for. */
export const purposes = ['information', 'dialogue', 'decision', 'followUp'] as const
export type Purpose = (typeof purposes)[number]

/** One item of an agenda. What is empty is said by its kind. */
export interface AgendaItem {
  readonly id: AgendaItemId
  readonly councilId: CouncilId
  readonly meetingId: MeetingId
  /** The order; the numbers that people see follow from it. */
  readonly position: number
  readonly kind: ItemKind
  /** The heading; empty for an item that is called by its kind. */
  readonly title: Checked
  /** A sentence of what it is about. */
  readonly note: Checked
  readonly minutes: number
  /** Who presents it: a role or a member's title, in words. */
  readonly presenter: Checked
  readonly purpose: Purpose
  /** Its number in the diary (diarienummer). */
  readonly registryNumber: Checked
  /** Who proposed it; undefined for what builds itself. */
  readonly proposedBy: Person | undefined
  /** Whether it was added after the agenda was locked: then the agenda says so. */
  readonly addedLate: boolean
  readonly removed: boolean
  readonly version: number
}

/** The longest texts of an item. */
export const itemLimits = { title: 120, note: 300, presenter: 80, registryNumber: 40 } as const

/** What every meeting's agenda begins with: in this order, in minutes, and for what. */
export const usualItems: readonly (readonly [ItemKind, number, Purpose])[] = [
  ['opening', 5, 'decision'],
  ['agenda', 5, 'decision'],
  ['lastMinutes', 10, 'followUp'],
  ['situation', 20, 'information'],
  ['lateActions', 15, 'followUp'],
  ['promises', 15, 'followUp'],
  ['soon', 10, 'dialogue'],
  ['other', 5, 'dialogue'],
  ['next', 5, 'information'],
]

/** What somebody says of an item in a form. */
export type ItemTexts = Pick<
  AgendaItem,
  'title' | 'note' | 'minutes' | 'presenter' | 'purpose' | 'registryNumber'
>

/** The fewest and the most minutes of an item. */
export const itemMinutes = { least: 1, most: 240 } as const

/** The items that a new agenda begins with. */
export function beginningItems({
  councilId,
  id,
}: {
  readonly councilId: CouncilId
  readonly id: MeetingId
}): readonly AgendaItem[] {
  return usualItems.map(([kind, minutes, purpose], at) => ({
    id: newId(),
    councilId,
    meetingId: id,
    position: at + 1,
    kind,
    title: nothingWritten,
    note: nothingWritten,
    minutes,
    presenter: nothingWritten,
    purpose,
    registryNumber: nothingWritten,
    proposedBy: undefined,
    addedLate: false,
    removed: false,
    version: 1,
  }))
}

/** Where what somebody adds comes: before "what is soon" and the end, or last where they have gone. */
export function placeForNew(items: readonly AgendaItem[]): number {
  const inOrder = numbered(items)
  const end = inOrder.find(({ kind }) => ['soon', 'other', 'next'].includes(kind))
  return end ? end.number : inOrder.length + 1
}

/** The items in their order, without what was removed, each with its number from 1. */
export function numbered(
  items: readonly AgendaItem[],
): readonly (AgendaItem & { readonly number: number })[] {
  return items
    .filter(({ removed }) => !removed)
    .toSorted((one, other) => one.position - other.position)
    .map((item, at) => ({ ...item, number: at + 1 }))
}
