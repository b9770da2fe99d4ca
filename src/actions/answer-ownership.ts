import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { ActionId } from '../shared/ids.ts'
import { type Action, isOpen, isOwner } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'

/** The owner takes an action on. Throws Refusal: notFound, notAllowed for everybody else, or closed. */
export async function acceptAction(world: World, ask: Ask, id: ActionId): Promise<Action> {
  return changeAction(world, ask, 'actions.accept', id, (before) => {
    refuseUnlessAsked(ask, before)
    return { after: { ...before, ownership: 'accepted', ownershipWhy: nothingWritten } }
  })
}

/** The owner says no, and why; the coordinators are told. Throws Refusal: notFound, notAllowed or closed. */
export async function declineAction(
  world: World,
  ask: Ask,
  id: ActionId,
  why: Checked,
  kept: readonly string[],
): Promise<Action> {
  return changeAction(world, ask, 'actions.decline', id, (before) => {
    refuseUnlessAsked(ask, before)
    const after: Action = { ...before, ownership: 'declined', ownershipWhy: why }
    return { after, why, noted: keptWarnings(kept) }
  })
}

/** Throws the Refusal that says why this person is not asked to take on this action; returns when they are. */
export function refuseUnlessAsked(ask: Ask, action: Action): void {
  if (!isOwner(ask.who, action)) throw new Refusal('notAllowed')
  if (!isOpen(action)) throw new Refusal('closed')
}
