import type { Tables } from '../database/index.ts'
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
}

/** A written promise to send, as a notice needs to know it. */
export interface Promised {
  readonly councilId: CouncilId
  readonly subjectId: string
  readonly recipient: Recipient
}

/** One kind of message that we send unasked. */
export interface Notice {
  /** `<feature>.<noun>`, unique. */
  readonly kind: string
  /** Whether there is one card per subject and recipient, updated in place, or a new message each time. */
  readonly living: boolean
  /** The card from today's truth, at the moment of sending; undefined when it is no longer needed. */
  readonly render: (promised: Promised, locale: Locale) => Promise<Message | undefined>
}

/**
 * Why a recipient cannot be reached, as people can be told: they blocked us, we were removed or the conversation is gone,
 * an administrator of their organisation disabled us, Teams forbids it for a reason of its own, or we know of no way.
 */
export type UnreachableReason = 'blocked' | 'removed' | 'disabledByAdmin' | 'forbidden' | 'noAddress'

/** What came of one attempt to send. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly conversationId: string; readonly activityId: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'retry'; readonly reason: string } // safe to repeat: nothing was written, or 412
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason }
  | { readonly kind: 'refused'; readonly reason: string } // our fault: logged loudly
  | { readonly kind: 'gone' } // the card to update is no longer there

/** The way out, as the client we speak through provides it. */
export interface Sender {
  /** In which language to write to a recipient. */
  readonly localeOf: (recipient: Recipient) => Promise<Locale>
  /** Makes ONE attempt to post a message. */
  readonly post: (recipient: Recipient, message: Message) => Promise<Outcome>
  /** Makes ONE attempt to change a message that was posted before. */
  readonly update: (
    posted: { readonly conversationId: string; readonly activityId: string },
    message: Message,
  ) => Promise<Outcome>
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

export type OutboxRow = Tables['outbox']
