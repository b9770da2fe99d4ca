import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Failure,
  type FailureRule,
  failurePlan,
  isPosted,
  meet,
  pause,
  statusOf,
} from './connector-failures.ts'
import { publishedRates } from './published-rates.ts'

export { acceptedThen504, type Failure, type FailureRule } from './connector-failures.ts'

/** One request that reached the connector of the fake Teams. */
export interface ConnectorRequest {
  readonly method: string
  readonly path: string
  /** The conversation's id, thread and all. */
  readonly conversationId: string
  /** For a reply, what it answers; for a change, what it changes. */
  readonly activityId: string | undefined
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}

/** What is written down of every request, small enough to keep ten thousand. */
export interface Arrival {
  readonly method: string
  readonly conversationId: string
  /** What the message is known by: its `summary`, or else its `text`, or what `markPattern` finds in it. */
  readonly mark: string
  /** When it came, in milliseconds since the fake was started. */
  readonly atMs: number
  /** Whether the message, or its change, stands in the chat now, whatever its sender was told. */
  readonly posted: boolean
  /** What its sender was told; 0 for nothing at all. */
  readonly status: number
  /** The id of the message that was posted or changed; empty when none was. */
  readonly activityId: string
}

export interface FakeTeamsOptions {
  /**
   * Holds us to the rates that Microsoft publishes, by sliding windows: who breaks one gets 429 and Retry-After. `true`,
   * or the clock to judge by, in milliseconds. Without it there are no rates.
   */
  readonly rates?: true | (() => number)
  /** The tenant that a conversation is in, by its id without a thread; without it all are in one. */
  readonly tenantOf?: ((conversationId: string) => string) | ReadonlyMap<string, string>
  /** How long every answer takes, in milliseconds; none, unless given. */
  readonly latencyMs?: number
  /** What a message is known by: the first group, or all, of what this finds in its JSON. */
  readonly markPattern?: RegExp
  /** Keeps no bodies: `requests` stays empty, `arrivals` tells what there is to know. */
  readonly light?: boolean
}

/** A server that speaks the wire format of the Teams connector, on this machine only. */
export interface FakeTeams {
  /** The service address, as activities carry it. */
  readonly url: string
  readonly requests: readonly ConnectorRequest[]
  readonly posts: readonly ConnectorRequest[]
  readonly puts: readonly ConnectorRequest[]
  /** Every request in the order it came, and what became of it. */
  readonly arrivals: readonly Arrival[]
  /** How many requests were refused because they broke a rate. */
  readonly tooMany: number
  /** The next requests, one each, meet these. */
  failNext(...failures: readonly Failure[]): void
  /** The requests that fit meet this, before those of `failNext` are asked. */
  failWhen(rule: FailureRule): void
  /** What was to fail does not. */
  failNoMore(): void
  /** Resolves when so many requests have come; rejects after two seconds. */
  received(count: number): Promise<readonly ConnectorRequest[]>
  /** Forgets what came, what was to fail and `tooMany`. The windows of the rates stay: Teams does not forget those. */
  forget(): void
  stop(): Promise<void>
}

export async function startFakeTeams(options: FakeTeamsOptions = {}): Promise<FakeTeams> {
  const requests: ConnectorRequest[] = []
  const arrivals: Arrival[] = []
  const plan = failurePlan()
  const waiting = new Set<() => void>()
  const begunMs = performance.now()
  const waitMsOf = gateOf(options)
  let tooMany = 0
  let lastId = 1_700_000_000_000

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Judged when it comes, not when the last of it has been read.
    const atMs = performance.now() - begunMs
    const waitMs = waitMsOf(placeOf(request).conversationId)
    const text = await readText(request, response)
    if (text === undefined) return
    const told = describeRequest(request, text)
    const mark = markOf(told, text, options.markPattern)
    const failure = waitMs > 0 ? throttled(waitMs) : plan.failureFor(told, mark)
    lastId += 1
    const arrival = arrivalOf(told, { mark, atMs, failure, newId: String(lastId) })
    tooMany += waitMs > 0 ? 1 : 0
    if (!options.light) requests.push(told)
    arrivals.push(arrival)
    for (const look of waiting) look()

    await pause(options.latencyMs ?? 0)
    await meet(failure, request, response, () => {
      response.writeHead(goodStatus(told), { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ id: arrival.activityId }))
    })
  }

  const server = createServer((request, response) => {
    // A request that is none gets no answer; the next one does.
    take(request, response).catch(() => response.destroy())
  })
  // Longer than any pause of ours: a connection that ends while it is used again is a failure nobody ordered.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/emea/`,
    requests,
    get posts() {
      return requests.filter(({ method }) => method === 'POST')
    },
    get puts() {
      return requests.filter(({ method }) => method === 'PUT')
    },
    arrivals,
    get tooMany() {
      return tooMany
    },
    failNext: plan.failNext,
    failWhen: plan.failWhen,
    failNoMore: plan.forget,
    received: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`${arrivals.length} of ${count} requests came`)),
          2_000,
        )
        const look = () => {
          if (arrivals.length < count) return
          waiting.delete(look)
          clearTimeout(late)
          resolve(requests)
        }
        waiting.add(look)
        look()
      }),
    forget: () => {
      requests.length = 0
      arrivals.length = 0
      plan.forget()
      tooMany = 0
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** How often each message stands in the chats, by its mark; a change of one does not count. */
export function timesPosted(arrivals: readonly Arrival[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { method, posted, mark } of arrivals)
    if (posted && method === 'POST') times.set(mark, (times.get(mark) ?? 0) + 1)
  return times
}

/** The marks of what was posted, in order, by conversation. */
export function postedIn(arrivals: readonly Arrival[]): Map<string, string[]> {
  const marks = new Map<string, string[]>()
  for (const { method, posted, mark, conversationId } of arrivals) {
    if (!posted || method !== 'POST') continue
    const list = marks.get(conversationId)
    if (list) list.push(mark)
    else marks.set(conversationId, [mark])
  }
  return marks
}

function throttled(waitMs: number): Failure {
  return { status: 429, retryAfter: String(Math.ceil(waitMs / 1000)) }
}

/** How long a request to a conversation has to wait for the rates; 0 when it need not. */
function gateOf({ rates, tenantOf }: FakeTeamsOptions): (conversationId: string) => number {
  if (!rates) return () => 0
  const gate = publishedRates(rates === true ? undefined : rates)
  const find = typeof tenantOf === 'function' ? tenantOf : (id: string) => tenantOf?.get(id)
  return (conversationId) => {
    // A thread of a channel is in the channel: that is what Microsoft calls a conversation there.
    const place = conversationId.replace(/;messageid=.*$/, '')
    return gate.admit(find(place) ?? 'the one tenant', place)
  }
}

function arrivalOf(
  { method, conversationId, activityId }: ConnectorRequest,
  came: { mark: string; atMs: number; failure: Failure | undefined; newId: string },
): Arrival {
  const { mark, atMs, failure, newId } = came
  const posted = !failure || isPosted(failure)
  const status = failure ? statusOf(failure, goodStatus({ method })) : goodStatus({ method })
  const id = method === 'PUT' ? (activityId ?? '') : newId
  return { method, conversationId, mark, atMs, posted, status, activityId: posted ? id : '' }
}

function goodStatus({ method }: { method: string }): number {
  return method === 'POST' ? 201 : 200
}

/** What was sent; undefined when its sender was gone before the end, which is as if it never came. */
async function readText(request: IncomingMessage, response: ServerResponse): Promise<string | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk)
  } catch {
    response.destroy()
    return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}

function placeOf(request: IncomingMessage) {
  const path = decodeURIComponent(request.url ?? '')
  const parts = /\/v3\/conversations\/(.+?)\/activities(?:\/(.+))?$/.exec(path)
  return { path, conversationId: parts?.[1] ?? '', activityId: parts?.[2] }
}

function describeRequest(request: IncomingMessage, text: string): ConnectorRequest {
  return {
    method: request.method ?? '',
    ...placeOf(request),
    authorization: request.headers.authorization,
    body: text ? JSON.parse(text) : {},
  }
}

function markOf({ body }: ConnectorRequest, text: string, pattern: RegExp | undefined): string {
  if (pattern) {
    const found = pattern.exec(text)
    return found?.[1] ?? found?.[0] ?? ''
  }
  const { summary, text: said } = body
  return typeof summary === 'string' ? summary : typeof said === 'string' ? said : ''
}
