import { inSomebodysMessage } from '../chat/index.ts'
import type { InboundActivity } from './activity.ts'
import type { Heard } from './inbound.ts'

/** An id of a message, as Teams writes them; nothing that means something in an address. */
const messageId = /^[A-Za-z0-9][\w:.=-]{0,199}$/

/** What the buttons of an answer bring along, so that what is pressed next is known to stand in the same place. */
export interface Carried {
  /** The message whose card a dialog was opened from: Teams tells it when the dialog is opened, and not when it is sent. */
  readonly openedFrom?: string
  /** The card stands in a message that somebody else wrote, which is not ours to change. */
  readonly shared?: string
}

/** What a press brought along, together with what is known of it now. What comes back in a button's data is not trusted. */
export function carriedOf(
  activity: InboundActivity,
  { said, way }: Extract<Heard, { kind: 'invoke' }>,
): Carried {
  const data = said.kind === 'press' ? said.data : {}
  if (data.shared === inSomebodysMessage.shared) return inSomebodysMessage
  if (way !== 'dialog') return {}
  const told = activity.replyToId ?? data.openedFrom
  return typeof told === 'string' && messageId.test(told) ? { openedFrom: told } : {}
}

/** The activity as if it were told where it was pressed; nowhere, in a message that is not ours. */
export function placedBy(activity: InboundActivity, { openedFrom, shared }: Carried): InboundActivity {
  return { ...activity, replyToId: shared ? undefined : (activity.replyToId ?? openedFrom) }
}
