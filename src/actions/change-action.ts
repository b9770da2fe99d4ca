import type { Ask, Member } from '../chat/index.ts'
import { actOnce, type Change, type DatabaseTransaction, type Deed, type World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { ActionId } from '../shared/ids.ts'
import { type Action, changesBetween, maySee } from './action.ts'
import { actionKind } from './findable-action.ts'
import { findAction, updateAction } from './store.ts'
import { tellOfChange } from './tell-owner.ts'

/** What actions are called in the history and the audit. */
export const subjectKind = actionKind

/** One change of one action: what its next state is, why, and what else the same transaction saves. */
export interface NextState {
  readonly after: Action
  /** Belongs to every field that changed. */
  readonly why?: Checked
  /** What the history should say besides what changed on the action itself. */
  readonly noted?: readonly Change[]
  /** What else the same act does, such as a line of how it goes; gives what it did to other things. */
  readonly also?: (tx: DatabaseTransaction, saved: Action) => Promise<readonly Deed[]>
}

/**
 * Changes an action once per onceId: reads it anew, lets `decide` say its next state (or throw a Refusal), and saves it
 * with its history, the audit line and the owner's card in one transaction. Gives it as it then stands.
 * Throws Refusal('notFound') for what this person may not see, and 'changedMeanwhile' when somebody else was faster.
 */
export async function changeAction(
  world: World,
  ask: Ask,
  verb: string,
  id: ActionId,
  decide: (before: Action, tx: DatabaseTransaction) => Promise<NextState> | NextState,
): Promise<Action> {
  await actOnce(
    world,
    { councilId: ask.who.councilId, who: ask.who.person, verb, onceId: ask.onceId },
    async (tx) => {
      const before = await seenAction({ ...world, db: tx }, ask.who, id)
      const { after, why = nothingWritten, noted = [], also } = await decide(before, tx)
      const changes = [...changesBetween(before, after, why), ...noted]
      if (changes.length === 0 && !also) return { subjectKind, subjectId: id, changes }
      await updateAction(tx, before, after)
      const saved = { ...after, version: before.version + 1 }
      await tellOfChange(tx, world, ask.who.person, before, saved)
      const others = (await also?.(tx, saved)) ?? []
      return { subjectKind, subjectId: id, changes, also: others }
    },
  )
  return seenAction(world, ask.who, id)
}

/** The action, when this person may see it. Throws Refusal('notFound') otherwise: not seeing and not being are one. */
export async function seenAction(world: World, who: Member, id: ActionId): Promise<Action> {
  const action = await findAction(world.db, who.councilId, { id })
  if (!action || !maySee(who, action)) throw new Refusal('notFound')
  return action
}

/** What the history says of warnings that the writer kept. */
export function keptWarnings(kept: readonly string[] = []): readonly Change[] {
  return kept.length > 0 ? [{ field: 'keptWarning', from: null, to: kept.join(', ') }] : []
}
