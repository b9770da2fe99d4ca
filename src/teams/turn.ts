import { type Intent, type Reply, say } from '../chat/index.ts'
import type { Outcome } from '../delivery/notice.ts'
import { personKey } from '../shared/person.ts'
import type { InboundActivity } from './activity.ts'
import { replyActivity, textAnswer, unknownInvokeAnswer } from './answer.ts'
import { type Heard, hear, languageOf, personOf, whereOf } from './inbound.ts'
import { offer, takeInvoke, takeRefresh } from './invokes.ts'
import { createRecentReplies } from './recent-replies.ts'
import {
  type Answer,
  addressOf,
  count,
  intentOf,
  type Line,
  malformed,
  orElse,
  type TurnParts,
  turnOf,
} from './turn-parts.ts'
import { teamsWords } from './words.ts'

/** Takes an activity that is vouched for and whose tenant is accepted. Rejects only on faults of ours. */
export type TakeTurn = (activity: InboundActivity) => Promise<Answer>

const done: Answer = { status: 200 }

export function createTurns(parts: TurnParts): TakeTurn {
  const lines = new Map<string, Promise<Answer>>()
  const replies = createRecentReplies()

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
        return { status: 200, body: unknownInvokeAnswer(activity, languageOf(activity)) }
      case 'tooLong': {
        const locale = languageOf(activity)
        return {
          status: 200,
          why: 'too long',
          body: textAnswer(activity, teamsWords(locale).tooLong, locale),
        }
      }
      case 'looked':
        return offer(parts, activity, heard)
      case 'invoke':
        return heard.isRefresh
          ? takeRefresh(parts, activity, heard)
          : takeInvoke(parts, activity, heard, replies)
      case 'line':
        return takeLine(parts, activity, heard, lines)
    }
  }

  return async (told) => {
    const activity = parts.language ? { ...told, locale: parts.language } : told
    const heard = hear(activity)
    const time = parts.metrics.turnSeconds.startTimer({ kind: heard.kind })
    const answer = (await tooManyEvents(parts, activity, heard)) ?? (await take(activity, heard))
    time()
    parts.metrics.turns.inc({ kind: heard.kind })
    return answer
  }
}

/** What is neither written nor pressed with a meaning counts too; only the first no of a minute is logged. */
async function tooManyEvents(
  parts: TurnParts,
  activity: InboundActivity,
  heard: Heard,
): Promise<Answer | undefined> {
  // These count by the person alone, and are told kindly.
  if (['line', 'invoke', 'looked', 'malformed'].includes(heard.kind)) return undefined
  const who = personOf(activity)
  const name = who ? personKey(who) : activity.from.id
  const tooMany = await parts.limits.event(name, whereOf(activity).conversationId)
  if (!tooMany) return undefined
  parts.metrics.refused.inc({ why: 'tooMany' })
  const answer = { status: 200, why: 'too many', quiet: !tooMany.first }
  return activity.type === 'invoke'
    ? { ...answer, body: unknownInvokeAnswer(activity, languageOf(activity)) }
    : answer
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
  if (!first) return { status: 200, why: 'too many', quiet: true }
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
