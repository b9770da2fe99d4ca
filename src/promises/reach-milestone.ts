import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { CommitmentId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { changePromise } from './change-promise.ts'
import { type CitizenPromise, mayDeliver } from './promise.ts'
import { promiseWith } from './store.ts'

/**
 * Says on which day a milestone was reached, or with undefined that it was not after all; `note` is kept in the history.
 * Throws Refusal: notFound (no such milestone), notAllowed (another organisation's), changedMeanwhile.
 */
export async function reachMilestone(
  world: World,
  ask: Ask,
  commitmentId: CommitmentId,
  reachedOn: LocalDate | undefined,
  note?: Checked,
): Promise<CitizenPromise> {
  const promise = await promiseWith(world.db, ask.who.councilId, commitmentId)
  if (!promise) throw new Refusal('notFound')
  const verb = reachedOn === undefined ? 'promises.unreach' : 'promises.reach'
  return changePromise(world, ask, verb, promise.id, (before) => {
    const commitment = before.commitments.find(({ id }) => id === commitmentId)
    if (commitment?.quota.kind !== 'milestone') throw new Refusal('notFound')
    if (!mayDeliver(ask.who, before, commitment)) throw new Refusal('notAllowed')
    const commitments = before.commitments.map((each) =>
      each === commitment ? { ...each, reachedOn } : each,
    )
    const change = { field: 'milestone', from: commitment.reachedOn ?? null, to: reachedOn ?? null }
    const changes = change.from === change.to ? [] : [{ ...change, ...(note ? { why: note } : {}) }]
    return { after: { ...before, commitments }, changes }
  })
}
