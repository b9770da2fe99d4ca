import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import type { IdentityProvider } from '../../src/teams/index.ts'

export const botAppId = 'b0700000-1111-4222-8333-444444444444'

/** How a token differs from the one that Teams would send. */
export interface TokenWish {
  readonly audience?: string
  readonly issuer?: string
  readonly serviceUrl?: string | undefined
  /** Seconds from now. */
  readonly expiresIn?: number
  readonly notBeforeIn?: number
  /** Signed by a key that the provider does not publish, under the published key's id. */
  readonly foreignKey?: boolean
  /** The key id in the header. */
  readonly keyId?: string
  readonly claims?: Record<string, unknown>
}

/** Somebody who signs tokens in the place of Microsoft, on this machine. */
export interface LocalIdentityProvider {
  readonly issuer: string
  /** What startTeams needs to trust it; calls out go to `serviceUrl` with the token `outwardToken`. */
  trust(serviceUrl: string): IdentityProvider
  readonly outwardToken: string
  /** An Authorization header as Teams would send it, apart from what is wished. */
  header(serviceUrl: string, wish?: TokenWish): Promise<string>
  /** A token with `alg: none`. */
  unsignedHeader(serviceUrl: string): string
  stop(): Promise<void>
}

const keyId = 'nyckel-1'

export async function startIdentityProvider(): Promise<LocalIdentityProvider> {
  const own = await generateKeyPair('RS256')
  const foreign = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(own.publicKey)), kid: keyId, use: 'sig', endorsements: ['msteams'] }
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const documents: Record<string, object> = {
      '/metadata': {
        issuer: origin,
        jwks_uri: `${origin}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      },
      '/keys': { keys: [jwk] },
    }
    const document = documents[request.url ?? '']
    response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(document ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = 'https://identitet.example'
  const outwardToken = 'ett-eget-bevis'

  return {
    issuer,
    outwardToken,
    trust: (serviceUrl) => ({
      openIdMetadataUrl: `${origin}/metadata`,
      tokenIssuer: issuer,
      serviceOrigins: [new URL(serviceUrl).origin],
      credentials: credentials(outwardToken),
    }),
    header: async (serviceUrl, wish = {}) =>
      `Bearer ${await sign(serviceUrl, wish, issuer, own.privateKey, foreign.privateKey)}`,
    unsignedHeader: (serviceUrl) =>
      `Bearer ${new UnsecuredJWT({ serviceurl: serviceUrl })
        .setIssuer(issuer)
        .setAudience(botAppId)
        .setExpirationTime('1h')
        .encode()}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function sign(
  serviceUrl: string,
  wish: TokenWish,
  issuer: string,
  own: CryptoKey,
  foreign: CryptoKey,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const claimed = 'serviceUrl' in wish ? wish.serviceUrl : serviceUrl
  return new SignJWT({ ...(claimed ? { serviceurl: claimed } : {}), ...wish.claims })
    .setProtectedHeader({ alg: 'RS256', kid: wish.keyId ?? keyId, typ: 'JWT' })
    .setIssuer(wish.issuer ?? issuer)
    .setAudience(wish.audience ?? botAppId)
    .setNotBefore(now + (wish.notBeforeIn ?? -60))
    .setExpirationTime(now + (wish.expiresIn ?? 3600))
    .sign(wish.foreignKey ? foreign : own)
}

/** Our own proof for calls out: MSAL asks https authorities only, so the tests hand out a token themselves. */
export function credentials(token: string): NonNullable<IdentityProvider['credentials']> {
  return {
    isValidAppId: async (appId: string) => appId === botAppId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', `Bearer ${token}`)
        return request
      },
    }),
  } as unknown as NonNullable<IdentityProvider['credentials']>
}
