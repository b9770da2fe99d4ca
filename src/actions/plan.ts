import { stemsOf } from '../lookup/index.ts'
import type { FocusAreaId, MemberId, OrganisationId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { fold, swedishOrder } from '../shared/text.ts'
import { type Action, isLate, isOpen } from './action.ts'

/** What a plan is narrowed to by state: the four that are stored, and the two that follow from them. */
export const planStates = ['open', 'late', 'planned', 'inProgress', 'done', 'cancelled'] as const
export type PlanState = (typeof planStates)[number]

/** By what a plan is put in groups. */
export const planOrders = ['area', 'owner', 'status', 'due'] as const
export type PlanOrder = (typeof planOrders)[number]

/** Which actions of a plan are wanted; every part narrows. */
export interface PlanSelection {
  /** Each of its words must stand somewhere in the action. */
  readonly text?: string
  /** Focus areas of one name: agreements take up each other's. */
  readonly areaIds?: readonly FocusAreaId[]
  readonly ownerId?: MemberId
  readonly organisationId?: OrganisationId
  readonly state?: PlanState
  /** From this day, and before that one. */
  readonly due?: { readonly from: LocalDate; readonly before: LocalDate }
}

/** Whether an action is among those wanted, on a day. */
export function isWanted(action: Action, wanted: PlanSelection, today: LocalDate): boolean {
  const { areaIds, ownerId, organisationId, state, due, text } = wanted
  if (areaIds && !areaIds.some((id) => id === action.focusArea?.id)) return false
  if (ownerId && ownerId !== action.owner.memberId) return false
  if (organisationId && organisationId !== action.owner.organisation.id) return false
  if (state && !isIn(state, action, today)) return false
  if (due && (action.dueOn < due.from || action.dueOn >= due.before)) return false
  return !text || holds(action, text)
}

function isIn(state: PlanState, action: Action, today: LocalDate): boolean {
  if (state === 'open') return isOpen(action)
  return state === 'late' ? isLate(action, today) : action.status === state
}

function holds(action: Action, text: string): boolean {
  const { owner, focusArea } = action
  const told = [
    ...[action.number, action.cause, action.text, action.goal, action.origin, action.outcome],
    ...[owner.title, owner.organisation.name.sv, owner.organisation.name.en],
    ...(focusArea ? [focusArea.name.sv, focusArea.name.en] : []),
    ...action.incidents.map(({ number }) => number),
  ].join('\n')
  const folded = fold(told)
  const stems = new Set(stemsOf(told))
  return fold(text)
    .split(' ')
    .every((word) => folded.includes(word) || isAmong(stemsOf(word), stems))
}

function isAmong(wanted: readonly string[], stems: ReadonlySet<string>): boolean {
  return wanted.length > 0 && wanted.every((stem) => stems.has(stem))
}

/** One row of a plan with the group it stands in. */
export interface PlanRow {
  readonly group: PlanGroup
  readonly action: Action
}

/** What is late stands first whatever the order, and what is closed last. */
export type PlanGroup =
  | { readonly kind: 'late' | 'closed' }
  | { readonly kind: 'area'; readonly area: Action['focusArea'] }
  | { readonly kind: 'owner'; readonly owner: Action['owner'] }
  | { readonly kind: 'status'; readonly status: 'planned' | 'inProgress' }
  | { readonly kind: 'due' }

/**
 * A plan in the order it is read: what is late first, the longest first; then group by group, by day; what is closed last,
 * the latest first. `areas` says the order of the focus areas: the council's own.
 */
export function arranged(
  actions: readonly Action[],
  order: PlanOrder,
  areas: readonly FocusAreaId[],
  today: LocalDate,
): readonly PlanRow[] {
  const place = new Map(areas.map((id, at) => [id, at]))
  return actions
    .map((action) => ({ action, group: groupOf(action, order, today) }))
    .toSorted(
      (one, other) =>
        rank(one.group) - rank(other.group) ||
        byGroup(one, other, place) ||
        byDay(one.action, other.action) ||
        swedishOrder(one.action.number, other.action.number),
    )
}

function groupOf(action: Action, order: PlanOrder, today: LocalDate): PlanGroup {
  if (isLate(action, today)) return { kind: 'late' }
  if (action.status === 'done' || action.status === 'cancelled') return { kind: 'closed' }
  switch (order) {
    case 'area':
      return { kind: 'area', area: action.focusArea }
    case 'owner':
      return { kind: 'owner', owner: action.owner }
    case 'status':
      return { kind: 'status', status: action.status }
    case 'due':
      return { kind: 'due' }
  }
}

function rank({ kind }: PlanGroup): number {
  if (kind === 'late') return 0
  return kind === 'closed' ? 2 : 1
}

function byGroup(one: PlanRow, other: PlanRow, place: ReadonlyMap<FocusAreaId, number>): number {
  const [left, right] = [one.group, other.group]
  if (left.kind === 'area' && right.kind === 'area') {
    const at = ({ area }: { area: Action['focusArea'] }) => (area && place.get(area.id)) ?? place.size
    return at(left) - at(right)
  }
  if (left.kind === 'owner' && right.kind === 'owner')
    return (
      swedishOrder(left.owner.title, right.owner.title) ||
      (left.owner.memberId < right.owner.memberId ? -1 : Number(left.owner.memberId > right.owner.memberId))
    )
  // What is going on before what is only planned.
  if (left.kind === 'status' && right.kind === 'status')
    return Number(left.status === 'planned') - Number(right.status === 'planned')
  return 0
}

function byDay(one: Action, other: Action): number {
  if (one.closedAt && other.closedAt)
    return other.closedAt < one.closedAt ? -1 : Number(other.closedAt > one.closedAt)
  return one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn)
}

/** How a plan stands: training is not counted, only told of. */
export interface PlanCounts {
  readonly late: number
  readonly open: number
  readonly done: number
  readonly training: number
}

/** How many of these actions are late, open and done. */
export function countsOf(actions: readonly Action[], today: LocalDate): PlanCounts {
  const real = actions.filter(({ training }) => !training)
  return {
    late: real.filter((action) => isLate(action, today)).length,
    open: real.filter(isOpen).length,
    done: real.filter(({ status }) => status === 'done').length,
    training: actions.length - real.length,
  }
}

/** How many days late an action is; 0 when it is not. */
export function daysLate(action: Action, today: LocalDate): number {
  if (!isLate(action, today)) return 0
  return Math.round((Date.parse(today) - Date.parse(action.dueOn)) / 86_400_000)
}
