import type { Config } from '../../src/config.ts'
import { type Finding, findingsAbout } from './finding.ts'
import { ask, type Outside } from './outside.ts'

const { ok, fault } = findingsAbout('keys of Teams')

/** Whether the keys can be had by which the tokens of Teams are judged: without them everybody is turned away. */
export async function checkKeys(bot: Config['bot'], { keys }: Pick<Outside, 'keys'>): Promise<Finding> {
  if (bot.kind === 'anonymous') return ok('not needed: without BOT_APP_ID no token is asked for.')
  const heard = await ask(keys)
  const { jwks_uri: address } = ((heard.answered && heard.json) || {}) as { jwks_uri?: unknown }
  if (typeof address === 'string') return ok('can be had.')
  return fault(
    `${new URL(keys).host} does not tell them (${heard.answered ? `HTTP ${heard.status}` : heard.why}).`,
    'open the way out to it over https: without them every message is turned away (401).',
  )
}
