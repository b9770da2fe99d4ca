import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { createRouter } from './chat/index.ts'
import type { Config } from './config.ts'
import {
  acceptedTenants,
  addFirstCoordinators,
  connectChannel,
  disconnectChannel,
  findStanding,
} from './councils/index.ts'
import { openDatabase, type World } from './database/index.ts'
import {
  createDelivery,
  createPace,
  type Delivery,
  deliveryMetrics,
  promiseToSend,
} from './delivery/index.ts'
import { createFeatures, longForms } from './features.ts'
import { channelWelcomeCard, welcomeCard } from './help/index.ts'
import { keepIncidentsFindable } from './incidents/index.ts'
import { followTeams } from './minutes/index.ts'
import { digestCards } from './reminders/index.ts'
import { createSchedule, startHeartbeat } from './schedule/index.ts'
import type { Clock } from './shared/clock.ts'
import { systemClock } from './shared/clock.ts'
import { faultOf, type IdentityProvider, startTeams, type TeamsOptions } from './teams/index.ts'

/** How long an answer waits at most for its turn within the rates of Teams: somebody is waiting for it too. */
const answersWaitMs = 4_000

/** What a test may put in the place of the outside world. */
export interface Outside {
  readonly clock?: Clock
  readonly identityProvider?: IdentityProvider
  /** How often one person is listened to, where a benchmark presses for thousands. */
  readonly turnsPerMinute?: number
}

/** The running bot. */
export interface App {
  readonly url: string
  /** Sends everything that is owed now; the heartbeat and every answered turn do the same by themselves. */
  readonly deliver: () => Promise<void>
  /** Lets turns and sends in flight finish, and closes everything. */
  readonly stop: () => Promise<void>
}

/**
 * The one place where everything meets: the list of features, and how they hang together.
 * Throws DatabaseInUse, or what the database or the port throws when they cannot be had.
 */
export async function startApp(config: Config, log: Logger, outside: Outside = {}): Promise<App> {
  const opened = await openDatabase(config.databaseUrl)
  const world: World = { db: opened.db, clock: outside.clock ?? systemClock }
  await addFirstCoordinators(world, config.coordinators)
  await keepIncidentsFindable(world)

  const features = createFeatures(world, config)
  const route = createRouter({
    sayables: features.sayables,
    findStanding: findStanding(world),
    onFault: (fault, about) => log.error({ ...about, fault: faultOf(fault) }, 'a turn failed'),
  })
  const metrics = new Registry()
  const pace = createPace(world)
  const counted = deliveryMetrics(world, features.notices, metrics)
  let delivery: Delivery | undefined
  const deliver = async () => {
    await delivery?.drain()
  }
  const nudge = () => {
    deliver().catch((fault) => log.error({ fault: faultOf(fault) }, 'delivery failed'))
  }

  const teams = await startTeams({
    port: config.port,
    host: config.host,
    bot: config.bot,
    db: opened.db,
    clock: world.clock,
    log,
    route,
    acceptedTenants: async () =>
      new Set([...(await acceptedTenants(opened.db)), ...config.operators.map(({ tenantId }) => tenantId)]),
    welcome: welcome(world),
    removed: ({ conversationId }) => disconnectChannel(world, conversationId),
    meeting: (change) => followTeams(world, change),
    ping: opened.ping,
    metrics,
    files: features.files,
    calendar: features.calendar,
    offering: features.offering,
    // The Playground, which an anonymous bot is for, has no dialogs.
    ...(config.bot.kind === 'registered' ? { dialogs: longForms } : {}),
    afterTurn: nudge,
    pace: async (tenantId, conversationId) => {
      // When the count cannot be asked, an answer goes without.
      await pace.next(tenantId, conversationId, { patienceMs: answersWaitMs }).catch(() => 0)
    },
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    ...(config.metricsToken ? { metricsToken: config.metricsToken } : {}),
    ...(outside.turnsPerMinute ? { turnsPerMinute: outside.turnsPerMinute } : {}),
    ...(config.language ? { language: config.language } : {}),
    ...(outside.identityProvider ? { identityProvider: outside.identityProvider } : {}),
  })
  delivery = createDelivery({
    world,
    notices: features.notices,
    sender: teams.sender,
    pace,
    digest: digestCards,
    alone: opened.engine === 'sqlite',
    onAttempt: ({ fault, ...told }, pausedMs) => {
      counted.attempted(told, pausedMs)
      const level = told.outcome === 'refused' || fault ? 'error' : 'info'
      log[level]({ ...told, ...(fault ? { fault: faultOf(fault) } : {}) }, 'attempt')
    },
    onFault: (fault) => log.error({ fault: faultOf(fault) }, 'what was sent could not be written down yet'),
  })
  const schedule = createSchedule({
    world,
    reminders: features.reminders,
    promise: promiseToSend,
    onFault: (fault, kind) => log.error({ fault: faultOf(fault), kind }, 'what is due could not be derived'),
  })
  const beat = async () => {
    await schedule.beat()
    counted.beaten()
    // Not waited for: sending to ten thousand people takes minutes, and other things become due meanwhile.
    nudge()
  }
  const failed = (fault: unknown) => log.error({ fault: faultOf(fault) }, 'a beat failed')
  const heartbeat = startHeartbeat(beat, failed)
  // What became due while we were away does not wait for the next minute.
  const atStart = beat().catch(failed)

  return {
    url: teams.url,
    deliver,
    stop: async () => {
      // A beat ends when delivery does, so delivery is told first.
      await Promise.all([delivery?.stop(), heartbeat.stop(), atStart])
      await teams.stop()
      await opened.close()
    },
  }
}

/**
 * The first word after an installation; a coordinator who installs us in a channel makes it the council's, if it has none.
 * A chat of several is not greeted: Teams installs us there by itself when somebody puts a card in it, and its people have
 * not asked for us.
 */
function welcome(world: World): TeamsOptions['welcome'] {
  return async (where, installer, locale) => {
    if (where.kind === 'groupChat') return undefined
    if (where.kind === 'personal') {
      const card = welcomeCard(locale)
      return { card, summary: card.fallbackText }
    }
    const installed = installer && (await connectChannel(world, installer, where.conversationId))
    const card = channelWelcomeCard(installed, locale)
    return { card, summary: card.fallbackText }
  }
}
