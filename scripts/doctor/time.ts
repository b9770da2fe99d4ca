import { type Finding, findingsAbout } from './finding.ts'
import { ask } from './outside.ts'

const { ok, warning, fault } = findingsAbout('time')

/** Tokens are believed five minutes early or late; past one minute somebody should look. */
const brokenMs = 5 * 60_000
const doubtfulMs = 60_000

/** Compares the clock of this machine with that of a server, which says in every answer what time it is. */
export async function checkTime(url: string | undefined): Promise<Finding> {
  if (!url) return ok('not compared: without BOT_APP_ID there are no tokens that a wrong clock could break.')
  const before = Date.now()
  const heard = await ask(url)
  const after = Date.now()
  const theirs = heard.answered ? Date.parse(heard.headers.get('date') ?? '') : Number.NaN
  if (Number.isNaN(theirs))
    return warning(
      `${new URL(url).host} did not say what time it is, so the clock was not compared.`,
      'mend the other lines first.',
    )
  // The header has whole seconds, cut off.
  const skewMs = (before + after) / 2 - (theirs + 500)
  const told = `the clock is ${said(Math.abs(skewMs))} ${skewMs < 0 ? 'slow' : 'fast'}.`
  const cure = 'let the machine set its clock by NTP (systemd-timesyncd, chrony).'
  if (Math.abs(skewMs) > brokenMs) return fault(`${told} Tokens are refused past five minutes.`, cure)
  if (Math.abs(skewMs) > doubtfulMs) return warning(told, cure)
  return ok(`the clock is right, within ${Math.max(2, Math.ceil(Math.abs(skewMs) / 1000))} s.`)
}

function said(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`
}
