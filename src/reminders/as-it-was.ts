import type { Ask, Card } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder } from '../schedule/index.ts'
import { type Pointed, remindedOf } from './reminded.ts'
import { isSnooze, originalOccasion } from './snooze.ts'

/**
 * The reminder that "remind me tomorrow" took the place of, with everything that could be done about it: who takes that
 * back wants to be where they were. Undefined when it is no longer needed.
 */
export async function asItWas(
  { db }: World,
  kinds: readonly KindOfReminder[],
  notices: readonly Notice[],
  ask: Pick<Ask, 'who' | 'locale'>,
  pointed: Pointed,
): Promise<Card | undefined> {
  const { about, tellings } = await remindedOf(db, kinds, ask, pointed)
  const told = tellings.findLast(({ occasion }) => !isSnooze(occasion)) ?? tellings.at(-1)
  const notice = notices.find(({ kind }) => kind === about.kind)
  if (!told || !notice) return undefined
  const promised = { ...about, occasion: originalOccasion(told.occasion), repeated: false }
  const message = await notice.render(promised, ask.locale)
  return message?.card as Card | undefined
}
