import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { PromiseId } from '../shared/ids.ts'
import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import { fold } from '../shared/text.ts'
import { changePromise, refuseUnlessCoordinator } from './change-promise.ts'
import { commitmentOf, type NewCommitment } from './make-promise.ts'
import { type CitizenPromise, type Commitment, ownerName } from './promise.ts'

export interface Extension {
  readonly to: LocalDate
  readonly why: Checked
  readonly decidedOn: LocalDate
  /** What is promised besides what was; what says the same of the same owner takes its place, with a new count. */
  readonly commitments: readonly NewCommitment[]
}

/**
 * The first day of the version that an extension makes: the day after the last, or the day it was decided when that is
 * later, as nobody can have kept what nobody had promised.
 */
export function extensionFrom(promise: CitizenPromise, decidedOn: LocalDate): LocalDate {
  const next = plusDays(promise.versions.at(-1)?.to ?? decidedOn, 1)
  return decidedOn > next ? decidedOn : next
}

/**
 * A coordinator extends a promise: a new version, which says why and when it was decided, and the old one is kept.
 * Throws Refusal: notAllowed, notFound, closed (it was ended), tooLate (the new last day is not later than the old),
 * changedMeanwhile.
 */
export async function extendPromise(
  world: World,
  ask: Ask,
  id: PromiseId,
  { to, why, decidedOn, commitments }: Extension,
): Promise<CitizenPromise> {
  refuseUnlessCoordinator(ask)
  return changePromise(world, ask, 'promises.extend', id, (before) => {
    const latest = before.versions.at(-1)
    if (!latest) throw new Refusal('notFound')
    refuseUnlessExtendable(before)
    const from = extensionFrom(before, decidedOn)
    if (to < from) throw new Refusal('tooLate')
    const number = latest.number + 1
    const added = commitments.map((each, at) =>
      commitmentOf(each, before.commitments.length + at + 1, number),
    )
    return {
      after: {
        ...before,
        versions: [...before.versions, { ...latest, number, from, to, why, decidedOn }],
        commitments: [...before.commitments.map((each) => endedBy(added, each, latest.number)), ...added],
      },
      changes: [{ field: 'lastDay', from: latest.to, to, why }],
    }
  })
}

/** Throws Refusal('closed') for a promise that was ended: that is taken back first. */
export function refuseUnlessExtendable({ ended }: CitizenPromise): void {
  if (ended) throw new Refusal('closed')
}

/** A commitment as it goes on; one that is promised anew, with a new count, ends with its version and is judged by it. */
function endedBy(added: readonly Commitment[], commitment: Commitment, untilVersion: number): Commitment {
  const isSame = (other: Commitment) =>
    fold(other.text) === fold(commitment.text) &&
    fold(ownerName(other, 'sv')) === fold(ownerName(commitment, 'sv'))
  const isOpen = commitment.untilVersion === undefined && commitment.reachedOn === undefined
  return isOpen && added.some(isSame) ? { ...commitment, untilVersion } : commitment
}
