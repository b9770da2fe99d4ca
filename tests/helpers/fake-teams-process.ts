// A fake Teams in a process of its own, so that it shares no event loop with who is measured or killed. Its parameter is
// its orders as JSON (`FakeTeamsOrders`). When it is ready it writes one line of JSON to standard output, or sends it to
// who forked it: {"url": the service address, "control": where it is asked and told things}. A fork ends with its parent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Failure } from './connector-failures.ts'
import { type FailureRule, type FakeTeams, startFakeTeams } from './fake-teams.ts'

/** What the process is told to do: FakeTeamsOptions as plain data. Bodies are not kept. */
export interface FakeTeamsOrders {
  readonly rates?: boolean
  /** The tenant of a conversation, by its id; those that are not named are in one tenant. */
  readonly tenants?: Readonly<Record<string, string>>
  /** A regular expression whose first group, found in a conversation's id, is its tenant. Goes before `tenants`. */
  readonly tenantPattern?: string
  readonly latencyMs?: number
  /** A regular expression, as FakeTeamsOptions has it. */
  readonly markPattern?: string
}

/** What GET /counts answers. */
export interface Counts {
  /** Every request that came, POST and PUT, whatever became of it. */
  readonly requests: number
  readonly posts: number
  readonly puts: number
  /** Messages that stand in the chats: POSTs only. */
  readonly posted: number
  readonly tooMany: number
}

/**
 * The control interface, JSON both ways:
 * GET /counts · GET /arrivals · POST /fail-next [Failure] · POST /fail-when FailureRule · POST /fail-no-more ·
 * POST /forget
 */
async function control(fake: FakeTeams, request: IncomingMessage): Promise<unknown> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /counts':
      return countsOf(fake)
    case 'GET /arrivals':
      return fake.arrivals
    case 'POST /fail-next':
      fake.failNext(...((await json(request)) as Failure[]))
      return {}
    case 'POST /fail-when':
      fake.failWhen((await json(request)) as FailureRule)
      return {}
    case 'POST /fail-no-more':
      fake.failNoMore()
      return {}
    case 'POST /forget':
      fake.forget()
      return {}
    default:
      return undefined
  }
}

function countsOf({ arrivals, tooMany }: FakeTeams): Counts {
  let [posts, posted] = [0, 0]
  for (const arrival of arrivals) {
    if (arrival.method !== 'POST') continue
    posts += 1
    if (arrival.posted) posted += 1
  }
  return { requests: arrivals.length, posts, puts: arrivals.length - posts, posted, tooMany }
}

async function json(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

async function answer(fake: FakeTeams, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const said = await control(fake, request).catch(() => undefined)
  response.writeHead(said === undefined ? 400 : 200, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(said ?? {}))
}

const orders: FakeTeamsOrders = JSON.parse(process.argv[2] ?? '{}')
const tenantPattern = orders.tenantPattern ? new RegExp(orders.tenantPattern) : undefined
const fake = await startFakeTeams({
  light: true,
  ...(orders.rates ? { rates: true } : {}),
  ...(orders.latencyMs ? { latencyMs: orders.latencyMs } : {}),
  ...(orders.markPattern ? { markPattern: new RegExp(orders.markPattern) } : {}),
  tenantOf: (conversationId) =>
    tenantPattern?.exec(conversationId)?.[1] ?? orders.tenants?.[conversationId] ?? 'the one tenant',
})
const server = createServer((request, response) => answer(fake, request, response))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const told = {
  url: fake.url,
  control: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
}
process.on('disconnect', () => process.exit(0))
if (process.send) process.send(told)
else process.stdout.write(`${JSON.stringify(told)}\n`)
