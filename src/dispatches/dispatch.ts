import type { Held, Notice, Queue } from '../delivery/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'

/** A kind of message as people know it. app.ts has the list of them; a kind without a name fails a test. */
export interface NamedKind {
  readonly kind: string
  readonly name: (locale: Locale) => string
  /** What a message of the kind is about, like an incident's number; undefined when it is gone. */
  readonly about?: (councilId: CouncilId, subjectId: string) => Promise<string | undefined>
}

/** What can be held: the notices, and how they are called. */
export interface DispatchKinds {
  readonly notices: readonly Notice[]
  readonly named: readonly NamedKind[]
}

/** Who decides: a coordinator on their own council, or an operator on all of them (no `council`). */
export interface Desk {
  readonly person: Person
  readonly onceId: OnceId
  readonly council: { readonly id: CouncilId; readonly name: string } | undefined
}

/** A held message as it is shown: what it is and to whom, without a word of what it says. */
export interface Dispatch extends Held {
  /** What its kind is called; undefined for a kind that there is no longer. */
  readonly name: NamedKind['name'] | undefined
  readonly about: string | undefined
  /** What the person is called in the council, the council's channel, or somebody who has left. */
  readonly to: { readonly title: string } | 'channel' | 'nobody'
  /** The council's name, for who sees several. */
  readonly councilName: string | undefined
}

/** A page of what is held, and how it goes with the rest. */
export interface Dispatches {
  readonly shown: readonly Dispatch[]
  readonly count: number
  readonly page: number
  readonly pages: number
  readonly queue: Queue
  readonly now: Instant
}

/** How many are shown at a time. */
export const pageLength = 5

/** How many "all" decides on at a time: one transaction and one press must be over soon. */
export const mostAtOnce = 200

/** What a decision came to. */
export type Decided =
  | 'sending' // it goes once more, marked
  | 'notNeeded' // it was to be sent again, but is no longer needed
  | 'writtenOff'
  | 'before' // somebody had decided already

/** What a decision on all came to: how many of each. */
export type DecidedOnAll = Readonly<Record<Decided, number>> & {
  /** How many are held still. */
  readonly left: number
}

/** Why nobody knows whether a message arrived, as it is told. */
export const whyHeld = ['late', 'broken', 'error', 'stopped', 'restored', 'fault'] as const
export type WhyHeld = (typeof whyHeld)[number]

/** What the reason means that delivery wrote down. */
export function whyHeldOf(reason: string): WhyHeld {
  if (reason === 'workerDied') return 'stopped'
  if (reason === 'restored') return 'restored'
  if (reason === 'fault') return 'fault'
  if (/^(timeout|ETIMEDOUT|HTTP (408|504)( .*)?)$/.test(reason)) return 'late'
  return /^HTTP/.test(reason) ? 'error' : 'broken'
}

/** Why a message could not be delivered, as it is told. */
export const whyUndelivered = [
  'blocked',
  'removed',
  'disabledByAdmin',
  'forbidden',
  'noAddress',
  'refused',
] as const
export type WhyUndelivered = (typeof whyUndelivered)[number]

/** How many could not be delivered, by what the reasons mean; `refused` is every reason that is no other. */
export function undeliveredBy(queue: Pick<Queue, 'undelivered'>): ReadonlyMap<WhyUndelivered, number> {
  const counts = new Map<WhyUndelivered, number>()
  for (const { reason, count } of queue.undelivered) {
    const why = whyUndelivered.find((one) => one === reason) ?? 'refused'
    counts.set(why, (counts.get(why) ?? 0) + count)
  }
  return counts
}
