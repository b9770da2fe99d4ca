export type { Attempt } from './attempt.ts'
export { createDelivery, type Delivery } from './deliver.ts'
export { doubtUnsent } from './doubt.ts'
export { findHeld, type Held, heldOf, isMessageOf, sendAgain, writeOff } from './held.ts'
export { isPostedTo } from './living-cards.ts'
export { type DeliveryMetrics, deliveryMetrics } from './metrics.ts'
export {
  type Digest,
  type Message,
  messageIfNeeded,
  type Notice,
  type Outcome,
  type Place,
  type Promised,
  type Recipient,
  recipientKey,
  recipientOfKey,
  type Sender,
  type UnreachableReason,
  unreachableReasons,
} from './notice.ts'
export { type Owed, promiseToSend } from './outbox.ts'
export { createPace, type Pace } from './pace.ts'
export { type Queue, queueOf } from './queue.ts'
export {
  type Reachability,
  reachabilityOf,
  type Unreachable,
} from './reachability.ts'
export { type State, states, transitions } from './states.ts'
export { type About, type Telling, tellingsAbout, withdrawPromise } from './withdraw.ts'
