import type { Outcome } from './notice.ts'

/** Where a promise to send is on its way. What each means: docs/decisions/0019, and the README. */
export const states = [
  'waiting', // to be sent when it is due
  'sending', // an attempt is under way, or a worker died during one
  'delivered', // Teams confirmed, and gave an id
  'uncertain', // nobody knows whether it arrived
  'undeliverable', // known not to arrive: blocked, removed, no address, refused
  'noLongerNeeded', // done, cancelled, written off, or too late to be of use
] as const
export type State = (typeof states)[number]

/** What may become of a promise. Every change of state goes by this table, with the state it comes from in the WHERE. */
export const transitions: Readonly<Record<State, readonly State[]>> = {
  // Uncertain without an attempt: in a database that was brought back, the attempt is not remembered.
  waiting: ['sending', 'uncertain', 'undeliverable', 'noLongerNeeded'],
  sending: ['delivered', 'waiting', 'uncertain', 'undeliverable'],
  uncertain: ['waiting', 'noLongerNeeded'],
  delivered: [],
  undeliverable: [],
  noLongerNeeded: [],
}

/** What an outcome makes of a promise that is being sent; `waiting` is to be tried again. */
export function stateAfter(outcome: Outcome): State {
  switch (outcome.kind) {
    case 'delivered':
      return 'delivered'
    case 'throttled':
    case 'retry':
      return 'waiting'
    case 'uncertain':
      return 'uncertain'
    case 'unreachable':
    case 'refused':
    case 'gone':
      return 'undeliverable'
  }
}
