import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type restify from 'restify'
import type { Clock } from '../shared/clock.ts'
import { end, refuseStranger, type ServerParts } from './door.ts'

/** How long /ready may take to hear from the database, in milliseconds. */
const readyMs = 3_000
/** How long an answer holds for whoever asks after, in milliseconds. */
const keptMs = 1_000

/** Opens what those who operate us ask: whether we live (`/health`), whether we are ready (`/ready`), and the numbers (`/metrics`). */
export function serveMonitoring(server: restify.Server, parts: ServerParts, isStopping: () => boolean): void {
  const { options, log } = parts
  server.get('/health', async (_request, response) => {
    response.send(200, { alive: true })
  })

  const ready = shared(options.clock, () => answers(options.ping))
  server.get('/ready', async (_request, response) => {
    const isReady = !isStopping() && (await ready())
    response.send(isReady ? 200 : 503, { ready: isReady })
  })

  const numbers = shared(options.clock, () => options.metrics.metrics())
  if (options.bot.kind === 'registered' && !options.metricsToken)
    log.info('the numbers (/metrics) are shown to nobody: give METRICS_TOKEN to whoever is to read them')
  server.get('/metrics', async (request, response) => {
    if (await refusedReader(parts, request, response)) return
    response.sendRaw(200, await numbers(), { 'Content-Type': options.metrics.contentType })
  })
}

/**
 * Whether somebody has been told that they may not read the numbers. An anonymous bot is heard by its own machine alone,
 * and shows them to it; without a token they are not there, as any address that we do not have.
 */
async function refusedReader(
  parts: ServerParts,
  request: restify.Request,
  response: restify.Response,
): Promise<boolean> {
  const { bot, metricsToken } = parts.options
  if (bot.kind === 'anonymous') return false
  if (!metricsToken) {
    response.send(404, { error: 'not found' })
    return true
  }
  if (shows(request, metricsToken)) return false
  const refusal = await refuseStranger(parts, parts.askedFrom(request), 401, 'metrics')
  if (!refusal.quiet) parts.log.warn({ status: refusal.status, why: refusal.why }, 'turned away')
  response.header('WWW-Authenticate', 'Bearer')
  end(response, refusal)
  return true
}

/** Whether a request shows the token, compared so that the time it takes tells nothing of how much of it was right. */
function shows(request: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}

/** One answer for all who ask at once and for who asks within a second: nobody makes us ask the database more often. */
function shared<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | undefined
  let told: { readonly at: number; readonly answer: T } | undefined
  const askNow = async () => {
    try {
      const answer = await ask()
      told = { at: Date.parse(clock.now()), answer }
      return answer
    } finally {
      asking = undefined
    }
  }
  return async () => {
    const age = told ? Date.parse(clock.now()) - told.at : keptMs
    // A clock that was turned back would have us keep it until then.
    if (told && age >= 0 && age < keptMs) return told.answer
    asking ??= askNow()
    return asking
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
