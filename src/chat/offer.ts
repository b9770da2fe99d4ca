import type { Locale } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'
import type { Card } from './card.ts'
import type { Where } from './intent.ts'
import type { TextReply } from './reply.ts'

/** Somebody who writes in a chat looks for a thing to put there. */
export interface Looked {
  readonly who: Person
  readonly where: Where
  readonly locale: Locale
  /** What kind of thing: the id of a command of the message extension, in manifest.json. */
  readonly command: string
  /** Empty when nothing was written yet. */
  readonly text: string
}

/** One thing that can be put in the chat. */
export interface Offer {
  /** What it is, in plain text; seen by the one who looks, and nobody else. */
  readonly title: string
  readonly under: string
  /** What is put in the chat, where others read it. */
  readonly card: Card
}

/** What can be put there; or why nothing can, in words. */
export type Offers = { readonly kind: 'offers'; readonly offers: readonly Offer[] } | TextReply

/** Finds what somebody looks for, among what they may see. */
export type Offering = (looked: Looked) => Promise<Offers>
