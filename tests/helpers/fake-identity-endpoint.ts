import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What hands out tokens to a managed identity inside Azure Container Apps, on this machine. */
export interface FakeIdentityEndpoint {
  /** What Azure sets in the environment of the process. */
  readonly env: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string }
  readonly token: string
  /** What was asked for, in order: whose identity, for what, and whether it was one of ours that asked. */
  readonly asked: { readonly clientId: string; readonly resource: string; readonly status: number }[]
  stop(): Promise<void>
}

/**
 * Answers as learn.microsoft.com/azure/container-apps/managed-identity (REST endpoint reference) says: a GET with the
 * header that only this process knows, and tokens of the identities that the app has been given.
 */
export async function startFakeIdentityEndpoint(clientId: string): Promise<FakeIdentityEndpoint> {
  const header = 'bara-en-process-vet'
  const token = 'ett-bevis-som-azure-ger'
  const asked: FakeIdentityEndpoint['asked'] = []
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
    const resource = searchParams.get('resource') ?? ''
    const whose = searchParams.get('client_id') ?? ''
    const isOurs = request.headers['x-identity-header'] === header
    const isKnown = whose === clientId && searchParams.get('api-version') === '2019-08-01'
    const status = isOurs ? (isKnown ? 200 : 400) : 401
    asked.push({ clientId: whose, resource, status })
    response.writeHead(status, { 'Content-Type': 'application/json' })
    const expires = Math.floor(Date.now() / 1000) + 3600
    response.end(
      JSON.stringify(
        status === 200
          ? {
              access_token: token,
              expires_on: String(expires),
              resource,
              token_type: 'Bearer',
              client_id: whose,
            }
          : { statusCode: status, message: 'No User Assigned or Delegated Managed Identity found' },
      ),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    env: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: header },
    token,
    asked,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
