import type { Instant } from '../shared/clock.ts'
import type { ActionId } from '../shared/ids.ts'
import type { Action, ProgressReport } from './action.ts'

/** A council's plan on a day, as it is read outside the chat. */
export interface WrittenPlan {
  readonly councilName: string
  readonly at: Instant
  /** Brå's plan begins with the causes: what is done about each stands under it. */
  readonly causes: readonly { readonly cause: string; readonly actions: readonly Action[] }[]
  /** The latest line of how each goes. */
  readonly latest: ReadonlyMap<ActionId, ProgressReport>
}
