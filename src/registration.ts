import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Bot } from './teams/index.ts'

/** What the variables say of the bot's registration in Microsoft Entra. */
export interface ToldOfBot {
  readonly BOT_APP_ID?: string | undefined
  readonly BOT_TENANT_ID?: string | undefined
  readonly BOT_APP_TYPE: 'SingleTenant' | 'UserAssignedMSI'
  readonly BOT_APP_PASSWORD?: string | undefined
  readonly BOT_CERTIFICATE_FILE?: string | undefined
  readonly BOT_CERTIFICATE_KEY_FILE?: string | undefined
}

/** What is wrong with how a registered bot proves who it is, each fault with its variable and its cure. */
export function secretFaults(read: ToldOfBot): string[] {
  const {
    BOT_APP_PASSWORD: password,
    BOT_CERTIFICATE_FILE: certificate,
    BOT_CERTIFICATE_KEY_FILE: key,
  } = read
  if (read.BOT_APP_TYPE === 'UserAssignedMSI') {
    return password || certificate || key
      ? ['BOT_APP_PASSWORD and BOT_CERTIFICATE_FILE are not used with UserAssignedMSI: leave them out']
      : []
  }
  if (certificate && !key)
    return ['BOT_CERTIFICATE_KEY_FILE is missing: give the file with the private key of BOT_CERTIFICATE_FILE']
  if (key && !certificate)
    return ['BOT_CERTIFICATE_FILE is missing: give the file with the certificate of BOT_CERTIFICATE_KEY_FILE']
  if (password && certificate)
    return ['BOT_APP_PASSWORD and BOT_CERTIFICATE_FILE are both given: keep one of them']
  if (!password && !certificate)
    return [
      'BOT_APP_PASSWORD is missing: give the secret, or BOT_CERTIFICATE_FILE and BOT_CERTIFICATE_KEY_FILE',
    ]
  return []
}

/** The bot that the variables tell of, and what is wrong with the files of its certificate. */
export function botOf(read: ToldOfBot): { bot: Bot; faults: string[] } {
  const {
    BOT_APP_ID: appId,
    BOT_TENANT_ID: tenantId,
    BOT_APP_TYPE: appType,
    BOT_APP_PASSWORD: password,
  } = read
  if (!appId || !tenantId) return { bot: { kind: 'anonymous' }, faults: [] }
  const registered = { kind: 'registered', appId, appType, tenantId } as const
  if (password) return { bot: { ...registered, appPassword: password }, faults: [] }
  const { BOT_CERTIFICATE_FILE: certificateFile, BOT_CERTIFICATE_KEY_FILE: keyFile } = read
  if (!certificateFile || !keyFile) return { bot: registered, faults: [] }
  const faults: string[] = []
  const pem = (name: string, file: string, check: (text: string) => unknown) => {
    try {
      const text = readFileSync(file, 'utf8')
      check(text)
      return text
    } catch (problem) {
      const { code } = problem as NodeJS.ErrnoException
      const unread = code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR'
      faults.push(
        unread
          ? `${name} cannot be read: give the path of a PEM file that this user may read`
          : `${name} is not understood: give a PEM file, one that starts with -----BEGIN`,
      )
      return ''
    }
  }
  const certificate = {
    certificate: pem('BOT_CERTIFICATE_FILE', certificateFile, (text) => new X509Certificate(text)),
    privateKey: pem('BOT_CERTIFICATE_KEY_FILE', keyFile, (text) => createPrivateKey(text)),
  }
  if (faults.length === 0) faults.push(...keyFaults(certificate))
  return { bot: { ...registered, certificate }, faults }
}

/** What Entra would refuse, and the bot could not sign with: it says so once, at the start, and not at every message. */
function keyFaults({ certificate, privateKey }: { certificate: string; privateKey: string }): string[] {
  const key = createPrivateKey(privateKey)
  if (key.asymmetricKeyType !== 'rsa')
    return [
      'BOT_CERTIFICATE_KEY_FILE is no RSA key: make a certificate with an RSA key of 2048 bits or more, which is what Microsoft Entra takes',
    ]
  if (!new X509Certificate(certificate).checkPrivateKey(key))
    return [
      'BOT_CERTIFICATE_KEY_FILE is not the key of BOT_CERTIFICATE_FILE: give the two that were made together',
    ]
  return []
}
