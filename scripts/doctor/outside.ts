/** Whom the checks ask, beyond what the configuration names; a test puts its own servers there. */
export interface Outside {
  /** Who hands out tokens to bots. */
  readonly authority: string
  /** Where the keys are told by which the tokens of Teams are judged. */
  readonly keys: string
}

/** Microsoft's own, as the Bot Framework's authentication says. */
export const microsoft: Outside = {
  authority: 'https://login.microsoftonline.com',
  keys: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
}

/** How long one question may take, in milliseconds. */
const patienceMs = 10_000

/** What came of asking. */
export type Heard =
  | { readonly answered: true; readonly status: number; readonly headers: Headers; readonly json: unknown }
  /** Nobody answered; `why` is a code such as ENOTFOUND, never a text with what was asked. */
  | { readonly answered: false; readonly why: string }

/** Asks once, and follows no redirection: neither does Teams. Never throws. */
export async function ask(url: string, init: RequestInit = {}): Promise<Heard> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    return { answered: true, status: response.status, headers: response.headers, json: asJson(text) }
  } catch (problem) {
    const { name, cause } = problem as Error & { cause?: { code?: string; name?: string } }
    return { answered: false, why: cause?.code ?? (name === 'TimeoutError' ? 'no answer in time' : name) }
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const certificateCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA)/

/** Whether somebody answered whose certificate is not believed. */
export function isAboutCertificate(why: string): boolean {
  return certificateCodes.test(why)
}
