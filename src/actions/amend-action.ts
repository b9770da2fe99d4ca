import { type Ask, hasRole } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { ActionId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import { type Action, type Agreed, mayAmend, maySeeThrough, planning } from './action.ts'
import { changeAction, keptWarnings } from './change-action.ts'

export interface Amending {
  /** The version of the action that the form was filled in from. */
  readonly seen: number
  /** Asked for when the owner or a date is another; the history tells it. */
  readonly why: Checked
  readonly kept: readonly string[]
}

/**
 * Puts what was agreed otherwise. A new owner is asked to take it on, and gets its card; who moves it to oneself has taken
 * it on. Throws Refusal: notFound, notAllowed, closed, or changedMeanwhile when the form was filled in from an older one.
 */
export async function amendAction(
  world: World,
  ask: Ask,
  id: ActionId,
  agreed: Agreed,
  { seen, why, kept }: Amending,
): Promise<Action> {
  return changeAction(world, ask, 'actions.amend', id, (before) => {
    refuseUnlessAmendable(ask, before)
    if (before.version !== seen) throw new Refusal('changedMeanwhile')
    const moved = !samePerson(agreed.owner.person, before.owner.person)
    if (moved && !hasRole(ask.who, planning)) throw new Refusal('notAllowed')
    const ownership = samePerson(agreed.owner.person, ask.who.person) ? 'accepted' : 'asked'
    const given = moved ? ({ ownership, ownershipWhy: nothingWritten } as const) : {}
    return { after: { ...before, ...agreed, ...given }, why, noted: keptWarnings(kept) }
  })
}

/** Throws the Refusal that says why this person may not change this action; returns when they may. */
export function refuseUnlessAmendable(ask: Ask, action: Action): void {
  if (mayAmend(ask.who, action)) return
  throw new Refusal(maySeeThrough(ask.who, action) ? 'closed' : 'notAllowed')
}

/** Whether a change is one that asks why: of the owner, or of a date. */
export function asksWhy(before: Action, agreed: Agreed): boolean {
  return (
    !samePerson(before.owner.person, agreed.owner.person) ||
    before.dueOn !== agreed.dueOn ||
    before.startsOn !== agreed.startsOn
  )
}
