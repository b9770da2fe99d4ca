import type { Config } from '../../src/config.ts'
import { type Finding, findingsAbout } from './finding.ts'
import { ask, type Heard, isAboutCertificate } from './outside.ts'

const { ok, warning, fault } = findingsAbout('public address')

/** Whether those in front are named, so that we know whom a request comes from: only they can tell. */
export function checkProxies({
  bot,
  publicUrl,
  trustedProxies,
}: Pick<Config, 'bot' | 'publicUrl' | 'trustedProxies'>): readonly Finding[] {
  if (bot.kind === 'anonymous' || !publicUrl.startsWith('https://') || trustedProxies.length > 0) return []
  return [
    warning(
      'TLS is ended by a proxy, and none is named: all the world counts as one address when wrong links and rubbish are counted, and one who sends rubbish shuts everybody out.',
      'give the address of the proxy, as Tryggve sees it, in TRUSTED_PROXIES.',
    ),
  ]
}

/** Whether PUBLIC_URL is https, leads to a running Tryggve, and does so without a detour. */
export async function checkAddress({ bot, publicUrl }: Pick<Config, 'bot' | 'publicUrl'>): Promise<Finding> {
  if (bot.kind === 'anonymous') return ok('not needed: without BOT_APP_ID the bot serves this machine only.')
  if (!publicUrl.startsWith('https://'))
    return fault(
      `${publicUrl} is not https, and Teams calls nothing else.`,
      'give PUBLIC_URL, the address that the proxy answers with TLS, like https://tryggve.example.se.',
    )
  const heard = await ask(`${publicUrl}/health`)
  return heard.answered && heard.status === 200 && isOurs(heard.json)
    ? ok(`${publicUrl} answers, and it is Tryggve.`)
    : fault(...saidOf(publicUrl, heard))
}

function isOurs(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'alive' in json && json.alive === true
}

function saidOf(publicUrl: string, heard: Heard): [says: string, cure: string] {
  if (!heard.answered) {
    if (isAboutCertificate(heard.why))
      return [
        `the certificate of ${publicUrl} is not believed (${heard.why}).`,
        'give the proxy a certificate of a public issuer, for this very name, with its whole chain.',
      ]
    return [
      `${publicUrl} does not answer (${heard.why}).`,
      'start Tryggve, point the name at the proxy, and let the proxy forward to PORT.',
    ]
  }
  if (heard.status >= 300 && heard.status < 400)
    return [
      `${publicUrl} leads on to another address (HTTP ${heard.status}), which Teams does not follow.`,
      'give the address that answers itself, or let the proxy pass /health and /api/messages without signing in.',
    ]
  return [
    `${publicUrl}/health is answered by something else, or by nobody behind the proxy (HTTP ${heard.status}).`,
    'let the proxy forward all paths to PORT of a running Tryggve.',
  ]
}
