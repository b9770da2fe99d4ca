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
  type UnreachableReason,
} from './notice.ts'
export { type Owed, promiseToSend } from './outbox.ts'
