import { stemsOf } from '../lookup/index.ts'
import { fold } from '../shared/text.ts'
import { namesOf } from './findable-promise.ts'
import type { Pace, PaceState } from './pace.ts'
import type { CitizenPromise, Commitment } from './promise.ts'
import { type Days, firstDayOf, shared } from './span.ts'

/** How a commitment stands, as people ask for it: what has missed a week is missed before all is over. */
export const askedStates = ['behind', 'missed', 'kept', 'onPace', 'notBegun'] as const
export type AskedState = (typeof askedStates)[number]

/** Which promises are asked for. */
export const whiches = ['open', 'over'] as const
export type Which = (typeof whiches)[number]

/** What the list of promises is narrowed to. */
export interface PromiseFilter {
  readonly which?: Which
  /** The owner of a commitment, by a folded name. */
  readonly owner?: string
  readonly state?: AskedState
  /** The promise holds on some of these days. */
  readonly days?: Days
  /** Words that it says. */
  readonly text?: string
}

/** A commitment with how it stands. */
export interface Standing {
  readonly commitment: Commitment
  readonly pace: Pace
}

/** A promise with those of its commitments that are asked for; undefined when it is not. */
export function narrowed<
  Each extends {
    readonly promise: CitizenPromise
    readonly isUnknown: boolean
    readonly commitments: readonly Standing[]
  },
>(standing: Each, filter: PromiseFilter): Each | undefined {
  const { promise } = standing
  // Of what nothing was logged we do not say how it went.
  if (filter.state && standing.isUnknown) return undefined
  if (filter.days && !holdsIn(promise, filter.days)) return undefined
  const commitments = standing.commitments.filter(
    ({ commitment, pace }) =>
      isOwnedBy(commitment, filter.owner) &&
      isSo(pace, filter.state) &&
      says(promise, commitment, filter.text),
  )
  return commitments.length > 0 ? { ...standing, commitments } : undefined
}

function holdsIn(promise: CitizenPromise, days: Days): boolean {
  const [from, to] = [firstDayOf(promise), promise.ended?.on ?? promise.versions.at(-1)?.to]
  return from !== undefined && to !== undefined && shared({ from, to }, days) !== undefined
}

/** The names of who owns a commitment, folded: "mcdonalds" is McDonald’s. */
export function ownerNames({ owner }: Pick<Commitment, 'owner'>): readonly string[] {
  return namesOf(owner.name).map((name) => fold(name.replaceAll(/['’]/g, '')))
}

function isOwnedBy(commitment: Commitment, owner: string | undefined): boolean {
  return owner === undefined || ownerNames(commitment).includes(owner)
}

function isSo({ state, missed }: Pace, wanted: AskedState | undefined): boolean {
  if (wanted === undefined) return true
  if (wanted === 'missed') return state === 'missed' || missed.length > 0
  const states: Record<Exclude<AskedState, 'missed'>, readonly PaceState[]> = {
    behind: ['behind'],
    kept: ['kept'],
    onPace: ['onPace', 'noNumber'],
    notBegun: ['notBegun'],
  }
  return states[wanted].includes(state)
}

/** Whether every word is said by the promise itself, or by this commitment of it. */
function says(
  { title, versions }: CitizenPromise,
  commitment: Commitment,
  text: string | undefined,
): boolean {
  if (!text) return true
  const latest = versions.at(-1)
  const said = fold(
    [
      title,
      latest?.problem,
      latest?.effect,
      latest?.followUp,
      commitment.text,
      ...namesOf(commitment.owner.name),
    ].join(' '),
  )
  const stems = new Set(stemsOf(said))
  const wanted = stemsOf(text)
  return wanted.every((stem) => stems.has(stem) || said.includes(stem))
}
