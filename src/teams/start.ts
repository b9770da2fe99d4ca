import { TeamsAdapter } from './adapter.ts'
import { createAddressBook } from './addresses.ts'
import { askedFrom } from './asked-from.ts'
import { createLatestPresses } from './latest-presses.ts'
import { createLimits } from './limits.ts'
import { teamsMetrics } from './metrics.ts'
import type { Teams, TeamsOptions } from './options.ts'
import { createRepeats } from './repeats.ts'
import { createSender } from './sender.ts'
import { startServer } from './server.ts'
import { mayServe } from './service-address.ts'
import { answerWithinMs } from './time-limits.ts'
import { createTurns } from './turn.ts'

/** What was last known while the database cannot be asked: who writes then is told so, instead of nothing. */
function lastKnown<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return async () => {
    const asked = ask()
    try {
      await asked
      known = asked
    } catch (problem) {
      if (!known) throw problem
    }
    return known
  }
}

/**
 * Opens the way in and the way out. Throws when the bot is anonymous and would listen to more than this machine; rejects
 * when the port is taken.
 */
export async function startTeams(options: TeamsOptions): Promise<Teams> {
  if (options.bot.kind === 'anonymous' && !['127.0.0.1', '::1', 'localhost'].includes(options.host))
    throw new Error('An anonymous bot trusts everybody, so it listens on 127.0.0.1 only.')
  const { bot, db, clock, log, route, welcome, identityProvider } = options
  const serves = mayServe(bot, identityProvider?.serviceOrigins)
  const dialogs = options.dialogs ?? new Set<string>()
  const adapter = new TeamsAdapter(bot, serves, dialogs, identityProvider, options.attemptMs)
  const metrics = teamsMetrics(options.metrics)
  const addresses = createAddressBook(db, clock)
  const sender = createSender(adapter, addresses, metrics, log)
  const limits = createLimits(options.turnsPerMinute)
  const takeTurn = createTurns({
    route,
    welcome,
    removed: options.removed ?? (async () => undefined),
    meeting: options.meeting ?? (async () => undefined),
    afterTurn: options.afterTurn ?? (() => undefined),
    pace: options.pace ?? (async () => undefined),
    adapter,
    addresses,
    repeats: createRepeats(db, clock),
    latest: createLatestPresses(),
    limits,
    sender,
    metrics,
    log,
    answerWithinMs: { ...answerWithinMs, ...options.answerWithinMs },
    language: options.language,
    offering: options.offering,
    dialogs,
  })
  const known = lastKnown(options.acceptedTenants)
  await known()
  const server = await startServer({
    options: { ...options, acceptedTenants: known },
    adapter,
    metrics,
    takeTurn,
    limits,
    askedFrom: askedFrom(options.trustedProxies),
    log,
  })
  return {
    url: server.url,
    sender,
    stop: async () => {
      await server.stop()
      adapter.close()
    },
  }
}
