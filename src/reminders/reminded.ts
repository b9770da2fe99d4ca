import type { Ask } from '../chat/index.ts'
import type { Database } from '../database/index.ts'
import { type About, type Telling, tellingsAbout } from '../delivery/index.ts'
import type { KindOfReminder, Stopped } from '../schedule/index.ts'
import { Refusal } from '../shared/errors.ts'

/** What a button of a reminder points at. */
export interface Pointed {
  readonly kind: string
  readonly subjectId: string
}

/** One thing that the person who asks is reminded of. */
export interface Reminded {
  readonly kind: KindOfReminder
  /** As choices and the outbox know it. */
  readonly thing: Stopped
  readonly about: About
  readonly tellings: readonly Telling[]
}

/**
 * What a button points at, when it is something that we have reminded, or will remind, this very person of in this
 * council. A card can be forwarded and its data forged: everything else is refused as `notReminded`.
 */
export async function remindedOf(
  db: Database,
  kinds: readonly KindOfReminder[],
  { who }: Pick<Ask, 'who'>,
  { kind: wanted, subjectId }: Pointed,
): Promise<Reminded> {
  const kind = kinds.find(({ reminder }) => reminder.kind === wanted)
  if (!kind) throw new Refusal('notReminded')
  const thing = { councilId: who.councilId, kind: wanted, subjectId }
  const about = { ...thing, recipient: { kind: 'person', person: who.person } } as const
  const tellings = await tellingsAbout(db, about)
  if (tellings.length === 0) throw new Refusal('notReminded')
  return { kind, thing, about, tellings }
}
