import type { Logger } from 'pino'
import type { Intent, Offering, Route } from '../chat/index.ts'
import type { Outcome, Sender } from '../delivery/notice.ts'
import type { Locale } from '../shared/locale.ts'
import { type InboundActivity, tenantsOf } from './activity.ts'
import type { Address, TeamsAdapter } from './adapter.ts'
import type { AddressBook } from './addresses.ts'
import { faultOf } from './fault.ts'
import { type Heard, languageOf, personOf, whereOf } from './inbound.ts'
import type { LatestPresses } from './latest-presses.ts'
import type { Limits } from './limits.ts'
import type { TeamsMetrics } from './metrics.ts'
import type { TeamsOptions } from './options.ts'
import type { Repeats } from './repeats.ts'
import { logOutcome } from './sender.ts'
import type { ShownIn } from './time-limits.ts'

/** What goes back on the request, and what is done once it has gone. */
export interface Answer {
  readonly status: number
  /** Why it is a no, for the log. */
  readonly why?: string
  readonly body?: unknown
  /** One of a flood of which the first stands in the log already. */
  readonly quiet?: boolean
  readonly after?: () => Promise<void>
}

/** What the log is told of a link that was looked at: never which. */
export interface Handled {
  readonly status: number
  /** One of a flood of which the first stands in the log already. */
  readonly quiet: boolean
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
  readonly answerWithinMs: Readonly<Record<ShownIn, number>>
  readonly offering: Offering | undefined
  /** The verbs whose forms open in a dialog. */
  readonly dialogs: ReadonlySet<string>
  /** The language to speak whatever the client says. */
  readonly language: Locale | undefined
}

export type Line = Extract<Heard, { kind: 'line' }>
export type Invoke = Extract<Heard, { kind: 'invoke' }>
export type Look = Extract<Heard, { kind: 'looked' }>

export const malformed: Answer = { status: 400, why: 'malformed', body: { error: 'malformed' } }

/**
 * What the database says of a turn, or something else while it says nothing: our books can wait, and who wrote to us is
 * answered all the same. The route tells them kindly if what they want cannot be had.
 */
export async function orElse<T>({ log }: TurnParts, asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked
  } catch (problem) {
    log.error({ fault: faultOf(problem) }, 'the books of a turn could not be kept')
    return otherwise
  }
}

/** An answer waits its turn within the rates of Teams, as all that is sent does: one turn for each request. */
export function turnOf(parts: TurnParts, activity: InboundActivity): Promise<void> {
  return parts.pace((tenantsOf(activity)[0] ?? '').toLowerCase(), whereOf(activity).conversationId)
}

export function count(parts: TurnParts, way: 'answer' | 'update', outcome: Outcome): void {
  parts.metrics.sends.inc({ way, outcome: outcome.kind })
  logOutcome(parts.log, way, outcome)
}

export function intentOf(activity: InboundActivity, heard: Line | Invoke): Intent | undefined {
  const who = personOf(activity)
  if (!who) return undefined
  const { said, onceId } = heard
  return { who, where: whereOf(activity), locale: languageOf(activity), onceId, said }
}

/** Where an activity is answered: in its own thread, for a channel. */
export function addressOf(activity: InboundActivity): Address {
  const { recipient, from, conversation, channelId, serviceUrl } = activity
  return {
    conversationId: whereOf(activity).conversationId,
    reference: {
      channelId,
      serviceUrl,
      bot: { id: recipient.id, name: recipient.name ?? '' },
      user: { id: from.id, name: '' },
      conversation: {
        id: conversation.id,
        name: '',
        conversationType: whereOf(activity).kind,
        isGroup: whereOf(activity).kind !== 'personal',
      },
    },
  }
}
