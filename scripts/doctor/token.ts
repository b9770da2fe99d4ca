import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Config } from '../../src/config.ts'
import { type Finding, findingsAbout } from './finding.ts'
import { ask, type Outside } from './outside.ts'

type Bot = Config['bot']
type Registered = Extract<Bot, { kind: 'registered' }>

const { ok, warning, fault } = findingsAbout('token')

/** How long before its last day a certificate is spoken of. */
const soonMs = 30 * 24 * 60 * 60 * 1000

/**
 * Asks for a token as the bot does when it writes to Teams (OAuth 2.0 client credentials), and says what is wrong when
 * there is none. The token is thrown away. `env` is the environment of the process, where Azure tells a managed identity
 * whom to ask.
 */
export async function checkToken(
  bot: Bot,
  { authority }: Pick<Outside, 'authority'>,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Finding> {
  if (bot.kind === 'anonymous') return ok('not needed: without BOT_APP_ID nobody is asked for a token.')
  if (bot.appType === 'UserAssignedMSI') return checkManagedIdentity(bot, env)
  const old = bot.certificate && ageOf(bot.certificate.certificate)
  if (old?.level === 'fault') return old
  const tokenUrl = `${authority}/${bot.tenantId}/oauth2/v2.0/token`
  const heard = await ask(tokenUrl, { method: 'POST', body: await asking(bot, tokenUrl) })
  if (!heard.answered)
    return fault(
      `${new URL(authority).host} does not answer (${heard.why}).`,
      'open the way out to it over https; Tryggve goes there itself, and not through a proxy.',
    )
  const { access_token: token, error_codes: codes } = (heard.json ?? {}) as {
    access_token?: unknown
    error_codes?: unknown
  }
  if (heard.status === 200 && typeof token === 'string')
    return old ?? ok('given: the id, the tenant and the secret fit together.')
  return refused(heard.status, Array.isArray(codes) ? Number(codes[0]) : undefined)
}

/** Asks as a process in Azure does (learn.microsoft.com/azure/container-apps/managed-identity, REST endpoint reference). */
async function checkManagedIdentity(
  { appId }: Registered,
  { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header }: Readonly<Record<string, string | undefined>>,
): Promise<Finding> {
  if (!endpoint || !header)
    return warning(
      'a managed identity gets its tokens on Azure only, so nothing could be asked from here.',
      'run the doctor in the container on Azure (az containerapp exec, docs/it.md).',
    )
  const asked = new URLSearchParams({
    resource: 'https://api.botframework.com',
    'api-version': '2019-08-01',
    client_id: appId,
  })
  const heard = await ask(`${endpoint}?${asked}`, { headers: { 'X-IDENTITY-HEADER': header } })
  if (!heard.answered)
    return fault(
      `Azure’s own endpoint for identities does not answer (${heard.why}).`,
      'restart the revision; if it stays so, see the service health of Azure.',
    )
  const { access_token: token } = (heard.json ?? {}) as { access_token?: unknown }
  return heard.status === 200 && typeof token === 'string'
    ? ok('given by Azure to the managed identity.')
    : fault(
        `Azure gives the identity BOT_APP_ID no token here (HTTP ${heard.status}).`,
        'see that BOT_APP_ID is the client id of the user-assigned identity that the app has.',
      )
}

async function asking(bot: Registered, tokenUrl: string): Promise<URLSearchParams> {
  const proof = bot.certificate
    ? {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(bot.appId, bot.certificate, tokenUrl),
      }
    : { client_secret: bot.appPassword ?? '' }
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: bot.appId,
    scope: 'https://api.botframework.com/.default',
    ...proof,
  })
}

/** The proof of a certificate, as learn.microsoft.com/entra/identity-platform/certificate-credentials describes it. */
async function assertion(
  appId: string,
  { certificate, privateKey }: NonNullable<Registered['certificate']>,
  audience: string,
): Promise<string> {
  const thumbprint = Buffer.from(new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), 'hex')
  return new SignJWT()
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint.toString('base64url') })
    .setIssuer(appId)
    .setSubject(appId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('5m')
    .sign(createPrivateKey(privateKey))
}

function ageOf(pem: string): Finding | undefined {
  const { validTo } = new X509Certificate(pem)
  const left = Date.parse(validTo) - Date.now()
  const cure = 'make a new one, add it to the registration, and give it in BOT_CERTIFICATE_FILE.'
  if (left <= 0) return fault(`the certificate ran out on ${validTo}.`, cure)
  if (left < soonMs) return warning(`given, but the certificate runs out on ${validTo}.`, cure)
  return undefined
}

/** What Microsoft Entra means by its codes (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const meanings: Readonly<Record<number, readonly [says: string, cure: string]>> = {
  7000215: [
    'the secret is wrong.',
    'give the value of the secret in BOT_APP_PASSWORD, not its id; it is shown once, when it is made.',
  ],
  7000222: [
    'the secret has run out.',
    'make a new one in the registration, and give it in BOT_APP_PASSWORD.',
  ],
  700016: [
    'the tenant has no such registration.',
    'see that BOT_APP_ID and BOT_TENANT_ID are of the same registration.',
  ],
  7000112: ['the registration is switched off.', 'let an administrator of the tenant switch it on again.'],
  90002: ['there is no such tenant.', 'mend BOT_TENANT_ID.'],
  900023: ['there is no such tenant.', 'mend BOT_TENANT_ID.'],
  700027: [
    'the registration does not know the certificate.',
    'upload the certificate (never its key) to the registration, or give the right one.',
  ],
  700024: ['the clock of this machine is wrong.', 'set it: see the line about time.'],
  53003: [
    'a rule of the tenant (conditional access) stops the bot.',
    'let an administrator of the tenant make an exception for the registration.',
  ],
}

function refused(status: number, code: number | undefined): Finding {
  const [says, cure] = meanings[code ?? 0] ?? [
    'no token was given.',
    code
      ? `look the code up at https://login.microsoftonline.com/error?code=${code}.`
      : 'see that nothing stands between this machine and Microsoft (a proxy that answers in its place).',
  ]
  return fault(`${says} (${code ? `AADSTS${code}` : `HTTP ${status}`})`, cure)
}
