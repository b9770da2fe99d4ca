import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type Person, personKey, personOfKey } from '../shared/person.ts'

/** Who a message is for: a person, wherever we can reach them, or a conversation. */
export type Recipient =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'conversation'; readonly conversationId: string }

/** A card ready to be sent. `summary` is its line in the activity feed, plain text. */
export interface Message {
  readonly card: object
  readonly summary: string
  /** The button that gives the card anew, for clients that do so by themselves when it is looked at again. */
  readonly refresh?: object
}

/** A written promise to send, as a notice needs to know it. */
export interface Promised {
  readonly councilId: CouncilId
  readonly subjectId: string
  /** What happened to the subject that made the message due, as the promise was written. */
  readonly occasion: string
  readonly recipient: Recipient
  /** Whether it is sent once more because nobody knows if it arrived: the message must say so. */
  readonly repeated: boolean
}

/** One kind of message that we send unasked. */
export interface Notice {
  /** `<feature>.<noun>`, unique. */
  readonly kind: string
  /** Whether there is one card per subject and recipient, updated in place, or a new message each time. */
  readonly living: boolean
  /**
   * What to do when nobody knows whether it arrived: a reminder is repeated once and says so; everything else is held
   * until a coordinator or an operator decides.
   */
  readonly whenUncertain: 'repeat' | 'hold'
  /** How long after it was due it is still of use, in milliseconds; without it, as long as it takes. */
  readonly usefulForMs?: number
  /** The first moment at or after another at which it may be sent; without it, any is as good. */
  readonly calm?: (at: Instant) => Instant
  /** Whether it may come as one part of a card with other things that are due for the same person in the same hour. */
  readonly digestible?: boolean
  /** The card from today's truth, at the moment of sending; undefined when it is no longer needed. */
  readonly render: (promised: Promised, locale: Locale) => Promise<Message | undefined>
}

/** Puts several messages for one person into one; what does not fit is left out and comes in the next one. */
export type Digest = (
  parts: readonly Message[],
  locale: Locale,
) => { readonly message: Message; readonly taken: number }

/**
 * Why a recipient cannot be reached, as people can be told: they blocked us, we were removed or the conversation is gone,
 * an administrator of their organisation disabled us, Teams forbids it for a reason of its own, or we know of no way.
 */
export const unreachableReasons = ['blocked', 'removed', 'disabledByAdmin', 'forbidden', 'noAddress'] as const
export type UnreachableReason = (typeof unreachableReasons)[number]

/** What came of one attempt to send. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly conversationId: string; readonly activityId: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'retry'; readonly reason: string } // safe to repeat: nothing was written, or 412
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason }
  | { readonly kind: 'refused'; readonly reason: string } // our fault: logged loudly
  | { readonly kind: 'gone' } // the card to update is no longer there

/** Where a recipient is reached now. */
export interface Place {
  readonly conversationId: string
  readonly tenantId: string
  readonly locale: Locale
}

/** The way out, as the client we speak through provides it. */
export interface Sender {
  /** Where a recipient is reached now, and in which language to write there; undefined when nowhere. */
  readonly placeOf: (recipient: Recipient) => Promise<Place | undefined>
  /** Makes ONE attempt to post a message. */
  readonly post: (recipient: Recipient, message: Message) => Promise<Outcome>
  /** Makes ONE attempt to change a message that was posted before. */
  readonly update: (
    posted: { readonly conversationId: string; readonly activityId: string },
    message: Message,
  ) => Promise<Outcome>
}

/**
 * Today's truth of a promise that was due at a moment; undefined when it is no longer needed, or no longer of use. Throws
 * what the notice throws.
 */
export async function messageIfNeeded(
  notice: Notice,
  promised: Promised,
  { dueAt, now, locale }: { readonly dueAt: Instant; readonly now: Instant; readonly locale: Locale },
): Promise<Message | undefined> {
  const lateMs = Date.parse(now) - Date.parse(dueAt)
  if (notice.usefulForMs !== undefined && lateMs > notice.usefulForMs) return undefined
  return notice.render(promised, locale)
}

/** The kinds that are sent once more, marked, when nobody knows whether they arrived; the others are held. */
export function kindsRepeated(notices: readonly Notice[]): readonly string[] {
  return notices.filter(({ whenUncertain }) => whenUncertain === 'repeat').map(({ kind }) => kind)
}

/** The kinds that may come as one part of a card with others. */
export function kindsDigested(notices: readonly Notice[]): readonly string[] {
  return notices.filter(({ digestible }) => digestible).map(({ kind }) => kind)
}

/** The text form of a recipient, as rows and keys hold it. */
export function recipientKey(recipient: Recipient): string {
  return recipient.kind === 'person'
    ? `person:${personKey(recipient.person)}`
    : `conversation:${recipient.conversationId}`
}

/** The recipient a text form stands for. Throws when it is none. */
export function recipientOfKey(key: string): Recipient {
  const [kind, rest] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind === 'person') return { kind, person: personOfKey(rest) }
  if (kind === 'conversation') return { kind, conversationId: rest }
  throw new Error('not a recipient key')
}
