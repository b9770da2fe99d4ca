import type { Checked } from '../shared/checked.ts'
import { dayMs, type Instant, plusMs } from '../shared/clock.ts'
import type { CouncilId, JoinRequestId } from '../shared/ids.ts'
import type { Person, Role } from '../shared/person.ts'
import type { Organisation } from './council.ts'

/** Somebody asks to be let into a council. One request a person and council is open at a time. */
export interface JoinRequest {
  readonly id: JoinRequestId
  readonly councilId: CouncilId
  readonly person: Person
  /** What the person says they do: a role, never a name. */
  readonly title: Checked
  readonly organisation: Organisation
  readonly askedAt: Instant
  /** Counts what has changed in it: the card of each version takes the place of the one before. */
  readonly version: number
  readonly state: 'asked' | 'approved' | 'declined'
  readonly decidedBy: Person | null
  readonly decidedAt: Instant | null
  /** What the person was let in as; null when nobody chose it here. */
  readonly role: Role | null
  /** What the coordinator wrote to the person who was declined; may be empty. */
  readonly reason: Checked
}

/** What an asker says. */
export interface JoinFacts {
  readonly title: Checked
  readonly organisation: Organisation
}

/** How long the reason for a no may be, in characters. */
export const reasonLength = 300

/** How long after a no the person may ask the same council again. */
const pauseMs = 7 * dayMs

/** From when a person who was declined may ask again; undefined when that is now. */
export function pausedUntil(declined: JoinRequest | undefined, now: Instant): Instant | undefined {
  if (declined?.state !== 'declined' || declined.decidedAt === null) return undefined
  const until = plusMs(declined.decidedAt, pauseMs)
  return now < until ? until : undefined
}
