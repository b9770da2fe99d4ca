import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * What a request meets in the place of an answer. Plain data, so that another process can be told of it. `posted` says
 * that the message stands in the chat all the same, which nobody but the fake can know.
 */
export type Failure =
  | {
      readonly status: number
      /** The error code of the body; without it what Microsoft's table gives for the status, null for no code. */
      readonly code?: string | null
      readonly message?: string
      /** The whole body, in the place of a code and a message. */
      readonly body?: string
      readonly retryAfter?: string
      /** Retry-After as a date, so many seconds after the answer's own. */
      readonly retryAfterDate?: number
      readonly location?: string
      readonly posted?: boolean
      /** Answers so many milliseconds late. */
      readonly afterMs?: number
      /** The error body breaks off, in the middle of the answer. */
      readonly cutOff?: boolean
    }
  | { readonly slowMs: number } // answers well, so many milliseconds late: posted
  | 'reset before the body' // not posted
  | 'reset after the body' // not posted
  | 'posted, then reset'
  | 'posted, then silence' // never answered
  | 'silence' // not posted, never answered
  | 'broken answer' // posted; a 201 that is cut off

/** A failure for the requests that it fits: all that is given must be so. */
export interface FailureRule {
  readonly failure: Failure
  readonly mark?: string
  readonly conversationId?: string
  readonly method?: 'POST' | 'PUT'
  /** How many requests meet it; one, unless given. */
  readonly times?: number
}

/** A 504 of a gateway behind which the message was posted. */
export const acceptedThen504: Failure = { status: 504, posted: true }

/**
 * The codes and messages of Microsoft's table of status codes
 * (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis).
 */
const messages: Readonly<Record<string, string>> = {
  BadSyntax: 'Activity resulted into multiple skype activities',
  BotNotRegistered: 'No registration found for this bot.',
  BotDisabledByAdmin: 'The tenant admin disabled this bot',
  BotNotInConversationRoster: 'The bot is not part of the conversation roster.',
  ConversationBlockedByUser: 'User blocked the conversation with the bot.',
  ForbiddenOperationException: "Bot is not installed in user's personal scope",
  InvalidBotApiHost: 'Invalid bot api host.',
  NotEnoughPermissions: 'The bot may not do this.',
  ActivityNotFoundInConversation: 'Conversation not found.',
  ConversationNotFound: 'Conversation not found.',
  PreconditionFailed: 'Precondition failed, please try again.',
  MessageSizeTooBig: 'Message size too large.',
  Throttled: 'Too many requests.',
  ServiceError: 'Unknown.',
}

const usualCode: Readonly<Record<number, string>> = {
  400: 'BadSyntax',
  401: 'BotNotRegistered',
  403: 'NotEnoughPermissions',
  404: 'ConversationNotFound',
  412: 'PreconditionFailed',
  413: 'MessageSizeTooBig',
  429: 'Throttled',
  500: 'ServiceError',
  502: 'ServiceError',
}

/** Whether the message stands in the chat although its sender was not told so. */
export function isPosted(failure: Failure): boolean {
  if (typeof failure === 'string') return failure.startsWith('posted') || failure === 'broken answer'
  return 'slowMs' in failure || failure.posted === true
}

/** The status that its sender is told; 0 for none. */
export function statusOf(failure: Failure, good: number): number {
  if (typeof failure === 'string') return failure === 'broken answer' ? good : 0
  return 'slowMs' in failure ? good : failure.status
}

/** What is to fail: by rule first, and then whatever comes next. */
export function failurePlan() {
  const next: Failure[] = []
  let rules: { rule: FailureRule; left: number }[] = []
  return {
    failNext: (...failures: readonly Failure[]): void => {
      next.push(...failures)
    },
    failWhen: (rule: FailureRule): void => {
      rules.push({ rule, left: rule.times ?? 1 })
    },
    /** The failure that a request is to meet, which is thereby used up; undefined for none. */
    failureFor: (
      { method, conversationId }: { method: string; conversationId: string },
      mark: string,
    ): Failure | undefined => {
      const found = rules.find(
        ({ rule }) =>
          (rule.mark ?? mark) === mark &&
          (rule.conversationId ?? conversationId) === conversationId &&
          (rule.method ?? method) === method,
      )
      if (!found) return next.shift()
      found.left -= 1
      rules = rules.filter(({ left }) => left > 0)
      return found.rule.failure
    },
    forget: (): void => {
      next.length = 0
      rules = []
    },
  }
}

/** Lets a request meet a failure, or a good answer where none was planned. */
export async function meet(
  failure: Failure | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  answerWell: () => void,
): Promise<void> {
  if (!failure) return answerWell()
  if (typeof failure === 'object') {
    if (!('slowMs' in failure)) return answerNo(failure, response)
    await pause(failure.slowMs)
    return answerWell()
  }
  if (failure === 'silence' || failure === 'posted, then silence') return
  if (failure === 'broken answer') {
    response.writeHead(201, { 'Content-Type': 'application/json' })
    response.end('{"id": ')
    return
  }
  request.socket.resetAndDestroy()
}

async function answerNo(
  failure: Extract<Failure, { status: number }>,
  response: ServerResponse,
): Promise<void> {
  const { status, retryAfter, retryAfterDate, location, afterMs } = failure
  if (afterMs) await pause(afterMs)
  const code = failure.code === undefined ? usualCode[status] : failure.code
  const message = failure.message ?? messages[code ?? ''] ?? 'told to fail'
  const body = failure.body ?? (code ? JSON.stringify({ error: { code, message } }) : '')
  const now = Math.floor(Date.now() / 1000) * 1000
  response.writeHead(status, {
    ...(body ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
    ...(failure.cutOff ? { 'Content-Length': Buffer.byteLength(body) + 100 } : {}),
    ...(retryAfter ? { 'Retry-After': retryAfter } : {}),
    ...(retryAfterDate === undefined
      ? {}
      : { Date: utc(now), 'Retry-After': utc(now + retryAfterDate * 1000) }),
    ...(location ? { Location: location } : {}),
  })
  if (!failure.cutOff) {
    response.end(body)
    return
  }
  response.write(body)
  await pause(20)
  response.destroy()
}

function utc(ms: number): string {
  return new Date(ms).toUTCString()
}

/** Resolves after so many milliseconds; keeps no process alive. */
export async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms).unref())
}
