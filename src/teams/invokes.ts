import { type Intent, type Reply, say, sayLater } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import type { InboundActivity } from './activity.ts'
import { invokeAnswer, nothingNewAnswer, replyActivity, sentIn, textAnswer } from './answer.ts'
import { carriedOf, placedBy } from './carried.ts'
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

/** A press: answered on the request itself, within the time Teams gives. */
export async function takeInvoke(
  parts: TurnParts,
  told: InboundActivity,
  invoke: Invoke,
  replies: RecentReplies,
): Promise<Answer> {
  const carried = carriedOf(told, invoke)
  const activity = placedBy(told, carried)
  const intent = intentOf(activity, invoke)
  if (!intent) return malformed
  const earlier = invoke.key ? replies.get(invoke.key) : undefined
  if (earlier) parts.metrics.repeats.inc()
  if (!earlier && (await parts.limits.turn(intent.who)))
    return tooMany(parts, bodyOf(parts, activity, invoke, sayLater(teamsWords(intent.locale).tooManyPresses)))
  // Where a message extension is used, or its card stands, we may be nobody: only the request itself is answered.
  const mayWrite = invoke.way !== 'extension' && !carried.shared
  const making = earlier ?? makeReply(parts, activity, intent, mayWrite)
  if (invoke.key && !earlier) replies.keep(invoke.key, making)
  // What opens in a dialog is put in no card's place.
  if (!earlier && !invoke.opens) parts.latest.note(activity, making)

  const reply = await within(parts.answerWithinMs[invoke.way], making)
  const body = bodyOf(parts, activity, invoke, reply ?? sayLater(tooSlow(invoke, intent.locale)))
  if (earlier || !mayWrite || invoke.opens) return { status: 200, body }
  return { status: 200, body, ...afterwards(parts, activity, invoke, reply, making) }
}

/** What is done once a press was answered: by its reply, or by a word that it is late. */
function afterwards(
  parts: TurnParts,
  activity: InboundActivity,
  invoke: Invoke,
  reply: Reply | undefined,
  making: Promise<Reply>,
): Pick<Answer, 'after'> {
  if (!reply) return { after: async () => showLate(parts, activity, invoke, await making) }
  return stays(reply) ? { after: () => showInPlace(parts, activity, reply) } : {}
}

/** Whether a reply takes the place of the card it answers for good. */
function stays(reply: Reply): boolean {
  return reply.kind === 'card' && reply.stays
}

/**
 * A card that is looked at again is shown as it is now. Nobody has pressed anything, so nothing is remembered or put in its
 * place, and a no leaves the card as it stands, without a word.
 */
export async function takeRefresh(
  parts: TurnParts,
  activity: InboundActivity,
  invoke: Invoke,
): Promise<Answer> {
  const intent = intentOf(activity, invoke)
  if (!intent) return malformed
  const nothing = nothingNewAnswer(intent.locale)
  if (await parts.limits.turn(intent.who)) return tooMany(parts, nothing)
  const reply = await within(parts.answerWithinMs.card, parts.route(intent))
  const shows = reply?.kind === 'card' && !reply.stays
  return { status: 200, body: shows ? invokeAnswer(reply, parts.dialogs) : nothing }
}

/** Told on the request itself, which is kind: what was filled in is still there. */
function tooMany(parts: TurnParts, body: object): Answer {
  parts.metrics.refused.inc({ why: 'tooMany' })
  return { status: 200, why: 'too many', body }
}

function tooSlow({ way, opens }: Invoke, locale: Locale): string {
  const words = teamsWords(locale)
  if (opens) return words.tooSlowToOpen
  return way === 'card' ? words.tooSlow : words.tooSlowToSend
}

function bodyOf(parts: TurnParts, activity: InboundActivity, invoke: Invoke, reply: Reply): object {
  const carried = carriedOf(activity, invoke)
  if (invoke.way === 'card') return invokeAnswer(reply, parts.dialogs, carried)
  return dialogAnswer(reply, { locale: languageOf(activity), carried, sent: sentIn(activity) })
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
  if (await parts.limits.turn(who))
    return tooMany(parts, textAnswer(activity, teamsWords(locale).tooManyLooks, locale))
  const looking = parts.offering?.({ who, where: whereOf(activity), locale, command, text })
  const offers = looking && (await within(parts.answerWithinMs.extension, looking))
  return { status: 200, body: offersAnswer(offers ?? say(teamsWords(locale).lookAgain)) }
}

async function makeReply(
  parts: TurnParts,
  activity: InboundActivity,
  intent: Intent,
  mayWrite: boolean,
): Promise<Reply> {
  if (mayWrite) await orElse(parts, parts.addresses.remember(activity), undefined)
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

/**
 * A reply that missed its request: a card goes where it was to be, a text into the chat. Of what a dialog was to show, only
 * what was saved goes anywhere: the rest is for the one who has it open.
 */
async function showLate(
  parts: TurnParts,
  activity: InboundActivity,
  { way }: Invoke,
  reply: Reply,
): Promise<void> {
  if (way === 'dialog' && !stays(reply)) return
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
