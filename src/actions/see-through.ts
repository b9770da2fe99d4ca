import type { Ask } from '../chat/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type Action, isOpen, isOwner, maySeeThrough } from './action.ts'

/** Throws the Refusal that says why this person may not see this action through; returns when they may, and it is open. */
export function refuseUnlessOpen(ask: Ask, action: Action): void {
  if (!maySeeThrough(ask.who, action)) throw new Refusal('notOwner')
  if (!isOpen(action)) throw new Refusal('closed')
}

/** Who reports on an action, or finishes it, has taken it on, whatever was answered before. */
export function takenOn(ask: Ask, action: Action): Action {
  if (!isOwner(ask.who, action) || action.ownership === 'accepted') return action
  return { ...action, ownership: 'accepted', ownershipWhy: nothingWritten }
}
