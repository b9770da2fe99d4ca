import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type restify from 'restify'
import { chatWords } from '../chat/index.ts'
import { type InboundActivity, readActivity, tenantsOf } from './activity.ts'
import type { TeamsAdapter } from './adapter.ts'
import { textAnswer } from './answer.ts'
import type { AskedFrom } from './asked-from.ts'
import { readJson } from './body.ts'
import { faultOf } from './fault.ts'
import { languageOf } from './inbound.ts'
import type { Limits } from './limits.ts'
import type { TeamsMetrics, WhyRefused } from './metrics.ts'
import type { TeamsOptions } from './options.ts'
import type { TakeTurn } from './turn.ts'
import type { Answer } from './turn-parts.ts'

/** What a token looks like, right or wrong. */
const tokenShape = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/

/** What the way in needs to let somebody in or to turn them away. */
export interface ServerParts {
  readonly options: TeamsOptions
  readonly adapter: TeamsAdapter
  readonly metrics: TeamsMetrics
  readonly takeTurn: TakeTurn
  readonly limits: Limits
  readonly askedFrom: AskedFrom
  readonly log: Logger
}

/** An answer, and how it is told. */
export interface Told extends Answer {
  /** Seconds until it is worth coming again. */
  readonly waitSeconds?: number
}

/** One request, one line in the log, unless somebody floods us. */
export async function takeRequest(parts: ServerParts, request: IncomingMessage, log: Logger): Promise<Told> {
  const begun = performance.now()
  const { activity, ...answer } = await answerTo(parts, request, log)
  const { status, why } = answer
  const ms = Math.round(performance.now() - begun)
  if (!answer.quiet)
    log[why ? 'warn' : 'info']({ type: activity?.type, status, why, ms }, why ? 'turned away' : 'answered')
  return answer
}

async function answerTo(
  parts: ServerParts,
  request: IncomingMessage,
  log: Logger,
): Promise<Told & { activity?: InboundActivity }> {
  let activity: InboundActivity | undefined
  const network = parts.askedFrom(request)
  const authorization = request.headers.authorization ?? ''
  const turnAway = (status: number, kind: WhyRefused, why?: string) =>
    refuseStranger(parts, network, status, kind, why)
  try {
    // What shows a token is read from whatever network, because many people may share one: Teams always gets in.
    const mayBeTeams = parts.options.bot.kind === 'anonymous' || tokenShape.test(authorization)
    if (!mayBeTeams && (await parts.limits.isWeary(network))) return turnAway(429, 'tooMany')
    const body = await readJson(request)
    if ('refused' in body) return turnAway(body.refused, 'body')
    activity = readActivity(body.json)
    if (!activity) return turnAway(400, 'malformed')
    const doubt = await parts.adapter.whyNotTrusted(activity, authorization)
    if (doubt) return turnAway(401, 'token', `token: ${doubt}`)
    const foreign = await refuseForeign(parts, activity)
    return { ...(foreign ?? (await parts.takeTurn(activity))), activity }
  } catch (problem) {
    log.error({ fault: faultOf(problem), type: activity?.type }, 'a turn failed')
    if (activity?.type !== 'invoke') return { status: 500, why: 'fault' }
    const locale = languageOf(activity)
    return { status: 200, why: 'fault', body: textAnswer(activity, chatWords(locale).brokenLine, locale) }
  }
}

/** A no to somebody whom nobody vouches for; when it is one of very many, nothing but that, and only the first is logged. */
export async function refuseStranger(
  parts: ServerParts,
  network: string,
  status: number,
  kind: WhyRefused,
  why: string = kind,
): Promise<Told> {
  const tooMany = await parts.limits.stranger(network)
  if (!tooMany) return refuse(parts, status, kind, why)
  const { waitSeconds, first } = tooMany
  return { ...refuse(parts, 429, 'tooMany'), waitSeconds, quiet: !first }
}

function refuse(parts: ServerParts, status: number, kind: WhyRefused, why: string = kind): Answer {
  parts.metrics.refused.inc({ why: kind })
  return { status, why, ...(status === 401 || status === 403 ? {} : { body: { error: kind } }) }
}

/**
 * A no when a tenant that is named is not accepted. After very many of them within a minute the database is not asked and
 * nothing is logged: a whole organisation may have us installed without any council of ours.
 */
async function refuseForeign(parts: ServerParts, activity: InboundActivity): Promise<Answer | undefined> {
  const named = tenantsOf(activity).map((tenant) => tenant.toLowerCase())
  const tenants = named.toSorted().join()
  if (await parts.limits.isTiring(tenants)) return { ...refuse(parts, 403, 'tenant'), quiet: true }
  const accepted = new Set([...(await parts.options.acceptedTenants())].map((tenant) => tenant.toLowerCase()))
  if (named.length > 0 && named.every((tenant) => accepted.has(tenant))) return undefined
  await parts.limits.foreign(tenants)
  return refuse(parts, 403, 'tenant', 'tenant not accepted')
}

/** Sends an answer. */
export function end(response: restify.Response, { status, body, waitSeconds }: Told): void {
  if (waitSeconds) response.header('Retry-After', waitSeconds)
  if (body === undefined) response.sendRaw(status, '', {})
  else response.send(status, body)
}
