import type { Activity } from 'botbuilder'
import type { Reply } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import { cardActivity } from './sender.ts'
import { teamsWords } from './words.ts'

/**
 * The body that answers an invoke; the HTTP status is 200 whatever it says, because Teams shows anything else as a
 * fault of the app (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format).
 */
export interface InvokeAnswer {
  readonly statusCode: number
  readonly type: string
  readonly value: unknown
}

/** A reply as the answer to a press. */
export function invokeAnswer(reply: Reply): InvokeAnswer {
  return reply.kind === 'card'
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: reply.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text }
}

/** The answer to an invoke that we do not know. */
export function unknownInvokeAnswer(locale: Locale): InvokeAnswer {
  const value = { code: 'NotSupported', message: teamsWords(locale).unknownInvoke }
  return { statusCode: 400, type: 'application/vnd.microsoft.error', value }
}

/** The answer to a press whose reply is still being made. */
export function tooSlowAnswer(locale: Locale): InvokeAnswer {
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: teamsWords(locale).tooSlow,
  }
}

/** A reply as a message of its own. */
export function replyActivity(reply: Reply): Partial<Activity> {
  if (reply.kind === 'card') return cardActivity(reply)
  return { type: 'message', text: reply.text, textFormat: 'markdown' }
}
