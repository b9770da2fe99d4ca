import type { Activity } from 'botbuilder'
import { type Reply, say } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import type { InboundActivity } from './activity.ts'
import type { Carried } from './carried.ts'
import { carrying, dialogAnswer, openingDialogs, type Sent } from './dialogs.ts'
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
export function invokeAnswer(
  reply: Reply,
  dialogs: ReadonlySet<string>,
  carried: Carried = {},
): InvokeAnswer {
  return reply.kind === 'card'
    ? {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: openingDialogs(carrying(reply.card, carried), dialogs),
      }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text }
}

/**
 * A text as the answer to an invoke of any kind, in the shape that Teams shows there. Nothing of what was sent is in it: it
 * is for when nothing else may go wrong.
 */
export function textAnswer({ name }: InboundActivity, text: string, locale: Locale): object {
  if (name === 'adaptiveCard/action') return invokeAnswer(say(text), new Set())
  const opensDialog =
    name?.startsWith('task/') || name?.endsWith('/fetchTask') || name?.endsWith('/submitAction')
  if (name?.startsWith('composeExtension/') && !opensDialog) return offersAnswer(say(text))
  return dialogAnswer(say(text), { locale, carried: {}, sent: undefined })
}

/** What a dialog sent, so that it can be sent once more: the texts of it, which is all that our forms send. */
export function sentIn({ name, value }: InboundActivity): Sent | undefined {
  if (name !== 'task/submit' && name !== 'composeExtension/submitAction') return undefined
  const data = typeof value === 'object' && value !== null ? (value as { data?: unknown }).data : undefined
  if (typeof data !== 'object' || data === null) return undefined
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts)
}

/** The answer to an invoke that we do not know, in the shape that Teams shows for one of its kind. */
export function unknownInvokeAnswer(activity: InboundActivity, locale: Locale): object {
  const message = teamsWords(locale).unknownInvoke
  if (/^(task|composeExtension)\//.test(activity.name ?? '')) return textAnswer(activity, message, locale)
  return errorAnswer('NotSupported', message)
}

/** The answer to a card that is looked at again when there is nothing to show: it stays as it stands. */
export function nothingNewAnswer(locale: Locale): InvokeAnswer {
  return errorAnswer('NotSupported', teamsWords(locale).unknownInvoke)
}

function errorAnswer(code: string, message: string): InvokeAnswer {
  return { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code, message } }
}

/** A reply as a message of its own. */
export function replyActivity(reply: Reply): Partial<Activity> {
  if (reply.kind === 'card') return cardActivity(reply)
  return { type: 'message', text: reply.text, textFormat: 'markdown' }
}
