import { createHash } from 'node:crypto'
import type { Reply } from '../chat/index.ts'
import type { InboundActivity } from './activity.ts'
import { whereOf } from './inbound.ts'

/** How many cards are remembered. */
const mostCards = 1_000

/** Which press on a card was the latest: what answers an earlier one must not come over what is being filled in. */
export interface LatestPresses {
  readonly note: (activity: InboundActivity, making: Promise<Reply>) => void
  /** Whether a later press has put something else in the place of the card, such as a form. */
  readonly isOvertaken: (activity: InboundActivity) => Promise<boolean>
}

interface Latest {
  /** Held weakly: what somebody typed is forgotten with the turn, also when no other press comes. */
  readonly press: WeakRef<InboundActivity>
  readonly showsCard: Promise<boolean>
}

export function createLatestPresses(): LatestPresses {
  const latest = new Map<string, Latest>()
  return {
    note: (activity, making) => {
      const card = cardOf(activity)
      latest.delete(card)
      const oldest = latest.size >= mostCards ? latest.keys().next().value : undefined
      if (oldest !== undefined) latest.delete(oldest)
      const showsCard = making.then(
        (reply) => reply.kind === 'card',
        () => false,
      )
      latest.set(card, { press: new WeakRef(activity), showsCard })
    },
    isOvertaken: async (activity) => {
      const noted = latest.get(cardOf(activity))
      if (!noted || noted.press.deref() === activity) return false
      return noted.showsCard
    },
  }
}

/** Which card, in as many signs whatever a client says that its id is. */
function cardOf(activity: InboundActivity): string {
  const card = `${whereOf(activity).conversationId}/${activity.replyToId ?? ''}`
  return createHash('sha256').update(card).digest('base64')
}
