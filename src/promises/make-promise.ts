import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { type CommitmentId, newId, type PromiseId } from '../shared/ids.ts'
import { promiseFor, refuseUnlessCoordinator } from './change-promise.ts'
import { promiseKind } from './findable-promise.ts'
import type { CitizenPromise, Commitment, PromiseVersion } from './promise.ts'
import { insertPromise } from './store.ts'

/** A commitment as it is first said. */
export type NewCommitment = Pick<Commitment, 'owner' | 'text' | 'quota'>

/** A promise as a coordinator first writes it. */
export interface NewPromise extends Omit<PromiseVersion, 'number'> {
  readonly title: Checked
  readonly commitments: readonly NewCommitment[]
}

/**
 * A coordinator makes a promise, once per onceId, with its history and audit line. Gives it as it stands.
 * Throws Refusal('notAllowed').
 */
export async function makePromise(world: World, ask: Ask, said: NewPromise): Promise<CitizenPromise> {
  refuseUnlessCoordinator(ask)
  const { councilId } = ask.who
  const act = { councilId, who: ask.who.person, verb: 'promises.make', onceId: ask.onceId }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    const { title, commitments, ...version } = said
    const id = newId<PromiseId>()
    const promise: CitizenPromise = {
      id,
      councilId,
      key: id,
      title,
      versions: [{ ...version, number: 1 }],
      commitments: commitments.map((each, at) => commitmentOf(each, at + 1, 1)),
      ended: undefined,
      version: 1,
    }
    await insertPromise(tx, promise, world.clock.now())
    const made = { field: 'period', from: null, to: `${version.from} – ${version.to}` }
    return { subjectKind: promiseKind, subjectId: id, changes: [made] }
  })
  return promiseFor(world, ask, subjectId as PromiseId)
}

/** A commitment that comes with a version. */
export function commitmentOf(said: NewCommitment, position: number, sinceVersion: number): Commitment {
  return {
    ...said,
    id: newId<CommitmentId>(),
    position,
    sinceVersion,
    untilVersion: undefined,
    reachedOn: undefined,
  }
}
