import type { Activity } from 'botbuilder'
import { type Reply, say } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import type { InboundActivity } from './activity.ts'
import { dialogAnswer, openingDialogs } from './dialogs.ts'
import { offersAnswer } from './message-extension.ts'
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

/** A reply as the answer to a press on a card. */
export function invokeAnswer(reply: Reply, dialogs: ReadonlySet<string>): InvokeAnswer {
  return reply.kind === 'card'
    ? {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: openingDialogs(reply.card, dialogs),
      }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text }
}

/** A text as the answer to an invoke of any kind, in the shape that Teams shows there. */
export function textAnswer({ name, value }: InboundActivity, text: string, locale: Locale): object {
  if (name === 'composeExtension/query') return offersAnswer(say(text))
  if (name === 'adaptiveCard/action') return invokeAnswer(say(text), new Set())
  return dialogAnswer(say(text), locale, sentIn(name, value))
}

/** What a dialog sent, so that it can be sent once more. */
export function sentIn(
  name: string | undefined,
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  if (name !== 'task/submit' && name !== 'composeExtension/submitAction') return undefined
  const data = typeof value === 'object' && value !== null ? (value as { data?: unknown }).data : undefined
  return typeof data === 'object' && data !== null ? { ...data } : undefined
}

/** The answer to an invoke that we do not know. */
export function unknownInvokeAnswer(locale: Locale): InvokeAnswer {
  const value = { code: 'NotSupported', message: teamsWords(locale).unknownInvoke }
  return { statusCode: 400, type: 'application/vnd.microsoft.error', value }
}

/** A reply as a message of its own. */
export function replyActivity(reply: Reply): Partial<Activity> {
  if (reply.kind === 'card') return cardActivity(reply)
  return { type: 'message', text: reply.text, textFormat: 'markdown' }
}
