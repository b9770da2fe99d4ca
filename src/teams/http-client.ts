import http from 'node:http'
import https from 'node:https'
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
/** The way out, as botbuilder's connector takes it. */
export type HttpClient = NonNullable<ConnectorOptions['httpClient']>
type Request = Parameters<HttpClient['sendRequest']>[0]
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>

/** How long one attempt may take, in milliseconds, unless another span is wanted. */
const usualAttemptMs = 15_000
/** An answer of the connector is a few hundred bytes; what is larger is not from it. */
const mostAnswerBytes = 1_000_000
const mostErrorBytes = 16_000

/** Teams answered, and the answer was no. `code` is the word that the body gives for why; its sentence is left there. */
export class AnsweredNo extends Error {
  readonly status: number
  readonly code: string | undefined
  readonly retryAfterMs: number | undefined
  constructor(status: number, code: string | undefined, retryAfterMs: number | undefined) {
    super(`HTTP ${status}`)
    this.name = 'AnsweredNo'
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** Not a byte of the request was written. */
export class NeverWritten extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NeverWritten'
  }
}

/** The request was written, wholly or in part, and what became of it is not known. */
export class NeverAnswered extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NeverAnswered'
  }
}

/**
 * Makes ONE attempt for each request. botbuilder's connector resends on its own after 408, 429, 5xx and a broken
 * socket, and its options to stop that do nothing; errors of kinds it does not know, it lets pass. So every answer
 * other than 2xx and every fault of the socket leaves here as one of the three errors above. An attempt takes at most
 * `attemptMs` milliseconds.
 */
export function oneAttemptClient(attemptMs = usualAttemptMs): HttpClient & { close(): void } {
  // An idle connection is let go before the other end does it: a reset of a reused one would leave us uncertain.
  const kept = { keepAlive: true, maxSockets: 64, timeout: 4_000 }
  const agents = { http: new http.Agent(kept), https: new https.Agent(kept) }
  return {
    sendRequest: (request) => attempt(request, agents, attemptMs),
    close: () => {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

async function attempt(
  request: Request,
  agents: { http: http.Agent; https: https.Agent },
  attemptMs: number,
): Promise<Response> {
  const url = new URL(request.url)
  const secure = url.protocol === 'https:'
  const answer = await exchange(request, url, secure ? agents.https : agents.http, attemptMs)
  const { status, headers, body } = answer
  if (!isGood(status)) throw new AnsweredNo(status, codeIn(body), retryAfterMs(headers))
  if (body && !isJson(body)) throw new NeverAnswered('the answer is not JSON')
  return { request, status, headers: asHeaders(request, headers), bodyAsText: body }
}

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

function exchange(request: Request, url: URL, agent: http.Agent, attemptMs: number): Promise<Answer> {
  const { request: open } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    let connected = false
    const outgoing = open(url, { method: request.method, headers: request.headers.rawHeaders(), agent })
    const timer = setTimeout(() => outgoing.destroy(new Error('timeout')), attemptMs)
    const fail = (problem: unknown) => {
      clearTimeout(timer)
      const reason = reasonOf(problem)
      reject(connected ? new NeverAnswered(reason) : new NeverWritten(reason))
    }
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) connected = true
      else
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          connected = true
        })
    })
    outgoing.on('error', fail)
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, headers } = incoming
      // A no is known by its status: it stays a no when its body is too large, or breaks off.
      const reading = isGood(status)
        ? readText(incoming, mostAnswerBytes)
        : readText(incoming, mostErrorBytes).catch(() => '')
      reading.then((body) => {
        clearTimeout(timer)
        resolve({ status, headers, body })
      }, fail)
    })
    outgoing.end(request.body)
  })
}

function isGood(status: number): boolean {
  return status >= 200 && status <= 299
}

async function readText(incoming: http.IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > mostBytes) throw new Error('the answer is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(problem: unknown): string {
  const { code, message } = problem as NodeJS.ErrnoException
  return code ?? message
}

/** Retry-After is seconds or a date (RFC 9110 section 10.2.3); a date is read against the answer's own. */
function retryAfterMs(headers: http.IncomingHttpHeaders): number | undefined {
  const told = headers['retry-after']
  if (!told) return undefined
  if (/^\d{1,6}$/.test(told)) return Number(told) * 1000
  const span = Date.parse(told) - Date.parse(headers.date ?? '')
  return Number.isFinite(span) ? Math.max(0, span) : undefined
}

/** The code of `{"error":{"code":"…","message":"…"}}`, where it is a word: nothing else of a body goes on from here. */
function codeIn(body: string): string | undefined {
  try {
    const code: unknown = JSON.parse(body)?.error?.code
    return typeof code === 'string' && /^[A-Za-z]{1,60}$/.test(code) ? code : undefined
  } catch {
    return undefined
  }
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

/** The connector wants its own kind of headers; the request carries one to copy. */
function asHeaders(request: Request, from: http.IncomingHttpHeaders): Response['headers'] {
  const headers = request.headers.clone()
  for (const name of headers.headerNames()) headers.remove(name)
  for (const [name, value] of Object.entries(from)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}
