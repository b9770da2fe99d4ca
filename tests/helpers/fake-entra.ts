import { createHash, X509Certificate } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'

/** Whom the fake Microsoft Entra knows. */
export const known = {
  tenantId: '6d6f7261-0000-4000-8000-000000000001',
  appId: 'b0700000-1111-4222-8333-444444444444',
  secret: 'rätt-hemlighet~åäö&=+',
  expiredSecret: 'gammal-hemlighet',
} as const

/** Microsoft Entra's token endpoint and its neighbours, on this machine, in the form that they answer in. */
export interface FakeEntra {
  readonly url: string
  /** Certificates (PEM) of the registration. */
  readonly certificates: Set<string>
  /** How far its clock is from ours, in milliseconds. */
  skewMs: number
  /** Answers everything by this, until it is undefined again: a code of Entra's, or a page of somebody in between. */
  instead: number | 'a page' | undefined
  stop(): Promise<void>
}

export async function startFakeEntra(): Promise<FakeEntra> {
  const certificates = new Set<string>()
  const fake = { url: '', certificates, skewMs: 0, instead: undefined as FakeEntra['instead'] }
  const server = createServer(async (request, response) => {
    response.sendDate = false
    response.setHeader('Date', new Date(Date.now() + fake.skewMs).toUTCString())
    const answer = await answerTo(request, fake)
    const body = typeof answer === 'number' ? errorOf(answer) : answer
    response.writeHead(typeof answer === 'number' ? 401 : 200, { 'Content-Type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(fake, {
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

/** What is said, or the code of why not. */
async function answerTo(
  request: IncomingMessage,
  { url, certificates, instead }: Pick<FakeEntra, 'url' | 'certificates' | 'instead'>,
): Promise<object | string | number> {
  if (instead === 'a page') return '<html>Välkommen till gästnätet</html>'
  if (instead) return instead
  const [, tenant, ...path] = (request.url ?? '').split('/')
  if (tenant === 'keys') return { issuer: url, jwks_uri: `${url}/keys/jwks` }
  if (tenant !== known.tenantId) return 90002
  if (path.join('/') === 'v2.0/.well-known/openid-configuration') return { issuer: url }
  if (request.method !== 'POST' || path.join('/') !== 'oauth2/v2.0/token') return 900144
  const asked = new URLSearchParams(await textOf(request))
  if (asked.get('grant_type') !== 'client_credentials') return 70003
  if (asked.get('scope') !== 'https://api.botframework.com/.default') return 70011
  if (asked.get('client_id') !== known.appId) return 700016
  const assertion = asked.get('client_assertion')
  const why = assertion
    ? await whyNotProved(assertion, certificates, `${url}${request.url}`)
    : whyNotSecret(asked.get('client_secret'))
  return why ?? { token_type: 'Bearer', expires_in: 3599, access_token: 'ett-bevis-som-aldrig-visas' }
}

function whyNotSecret(secret: string | null): number | undefined {
  if (secret === known.secret) return undefined
  return secret === known.expiredSecret ? 7000222 : 7000215
}

async function whyNotProved(
  assertion: string,
  certificates: ReadonlySet<string>,
  audience: string,
): Promise<number | undefined> {
  for (const pem of certificates) {
    const certificate = new X509Certificate(pem)
    try {
      const { protectedHeader, payload } = await jwtVerify(assertion, certificate.publicKey, {
        algorithms: ['PS256'],
        audience,
        issuer: known.appId,
        subject: known.appId,
      })
      const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
      if (protectedHeader['x5t#S256'] === thumbprint && payload.jti) return undefined
    } catch {
      // Signed by another.
    }
  }
  return 700027
}

function errorOf(code: number): object {
  const error_description = `AADSTS${code}: a sentence of Entra's. Trace ID: 00000000-0000-0000-0000-000000000000`
  return { error: 'invalid_client', error_description, error_codes: [code] }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
