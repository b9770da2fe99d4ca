export { createDelivery, type Delivery } from './deliver.ts'
export {
  type Message,
  type Notice,
  type Outcome,
  type Promised,
  type Recipient,
  recipientKey,
  recipientOfKey,
  type Sender,
} from './notice.ts'
export { type Owed, promiseToSend } from './outbox.ts'
export {
  type Reachability,
  reachabilityOf,
  type Unreachable,
  type WhyUnreachable,
  whyUnreachable,
} from './reachability.ts'
