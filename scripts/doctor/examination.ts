import { type Config, ConfigFaults } from '../../src/config.ts'
import { checkAddress } from './address.ts'
import { checkAppPackage } from './app-package.ts'
import { checkDatabase } from './database.ts'
import { type Finding, findingsAbout } from './finding.ts'
import { checkKeys } from './keys.ts'
import type { Outside } from './outside.ts'
import { checkTime } from './time.ts'
import { checkToken } from './token.ts'

const { ok, fault } = findingsAbout('variables')

/** What is examined, beyond the configuration itself. */
export interface Examination {
  /** Gives the configuration, or throws ConfigFaults. */
  readonly load: () => Config
  readonly outside: Outside
  /** The app package that was built. */
  readonly packageFile: string
  readonly teamsAppId: string | undefined
}

/**
 * Everything that can be known of a configuration, in the order in which to mend it. When the variables themselves have
 * faults, those are all that is told: the rest hangs on them.
 */
export async function examine({
  load,
  outside,
  packageFile,
  teamsAppId,
}: Examination): Promise<readonly Finding[]> {
  let config: Config
  try {
    config = load()
  } catch (problem) {
    if (!(problem instanceof ConfigFaults)) throw problem
    return problem.faults.map((said) => fault(`${said}.`, 'each variable is described in .env.example.'))
  }
  const { bot } = config
  const clockOf =
    bot.kind === 'registered'
      ? `${outside.authority}/${bot.tenantId}/v2.0/.well-known/openid-configuration`
      : undefined
  const found = await Promise.all([
    ok(bot.kind === 'anonymous' ? 'understood; the bot is anonymous, for this machine only.' : 'understood.'),
    checkDatabase(config.databaseUrl),
    checkTime(clockOf),
    checkToken(bot, outside),
    checkKeys(bot, outside),
    checkAddress(config),
    checkAppPackage(config, packageFile, teamsAppId),
  ])
  return found.flat()
}
