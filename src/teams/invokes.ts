import { type Intent, type Reply, say } from '../chat/index.ts'
import type { InboundActivity } from './activity.ts'
import { invokeAnswer, replyActivity, sentIn, textAnswer, unknownInvokeAnswer } from './answer.ts'
import { dialogAnswer } from './dialogs.ts'
import { languageOf, personOf, whereOf } from './inbound.ts'
import { offersAnswer } from './message-extension.ts'
import type { RecentReplies } from './recent-replies.ts'
import {
  type Answer,
  addressOf,
  count,
  type Invoke,
  intentOf,
  type Look,
  malformed,
  orElse,
  type TurnParts,
  turnOf,
} from './turn-parts.ts'
import { teamsWords } from './words.ts'

/** Teams shows nothing of what is found later than 5 s after it asked; the way there and back takes some of them. */
const lookMs = 4_000

/** A press: answered on the request itself, within the time Teams gives. */
export async function takeInvoke(
  parts: TurnParts,
  activity: InboundActivity,
  invoke: Invoke,
  replies: RecentReplies,
): Promise<Answer> {
  const intent = intentOf(activity, invoke)
  if (!intent) return malformed
  const earlier = invoke.key ? replies.get(invoke.key) : undefined
  if (earlier) parts.metrics.repeats.inc()
  if (!earlier && (await parts.limits.turn(intent.who))) return tooMany(parts, activity, 'tooManyPresses')
  const making = earlier ?? makeReply(parts, activity, invoke, intent)
  if (invoke.key && !earlier) replies.keep(invoke.key, making)
  if (!earlier) parts.latest.note(activity, making)
  // Where a message extension is used we may be nobody: only the request itself is answered.
  const mayWrite = !earlier && invoke.way !== 'extension'

  const reply = await within(parts.slowAfterMs, making)
  if (reply === undefined) {
    const body = textAnswer(activity, teamsWords(intent.locale).tooSlow, intent.locale)
    return mayWrite
      ? { status: 200, body, after: async () => showLate(parts, activity, await making) }
      : { status: 200, body }
  }
  const answer = { status: 200, body: bodyOf(parts, activity, invoke, reply) }
  const stays = reply.kind === 'card' && reply.stays && mayWrite
  return stays ? { ...answer, after: () => showInPlace(parts, activity, reply) } : answer
}

/**
 * A card that is looked at again is shown as it is now. Nobody has pressed anything, so nothing is remembered or put in its
 * place, and a no leaves the card as it stands.
 */
export async function takeRefresh(
  parts: TurnParts,
  activity: InboundActivity,
  invoke: Invoke,
): Promise<Answer> {
  const intent = intentOf(activity, invoke)
  if (!intent) return malformed
  if (await parts.limits.turn(intent.who)) return tooMany(parts, activity, 'tooManyPresses')
  const reply = await within(parts.slowAfterMs, parts.route(intent))
  const shows = reply?.kind === 'card' && !reply.stays
  return {
    status: 200,
    body: shows ? invokeAnswer(reply, parts.dialogs) : unknownInvokeAnswer(intent.locale),
  }
}

/** Told on the request itself, which is kind: what was filled in still stands there. */
function tooMany(
  parts: TurnParts,
  activity: InboundActivity,
  said: 'tooManyPresses' | 'tooManyLooks',
): Answer {
  parts.metrics.refused.inc({ why: 'tooMany' })
  const locale = languageOf(activity)
  return { status: 200, why: 'too many', body: textAnswer(activity, teamsWords(locale)[said], locale) }
}

function bodyOf(parts: TurnParts, activity: InboundActivity, { way }: Invoke, reply: Reply): unknown {
  if (way === 'card') return invokeAnswer(reply, parts.dialogs)
  return dialogAnswer(reply, languageOf(activity), sentIn(activity.name, activity.value))
}

/** What somebody looks for, to put it in a chat. Teams gives it 5 s. */
export async function offer(
  parts: TurnParts,
  activity: InboundActivity,
  { command, text }: Look,
): Promise<Answer> {
  const who = personOf(activity)
  const locale = languageOf(activity)
  if (!who) return malformed
  if (await parts.limits.turn(who)) return tooMany(parts, activity, 'tooManyLooks')
  const looking = parts.offering?.({ who, where: whereOf(activity), locale, command, text })
  const offers = looking && (await within(Math.min(parts.slowAfterMs, lookMs), looking))
  return { status: 200, body: offersAnswer(offers ?? say(teamsWords(locale).lookAgain)) }
}

async function makeReply(
  parts: TurnParts,
  activity: InboundActivity,
  { way }: Invoke,
  intent: Intent,
): Promise<Reply> {
  if (way !== 'extension') await orElse(parts, parts.addresses.remember(activity), undefined)
  const reply = await parts.route(intent)
  parts.afterTurn()
  return reply
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
