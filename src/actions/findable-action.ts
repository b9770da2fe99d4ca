import type { Member } from '../chat/index.ts'
import { type Entry, type Shelf, shelves } from '../lookup/index.ts'
import { startOfDay } from '../shared/stockholm.ts'
import type { Action } from './action.ts'

/** What actions are called in the history, the audit and the index of words. */
export const actionKind = 'action'

/** How an action is found: by its number, its owner and what was agreed; the newest are those that are due last. */
export function entryOf(action: Action): Entry {
  const { owner, focusArea } = action
  return {
    subjectId: action.id,
    subjectKind: actionKind,
    councilId: action.councilId,
    at: startOfDay(action.dueOn),
    // The plan is the council's: every member reads all of it (maySee in action.ts).
    shelves: [shelves.everybody(action.councilId)],
    title: [action.number, owner.title, owner.organisation.name.sv, focusArea?.name.sv ?? ''],
    texts: [action.text, action.cause, action.goal, action.origin, action.outcome],
    facets: [],
  }
}

/** The shelf that holds what a member may see. */
export function shelvesFor(who: Member): readonly Shelf[] {
  return [shelves.everybody(who.councilId)]
}
