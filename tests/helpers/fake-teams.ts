import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

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

/** What the next request meets in the place of an answer: a status, or a socket that breaks or stays silent. */
export type Failure =
  | { readonly status: number; readonly retryAfter?: string; readonly location?: string }
  | 'reset after the body'
  | 'broken answer'

/** A server that speaks the wire format of the Teams connector, on this machine only. */
export interface FakeTeams {
  /** The service address, as activities carry it. */
  readonly url: string
  readonly requests: readonly ConnectorRequest[]
  readonly posts: readonly ConnectorRequest[]
  readonly puts: readonly ConnectorRequest[]
  /** The next requests, one each, meet these. */
  failNext(...failures: readonly Failure[]): void
  /** Resolves when so many requests have come; rejects after two seconds. */
  received(count: number): Promise<readonly ConnectorRequest[]>
  /** Forgets what came, and what was to fail. */
  forget(): void
  stop(): Promise<void>
}

export async function startFakeTeams(): Promise<FakeTeams> {
  const requests: ConnectorRequest[] = []
  const failures: Failure[] = []
  const waiting = new Set<() => void>()
  let lastId = 1_700_000_000_000

  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    requests.push(describeRequest(request, body))
    for (const look of waiting) look()
    const failure = failures.shift()
    if (failure) return fail(request, response, failure)
    lastId += 1
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ id: String(lastId) }))
  })
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
    failNext: (...next) => {
      failures.push(...next)
    },
    received: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`${requests.length} of ${count} requests came`)),
          2_000,
        )
        const look = () => {
          if (requests.length < count) return
          waiting.delete(look)
          clearTimeout(late)
          resolve(requests)
        }
        waiting.add(look)
        look()
      }),
    forget: () => {
      requests.length = 0
      failures.length = 0
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return text ? JSON.parse(text) : {}
}

function describeRequest(request: IncomingMessage, body: Record<string, unknown>): ConnectorRequest {
  const path = decodeURIComponent(request.url ?? '')
  const parts = /\/v3\/conversations\/(.+?)\/activities(?:\/(.+))?$/.exec(path)
  return {
    method: request.method ?? '',
    path,
    conversationId: parts?.[1] ?? '',
    activityId: parts?.[2],
    authorization: request.headers.authorization,
    body,
  }
}

function fail(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  if (failure === 'reset after the body') {
    request.socket.resetAndDestroy()
    return
  }
  if (failure === 'broken answer') {
    response.writeHead(201, { 'Content-Type': 'application/json' })
    response.end('{"id": ')
    return
  }
  response.writeHead(failure.status, {
    'Content-Type': 'application/json',
    ...(failure.retryAfter ? { 'Retry-After': failure.retryAfter } : {}),
    ...(failure.location ? { Location: failure.location } : {}),
  })
  response.end(JSON.stringify({ error: { code: 'Test', message: 'told to fail' } }))
}
