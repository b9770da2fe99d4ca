import type { Card } from './card.ts'

/**
 * What we answer. A card answers a line by a new message and a press in the place of the pressed card; `stays` says
 * that the pressed card itself is to be replaced for good (a form that has been sent must not come back when the chat
 * is opened again). A text answers a line by a message and a press by a passing note that leaves the card alone.
 */
export type Reply = CardReply | TextReply

export interface CardReply {
  readonly kind: 'card'
  readonly card: Card
  /** One line for the activity feed, plain text. */
  readonly summary: string
  readonly stays: boolean
}

export interface TextReply {
  readonly kind: 'text'
  readonly text: string
  /** The same press may go through in a while: where it takes the place of a form, it is offered. */
  readonly mayHelpAgain?: true
}

export function answerWith(card: Card, summary: string, stays = false): CardReply {
  return { kind: 'card', card, summary, stays }
}

export function say(text: string): TextReply {
  return { kind: 'text', text }
}

/** A no that is only for now. */
export function sayLater(text: string): TextReply {
  return { kind: 'text', text, mayHelpAgain: true }
}

/** The pointer of a button on a card that stands in somebody else's message, where they have put it: it is not ours to change. */
export const inSomebodysMessage = { shared: 'card' } as const

/** The pointer of a button that stands on a card among other things, which are none of its business. */
export const amongOthers = { among: 'others' } as const

/**
 * Lets a card that holds other things too stand as it is: what would have taken its place for good is said in a passing
 * note beside it.
 */
export function besideOthers(data: Readonly<Record<string, unknown>>, reply: Reply): Reply {
  const replaces = reply.kind === 'card' && reply.stays && data.among === amongOthers.among
  return replaces ? say(reply.summary) : reply
}
