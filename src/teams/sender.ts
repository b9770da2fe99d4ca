import type { Activity } from 'botbuilder'
import type { Logger } from 'pino'
import type { Message, Outcome, Sender } from '../delivery/notice.ts'
import type { TeamsAdapter } from './adapter.ts'
import type { AddressBook } from './addresses.ts'
import { cardAttachment } from './attachment.ts'
import type { TeamsMetrics } from './metrics.ts'
import type { Way } from './outcome.ts'

/**
 * A card as an activity: alone, because Teams splits a text beside it into a message of its own. `reader` is the one whose
 * own chat it goes to: Teams asks for it anew when they look at it again, and they are shown what is true then. Where
 * several read, nobody is asked for: it works in no channel, and nothing may rest on it.
 */
export function cardActivity({ card, summary, refresh }: Message, reader?: string): Partial<Activity> {
  const shown = refresh && reader ? { ...card, refresh: { action: refresh, userIds: [reader] } } : card
  return {
    type: 'message',
    summary,
    attachments: [cardAttachment(shown)],
  }
}

/** Writes down what did not arrive; a refusal is our own fault, and loud. */
export function logOutcome(log: Logger, way: string, outcome: Outcome): void {
  if (outcome.kind === 'delivered') return
  const reason = 'reason' in outcome ? outcome.reason : undefined
  if (outcome.kind === 'refused') log.error({ way, reason }, 'Teams refused what we sent')
  else log.warn({ way, outcome: outcome.kind, reason }, 'not delivered')
}

/** The way out for what is said unasked. */
export function createSender(
  adapter: TeamsAdapter,
  addresses: AddressBook,
  metrics: TeamsMetrics,
  log: Logger,
): Sender {
  const counted = (way: Way, outcome: Outcome): Outcome => {
    metrics.sends.inc({ way, outcome: outcome.kind })
    logOutcome(log, way, outcome)
    return outcome
  }
  const nowhere: Outcome = { kind: 'unreachable', reason: 'noAddress' }
  return {
    placeOf: (recipient) => addresses.find(recipient),
    post: async (recipient, message) => {
      const address = await addresses.find(recipient)
      if (!address) return counted('post', nowhere)
      const outcome = await adapter.post(address, cardActivity(message, address.reference.user?.id))
      if (outcome.kind === 'unreachable') await addresses.close(address.conversationId, outcome.reason)
      return counted('post', outcome)
    },
    update: async (posted, message) => {
      const { conversationId } = posted
      const address = await addresses.find({ kind: 'conversation', conversationId })
      if (!address) return counted('update', nowhere)
      const outcome = await adapter.update(
        address,
        posted.activityId,
        cardActivity(message, address.reference.user?.id),
      )
      // What is forbidden may be to change this one message: that says nothing of the next.
      if (outcome.kind === 'unreachable' && outcome.reason !== 'forbidden')
        await addresses.close(address.conversationId, outcome.reason)
      return counted('update', outcome)
    },
  }
}
