import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import restify from 'restify'
import { chatWords } from '../chat/index.ts'
import { type InboundActivity, readActivity, tenantsOf } from './activity.ts'
import type { TeamsAdapter } from './adapter.ts'
import { textAnswer } from './answer.ts'
import type { AskedFrom } from './asked-from.ts'
import { readJson } from './body.ts'
import { answerCalendar } from './calendar.ts'
import { faultOf } from './fault.ts'
import { answerFile } from './files.ts'
import { safeHeaders } from './headers.ts'
import { languageOf } from './inbound.ts'
import type { Limits } from './limits.ts'
import type { TeamsMetrics } from './metrics.ts'
import type { CalendarDesk, FileDesk, TeamsOptions } from './options.ts'
import type { TakeTurn } from './turn.ts'
import type { Answer } from './turn-parts.ts'
import { filePageWords } from './words.ts'

/** How long turns in flight may take to finish when the process stops, and /ready to hear from the database. */
const stopMs = 10_000
const readyMs = 3_000
/** How long a request may take to arrive, in milliseconds. */
const requestMs = 30_000
/** For people and for their programs, which ask again: most often the database is gone for a moment. */
const notNow = `${filePageWords('sv').broken}\n\n${filePageWords('en').broken}\n`
/** What a token looks like, right or wrong. */
const tokenShape = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/

export interface ServerParts {
  readonly options: TeamsOptions
  readonly adapter: TeamsAdapter
  readonly metrics: TeamsMetrics
  readonly takeTurn: TakeTurn
  readonly limits: Limits
  readonly askedFrom: AskedFrom
  readonly log: Logger
}

/** The running HTTP server. */
export interface Server {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts the HTTP server. Rejects when the port is taken. */
export async function startServer(parts: ServerParts): Promise<Server> {
  const { options, log } = parts
  const work = new Set<Promise<unknown>>()
  let stopping = false
  const track = (job: Promise<unknown>) => {
    work.add(job)
    job.finally(() => work.delete(job)).catch(() => undefined)
  }

  const server = restify.createServer({ name: '', log: log.child({}, { level: 'fatal' }) } as object)
  server.pre(safeHeaders(options.publicUrl))
  server.get('/health', async (_request, response) => {
    response.send(200, { alive: true })
  })
  server.get('/ready', async (_request, response) => {
    const ready = !stopping && (await answers(options.ping))
    response.send(ready ? 200 : 503, { ready })
  })
  server.get('/metrics', async (_request, response) => {
    const text = await options.metrics.metrics()
    response.sendRaw(200, text, { 'Content-Type': options.metrics.contentType })
  })
  server.post('/api/messages', async (request, response) => {
    const requestId = randomUUID()
    response.header('X-Request-Id', requestId)
    if (stopping) return end(response, { status: 503 })
    const ownLog = log.child({ requestId })
    const turn = takeRequest(parts, request, ownLog)
    track(turn)
    const answer = await turn
    end(response, answer)
    if (answer.after) track(afterwards(answer.after, ownLog))
  })
  if (options.files) serveFiles(server, options.files, parts, track)
  if (options.calendar) serveCalendars(server, options.calendar, parts, track)
  // What restify itself turns away (no such path, wrong method) is told without the path it was asked for.
  server.on('restifyError', (_request, _response, problem, done: () => void) => {
    const { statusCode } = problem as { statusCode?: number }
    problem.toJSON = () => ({ error: statusCode === 405 ? 'method not allowed' : 'not found' })
    problem.toString = () => 'not found'
    done()
  })

  server.server.requestTimeout = requestMs
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => resolve())
  })
  const { port } = server.server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host

  return {
    url: `http://${host}:${port}`,
    stop: async () => {
      stopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.server.closeIdleConnections()
      await settled(work)
      server.server.closeAllConnections()
      await closed
    },
  }
}

type Track = (job: Promise<unknown>) => void

function serveFiles(server: restify.Server, desk: FileDesk, parts: ServerParts, track: Track): void {
  const handle = answering('a link to a file', track, parts.log, (request, response) =>
    answerFile(desk, String(request.params.token), parts.askedFrom(request), request, response),
  )
  const path = '/files/:token'
  server.get(path, handle)
  server.head(path, handle)
  server.post(path, handle)
}

function serveCalendars(server: restify.Server, desk: CalendarDesk, parts: ServerParts, track: Track): void {
  const handle = answering('a look at a calendar', track, parts.log, (request, response) =>
    answerCalendar(desk, String(request.params.name), parts.askedFrom(request), request, response),
  )
  const path = '/calendar/:name'
  server.get(path, handle)
  server.head(path, handle)
}

/** One request with a secret in its address: one line in the log, which tells nothing of it. */
function answering(
  what: string,
  track: Track,
  log: Logger,
  answer: (request: restify.Request, response: restify.Response) => Promise<number>,
): (request: restify.Request, response: restify.Response) => Promise<void> {
  return async (request, response) => {
    const job = answer(request, response)
    track(job)
    try {
      log.info({ method: request.method, status: await job }, what)
    } catch (problem) {
      log.error({ fault: faultOf(problem) }, `${what} could not be answered`)
      if (response.headersSent) response.destroy()
      else response.sendRaw(503, notNow, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' })
    }
  }
}

/** Waits until nothing is under way, what was begun meanwhile included, but no longer than the stop may take. */
async function settled(work: ReadonlySet<Promise<unknown>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let late = false
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late = true
      resolve()
    }, stopMs)
  })
  // One more round of the event loop lets an answer that is ready leave, and its follow-up begin.
  do {
    await Promise.race([Promise.allSettled(work), deadline])
    await new Promise((resolve) => setImmediate(resolve))
  } while (work.size > 0 && !late)
  clearTimeout(timer)
}

/** An answer, and how it is told. */
interface Told extends Answer {
  /** Seconds until it is worth coming again. */
  readonly waitSeconds?: number
  /** Not in the log: it says so already. */
  readonly quiet?: boolean
}

/** One request, one line in the log, unless somebody floods us. */
async function takeRequest(parts: ServerParts, request: restify.Request, log: Logger): Promise<Told> {
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
  request: restify.Request,
  log: Logger,
): Promise<Told & { activity?: InboundActivity }> {
  let activity: InboundActivity | undefined
  const network = parts.askedFrom(request)
  const authorization = request.headers.authorization ?? ''
  const turnAway = (status: number, why: string) => refuseStranger(parts, network, status, why)
  try {
    // What shows a token is read from whatever network, because many people may share one: Teams always gets in.
    const mayBeTeams = parts.options.bot.kind === 'anonymous' || tokenShape.test(authorization)
    if (!mayBeTeams && (await parts.limits.isWeary(network))) return turnAway(429, 'tooMany')
    const body = await readJson(request)
    if ('refused' in body) return turnAway(body.refused, 'body')
    activity = readActivity(body.json)
    if (!activity) return turnAway(400, 'malformed')
    const doubt = await parts.adapter.whyNotTrusted(activity, authorization)
    if (doubt) return turnAway(401, `token: ${doubt}`)
    if (!(await isAccepted(parts.options, activity)))
      return { ...refuse(parts, 403, 'tenant'), why: 'tenant not accepted', activity }
    return { ...(await parts.takeTurn(activity)), activity }
  } catch (problem) {
    log.error({ fault: faultOf(problem), type: activity?.type }, 'a turn failed')
    if (activity?.type !== 'invoke') return { status: 500, why: 'fault' }
    const locale = languageOf(activity)
    return { status: 200, why: 'fault', body: textAnswer(activity, chatWords(locale).brokenLine, locale) }
  }
}

/** A no to somebody whom nobody vouches for; when it is one of very many, nothing but that, and only the first is logged. */
async function refuseStranger(
  parts: ServerParts,
  network: string,
  status: number,
  why: string,
): Promise<Told> {
  const tooMany = await parts.limits.stranger(network)
  if (!tooMany) return refuse(parts, status, why)
  const { waitSeconds, first } = tooMany
  return { ...refuse(parts, 429, 'tooMany'), waitSeconds, quiet: !first }
}

function refuse(parts: ServerParts, status: number, why: string): Answer {
  const [kind = why] = why.split(':')
  parts.metrics.refused.inc({ why: kind })
  return { status, why, ...(status === 401 || status === 403 ? {} : { body: { error: kind } }) }
}

async function isAccepted(options: TeamsOptions, activity: InboundActivity): Promise<boolean> {
  const named = tenantsOf(activity)
  const accepted = new Set([...(await options.acceptedTenants())].map((tenant) => tenant.toLowerCase()))
  return named.length > 0 && named.every((tenant) => accepted.has(tenant.toLowerCase()))
}

function end(response: restify.Response, { status, body, waitSeconds }: Told): void {
  if (waitSeconds) response.header('Retry-After', waitSeconds)
  if (body === undefined) response.sendRaw(status, '', {})
  else response.send(status, body)
}

async function afterwards(after: () => Promise<void>, log: Logger): Promise<void> {
  try {
    await after()
  } catch (problem) {
    log.error({ fault: faultOf(problem) }, 'what was to be done after an answer failed')
  }
}

async function answers(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), readyMs)
  })
  const told = ping().then(
    () => true,
    () => false,
  )
  const ready = await Promise.race([told, late])
  clearTimeout(timer)
  return ready
}
