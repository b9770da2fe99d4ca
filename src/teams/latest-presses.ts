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

export function createLatestPresses(): LatestPresses {
  const latest = new Map<string, { activity: InboundActivity; making: Promise<Reply> }>()
  return {
    note: (activity, making) => {
      const card = cardOf(activity)
      latest.delete(card)
      const oldest = latest.size >= mostCards ? latest.keys().next().value : undefined
      if (oldest !== undefined) latest.delete(oldest)
      latest.set(card, { activity, making })
    },
    isOvertaken: async (activity) => {
      const press = latest.get(cardOf(activity))
      if (!press || press.activity === activity) return false
      const reply = await press.making.catch(() => undefined)
      return reply?.kind === 'card'
    },
  }
}

function cardOf(activity: InboundActivity): string {
  return `${whereOf(activity).conversationId}/${activity.replyToId ?? ''}`
}
