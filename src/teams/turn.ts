import type { Logger } from 'pino'
import { type Intent, type Reply, type Route, say } from '../chat/index.ts'
import type { Outcome, Sender } from '../delivery/notice.ts'
import type { Locale } from '../shared/locale.ts'
import { type InboundActivity, tenantsOf } from './activity.ts'
import type { TeamsAdapter } from './adapter.ts'
import type { AddressBook } from './addresses.ts'
import { invokeAnswer, replyActivity, tooSlowAnswer, unknownInvokeAnswer } from './answer.ts'
import { faultOf } from './fault.ts'
import { addressOf, type Heard, hear, languageOf, personOf, whereOf } from './inbound.ts'
import type { LatestPresses } from './latest-presses.ts'
import type { Limits } from './limits.ts'
import type { TeamsMetrics } from './metrics.ts'
import type { TeamsOptions } from './options.ts'
import type { Repeats } from './repeats.ts'
import { logOutcome } from './sender.ts'
import { teamsWords } from './words.ts'

/** What goes back on the request, and what is done once it has gone. */
export interface Answer {
  readonly status: number
  /** Why it is a no, for the log. */
  readonly why?: string
  readonly body?: unknown
  readonly after?: () => Promise<void>
}

export interface TurnParts {
  readonly route: Route
  readonly welcome: TeamsOptions['welcome']
  readonly removed: NonNullable<TeamsOptions['removed']>
  readonly meeting: NonNullable<TeamsOptions['meeting']>
  readonly afterTurn: () => void
  readonly pace: NonNullable<TeamsOptions['pace']>
  readonly adapter: TeamsAdapter
  readonly addresses: AddressBook
  readonly repeats: Repeats
  readonly latest: LatestPresses
  readonly limits: Limits
  readonly sender: Sender
  readonly metrics: TeamsMetrics
  readonly log: Logger
  /** After how long a press is told to wait, in milliseconds. Teams gives up after 10 to 15 s. */
  readonly slowAfterMs: number
  /** The language to speak whatever the client says. */
  readonly language: Locale | undefined
}

/** Takes an activity that is vouched for and whose tenant is accepted. Rejects only on faults of ours. */
export type TakeTurn = (activity: InboundActivity) => Promise<Answer>

type Line = Extract<Heard, { kind: 'line' }>
type Invoke = Extract<Heard, { kind: 'invoke' }>

const done: Answer = { status: 200 }
const malformed: Answer = { status: 400, why: 'malformed', body: { error: 'malformed' } }
/** How many presses are remembered with their replies, for when Teams sends one again. */
const mostReplies = 1_000

export function createTurns(parts: TurnParts): TakeTurn {
  const lines = new Map<string, Promise<Answer>>()
  const replies = new Map<string, Promise<Reply>>()

  const take = async (activity: InboundActivity, heard: Heard): Promise<Answer> => {
    switch (heard.kind) {
      case 'malformed':
        return malformed
      case 'nothing':
        return done
      case 'installed':
        return greet(parts, activity)
      case 'removed':
        await parts.addresses.close(whereOf(activity).conversationId, heard.why)
        await parts.removed(whereOf(activity))
        return done
      case 'meeting': {
        const { change, joinUrl } = heard
        const { conversationId } = whereOf(activity)
        await parts.meeting({ change, conversationId, who: personOf(activity), joinUrl })
        parts.afterTurn()
        return done
      }
      case 'unknownInvoke':
        return { status: 200, body: unknownInvokeAnswer(languageOf(activity)) }
      case 'invoke':
        return takeInvoke(parts, activity, heard, replies)
      case 'line':
        return takeLine(parts, activity, heard, lines)
    }
  }

  return async (told) => {
    const activity = parts.language ? { ...told, locale: parts.language } : told
    const heard = hear(activity)
    const time = parts.metrics.turnSeconds.startTimer({ kind: heard.kind })
    const answer = await take(activity, heard)
    time()
    parts.metrics.turns.inc({ kind: heard.kind })
    return answer
  }
}

/** The first time, and after having been away, we say hello: where we were installed. */
async function greet(parts: TurnParts, activity: InboundActivity): Promise<Answer> {
  if (!(await parts.addresses.open(activity))) return done
  const where = whereOf(activity)
  const after = async () => {
    const message = await parts.welcome(where, personOf(activity), languageOf(activity))
    if (!message) return
    await turnOf(parts, activity)
    await parts.sender.post({ kind: 'conversation', conversationId: where.conversationId }, message)
  }
  return { status: 200, after }
}

/** A line: answered by a message. The same line twice is answered once, also when the process died in between. */
async function takeLine(
  parts: TurnParts,
  activity: InboundActivity,
  line: Line,
  inFlight: Map<string, Promise<Answer>>,
): Promise<Answer> {
  const intent = intentOf(activity, line)
  if (!intent) return malformed
  const same = inFlight.get(line.key)
  if (same) {
    parts.metrics.repeats.inc()
    return same
  }
  const tooMany = await parts.limits.turn(intent.who)
  if (tooMany) return tooManyLines(parts, activity, tooMany.first)
  const answering = answerLine(parts, activity, line, intent)
  inFlight.set(line.key, answering)
  try {
    return await answering
  } finally {
    inFlight.delete(line.key)
  }
}

/** Said once a minute: to answer each line would be to help who floods a chat. */
async function tooManyLines(parts: TurnParts, activity: InboundActivity, first: boolean): Promise<Answer> {
  parts.metrics.refused.inc({ why: 'tooMany' })
  if (!first) return { status: 200, why: 'too many' }
  const said = say(teamsWords(languageOf(activity)).tooManyLines)
  await turnOf(parts, activity)
  count(parts, 'answer', await parts.adapter.post(addressOf(activity), replyActivity(said), activity.id))
  return { status: 200, why: 'too many' }
}

async function answerLine(
  parts: TurnParts,
  activity: InboundActivity,
  line: Line,
  intent: Intent,
): Promise<Answer> {
  await orElse(parts, parts.addresses.remember(activity), undefined)
  if (!(await orElse(parts, parts.repeats.begin(line.key), true))) {
    parts.metrics.repeats.inc()
    return done
  }
  const reply = await parts.route(intent)
  const outcome = await answerWithMessage(parts, activity, line, reply)
  count(parts, 'answer', outcome)
  parts.afterTurn()
  // Known not to have arrived: the line stays unanswered, so that it is answered if Teams sends it again.
  if (outcome.kind === 'throttled' || outcome.kind === 'retry') return { status: 502, why: outcome.kind }
  await orElse(parts, parts.repeats.answered(line.key), undefined)
  return done
}

/** A press that came as a message (Action.Submit) gets its card in the place of the pressed one, where that is there. */
async function answerWithMessage(
  parts: TurnParts,
  activity: InboundActivity,
  line: Line,
  reply: Reply,
): Promise<Outcome> {
  const address = addressOf(activity)
  const pressed = line.said.kind === 'press' ? activity.replyToId : undefined
  await turnOf(parts, activity)
  if (pressed && reply.kind === 'card') {
    const outcome = await parts.adapter.update(address, pressed, replyActivity(reply))
    if (outcome.kind === 'delivered') return outcome
    await turnOf(parts, activity)
  }
  return parts.adapter.post(address, replyActivity(reply), activity.id)
}

/** A press: answered on the request itself, within the time Teams gives. */
async function takeInvoke(
  parts: TurnParts,
  activity: InboundActivity,
  invoke: Invoke,
  replies: Map<string, Promise<Reply>>,
): Promise<Answer> {
  const intent = intentOf(activity, invoke)
  if (!intent) return malformed
  const earlier = invoke.key ? replies.get(invoke.key) : undefined
  if (earlier) parts.metrics.repeats.inc()
  if (!earlier && (await parts.limits.turn(intent.who))) {
    parts.metrics.refused.inc({ why: 'tooMany' })
    const body = invokeAnswer(say(teamsWords(intent.locale).tooManyPresses))
    return { status: 200, why: 'too many', body }
  }
  const making = earlier ?? makeReply(parts, activity, intent)
  if (invoke.key && !earlier) keep(replies, invoke.key, making)
  if (!earlier) parts.latest.note(activity, making)

  const reply = await within(parts.slowAfterMs, making)
  if (reply === undefined) {
    const body = tooSlowAnswer(intent.locale)
    return earlier
      ? { status: 200, body }
      : { status: 200, body, after: async () => showLate(parts, activity, await making) }
  }
  const answer = { status: 200, body: invokeAnswer(reply) }
  const stays = reply.kind === 'card' && reply.stays && !earlier
  return stays ? { ...answer, after: () => showInPlace(parts, activity, reply) } : answer
}

async function makeReply(parts: TurnParts, activity: InboundActivity, intent: Intent): Promise<Reply> {
  await orElse(parts, parts.addresses.remember(activity), undefined)
  const reply = await parts.route(intent)
  parts.afterTurn()
  return reply
}

/**
 * What the database says of a turn, or something else while it says nothing: our books can wait, and who wrote to us is
 * answered all the same. The route tells them kindly if what they want cannot be had.
 */
async function orElse<T>({ log }: TurnParts, asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked
  } catch (problem) {
    log.error({ fault: faultOf(problem) }, 'the books of a turn could not be kept')
    return otherwise
  }
}

function keep(replies: Map<string, Promise<Reply>>, key: string, making: Promise<Reply>): void {
  const oldest = replies.size >= mostReplies ? replies.keys().next().value : undefined
  if (oldest !== undefined) replies.delete(oldest)
  replies.set(key, making)
  making.catch(() => replies.delete(key))
}

/**
 * The answer to a press is seen by the presser, until the chat is opened again; this is what makes it last. It waits its
 * turn, and who has pressed on meanwhile keeps what they see.
 */
async function showInPlace(parts: TurnParts, activity: InboundActivity, reply: Reply): Promise<void> {
  if (!activity.replyToId) return
  await turnOf(parts, activity)
  if (await parts.latest.isOvertaken(activity)) return
  const outcome = await parts.adapter.update(addressOf(activity), activity.replyToId, replyActivity(reply))
  count(parts, 'update', outcome)
}

/** A reply that missed its request: a card goes where it was to be, a text into the chat. */
async function showLate(parts: TurnParts, activity: InboundActivity, reply: Reply): Promise<void> {
  if (reply.kind === 'card') return showInPlace(parts, activity, reply)
  await turnOf(parts, activity)
  const outcome = await parts.adapter.post(addressOf(activity), replyActivity(say(reply.text)))
  count(parts, 'answer', outcome)
}

/** An answer waits its turn within the rates of Teams, as all that is sent does: one turn for each request. */
function turnOf(parts: TurnParts, activity: InboundActivity): Promise<void> {
  return parts.pace((tenantsOf(activity)[0] ?? '').toLowerCase(), whereOf(activity).conversationId)
}

function count(parts: TurnParts, way: 'answer' | 'update', outcome: Outcome): void {
  parts.metrics.sends.inc({ way, outcome: outcome.kind })
  logOutcome(parts.log, way, outcome)
}

function intentOf(activity: InboundActivity, heard: Line | Invoke): Intent | undefined {
  const who = personOf(activity)
  if (!who) return undefined
  const { said, onceId } = heard
  return { who, where: whereOf(activity), locale: languageOf(activity), onceId, said }
}

/** What a promise gives within `ms` milliseconds; undefined when it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
