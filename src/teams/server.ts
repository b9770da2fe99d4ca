import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import restify from 'restify'
import { end, type ServerParts, takeRequest } from './door.ts'
import { faultOf } from './fault.ts'
import { safeHeaders } from './headers.ts'
import { serveCalendars, serveFiles } from './links.ts'
import { serveMonitoring } from './monitoring.ts'

/** How long turns in flight may take to finish when the process stops. */
const stopMs = 10_000
/** How long a request may take to arrive, in milliseconds. */
const requestMs = 30_000
/**
 * How long a connection that nothing comes on is kept, in milliseconds: longer than the proxies in front keep it, a minute
 * mostly, or they send a request on a connection that we are just closing (https://nodejs.org/api/http.html#serverkeepalivetimeout).
 */
const keptMs = 75_000
/** How long somebody may go on sending what is not read, in milliseconds: cut off at once, they would not read the answer. */
const lingerMs = 1_000

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
  serveMonitoring(server, parts, () => stopping)
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
  server.server.keepAliveTimeout = keptMs
  server.server.on('request', (request, response) => response.once('finish', () => hangUp(request)))
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

/** Whoever has their answer and still sends is let go of. */
function hangUp(request: IncomingMessage): void {
  if (request.complete) return
  // What has come while we were busy is taken in first: it may be the end of it.
  const cut = setTimeout(() => setImmediate(() => request.complete || request.destroy()), lingerMs)
  request.once('close', () => clearTimeout(cut))
  request.resume()
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

async function afterwards(after: () => Promise<void>, log: Logger): Promise<void> {
  try {
    await after()
  } catch (problem) {
    log.error({ fault: faultOf(problem) }, 'what was to be done after an answer failed')
  }
}
