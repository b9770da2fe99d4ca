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
}

export function answerWith(card: Card, summary: string, stays = false): CardReply {
  return { kind: 'card', card, summary, stays }
}

export function say(text: string): TextReply {
  return { kind: 'text', text }
}
