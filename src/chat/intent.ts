import type { Instant } from '../shared/clock.ts'
import type { OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'

/** The conversation something is said in. */
export interface Where {
  readonly conversationId: string
  readonly kind: 'personal' | 'groupChat' | 'channel'
}

/** What somebody wants of us, whatever client it came through. */
export interface Intent {
  readonly who: Person
  readonly where: Where
  readonly locale: Locale
  /** Makes the intent take effect once: the card's own id for a press, the activity's for a line. */
  readonly onceId: OnceId
  readonly said: Words | Press
}

/** A line that was written; mentions of the bot are already taken out. */
export interface Words {
  readonly kind: 'words'
  readonly text: string
  /** Where it is what a message says that stands in a chat, and not what was written to us now. */
  readonly quoted?: Quoted
}

/** A message of a chat that somebody lets speak for them. */
export interface Quoted {
  /** What it says of "yesterday" is seen from there; undefined when it is not known. */
  readonly writtenAt: Instant | undefined
  /** Whether only its beginning was taken. */
  readonly isCut: boolean
}

/** A button that was pressed: its verb, and the card's data together with what was filled in. Nothing of it is trusted. */
export interface Press {
  readonly kind: 'press'
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  /** Nobody has pressed: a client asks for a card anew that is being looked at. */
  readonly isLook?: boolean
}
