// The world outside: who signs the tokens, and a Teams that takes every message. Shared by both that are compared.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startIdentityProvider } from '../tests/helpers/identity-provider.ts'
import { orders, ready } from './process.ts'

/** The Teams whose tokens it signs, when that is another than its own. */
const { signsFor, lastsSeconds } = orders<{ signsFor?: string; lastsSeconds?: number }>()
const provider = await startIdentityProvider()
let taken = 0
const teams = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    taken += request.method === 'POST' ? 1 : 0
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ id: randomUUID(), taken }))
  })
})
// Longer than any pause of a round: a connection that is closed while it is reused costs its sender an attempt.
teams.keepAliveTimeout = 60_000
await new Promise<void>((resolve) => teams.listen(0, '127.0.0.1', resolve))
const serviceUrl = `http://127.0.0.1:${(teams.address() as AddressInfo).port}/`
const { openIdMetadataUrl, tokenIssuer } = provider.trust(serviceUrl)

ready(
  {
    serviceUrl,
    openIdMetadataUrl,
    tokenIssuer,
    authorization: await provider.header(signsFor ?? serviceUrl, { expiresIn: lastsSeconds ?? 3_600 }),
  },
  async () => undefined,
)
