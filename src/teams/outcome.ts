import type { Outcome, UnreachableReason } from '../delivery/notice.ts'
import { AnsweredNo, NeverAnswered, NeverWritten } from './http-client.ts'

/** A new message, or a change of one that is there. */
export type Way = 'post' | 'update'

/**
 * What a fault in sending means for what was promised. The table is Microsoft's list of status codes of the connector
 * (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis),
 * read with care: a POST is not idempotent, so a 5xx does not say that nothing happened.
 */
export function outcomeOf(problem: unknown, way: Way): Outcome {
  if (problem instanceof AnsweredNo) return outcomeOfAnswer(problem, way)
  if (problem instanceof NeverAnswered) return { kind: 'uncertain', reason: problem.message }
  if (problem instanceof NeverWritten) return { kind: 'retry', reason: problem.message }
  // Whatever else happens, happens before the request: above all that our own token could not be had.
  const { name, code, errorCode } = problem as { name?: string; code?: string; errorCode?: string }
  return { kind: 'retry', reason: [name, code ?? errorCode].filter(Boolean).join(' ') }
}

function outcomeOfAnswer({ status, code, retryAfterMs }: AnsweredNo, way: Way): Outcome {
  const reason = code ? `HTTP ${status} ${code}` : `HTTP ${status}`
  if (status === 429) return { kind: 'throttled', retryAfterMs }
  if (status === 412) return { kind: 'retry', reason }
  // Without the conversation there is nowhere to post the card anew; without the message, there is.
  if (status === 404 && way === 'update' && code !== 'ConversationNotFound') return { kind: 'gone' }
  if (status === 403) return { kind: 'unreachable', reason: whyForbidden(code) }
  if (status === 404) return { kind: 'unreachable', reason: 'removed' }
  if (status === 408 || status >= 500) return { kind: 'uncertain', reason }
  return { kind: 'refused', reason }
}

function whyForbidden(code: string | undefined): UnreachableReason {
  if (code === 'ConversationBlockedByUser' || code === 'MessageWritesBlocked') return 'blocked'
  if (code === 'BotNotInConversationRoster') return 'removed'
  if (code === 'BotDisabledByAdmin') return 'disabledByAdmin'
  return 'forbidden'
}
