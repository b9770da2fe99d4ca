import { type Config, ConfigFaults } from '../../src/config.ts'
import { checkAddress, checkProxies } from './address.ts'
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
  /** Whether this is where app packages are made. */
  readonly packagesMadeHere: boolean
  /** The environment of the process, for what the platform sets by itself. */
  readonly env: Readonly<Record<string, string | undefined>>
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
  packagesMadeHere,
  env,
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
    checking('database', () => checkDatabase(config.databaseUrl)),
    checking('time', () => checkTime(clockOf)),
    checking('token', () => checkToken(bot, outside, env)),
    checking('keys of Teams', () => checkKeys(bot, outside)),
    checking('public address', () => checkAddress(config)),
    checking('proxies', () => checkProxies(config)),
    checking('app package', () => checkAppPackage(config, packageFile, teamsAppId, packagesMadeHere)),
  ])
  return found.flat()
}

/** A check; when it fails itself, that is one more finding, and the others are none the worse. */
async function checking<Found extends Finding | readonly Finding[]>(
  about: string,
  check: () => Found | Promise<Found>,
): Promise<Found | Finding> {
  try {
    return await check()
  } catch (problem) {
    const { name, code } = problem as { name?: string; code?: string }
    return findingsAbout(about).fault(
      `could not be examined (${code ?? name ?? 'fault'}).`,
      'tell us; look at what it concerns meanwhile.',
    )
  }
}
