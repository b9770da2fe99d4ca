import { once } from 'node:events'
import pino, { type Logger } from 'pino'
import { startApp } from './app.ts'
import { type Config, ConfigFaults, loadConfig } from './config.ts'
import { DatabaseInUse } from './database/index.ts'

/** Where a person who starts us reads: faults at the start are for people, everything after it is for the log. */
function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

function configOrExit(): Config {
  try {
    return loadConfig()
  } catch (problem) {
    if (!(problem instanceof ConfigFaults)) throw problem
    tell(`${problem.message}\nEvery variable is described in .env.example.`)
    process.exit(1)
  }
}

/** botbuilder writes what it thinks of a token to the console; the log has the refusal already. */
function quietLibraries(log: Logger): void {
  const heard = () => log.debug('a library wrote to the console')
  Object.assign(globalThis.console, { log: heard, info: heard, warn: heard, error: heard })
}

async function run(): Promise<void> {
  const config = configOrExit()
  const written = pino.destination({ sync: false })
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, written)
  quietLibraries(log)
  let stopping = false
  let stop = async () => {}
  const leave = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    await stop()
    log.info('stopped')
    // The log writes beside us: what is on its way when the process ends would be lost. Nobody may be reading it any more.
    written.end()
    await once(written, 'close', { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
    process.exit(0)
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)

  const app = await startApp(config, log)
  stop = app.stop
  if (config.bot.kind === 'anonymous')
    log.warn('anonymous: there is no BOT_APP_ID, so nobody is asked for a token; for this machine only')
  log.info({ url: app.url }, 'started')
}

/** What a person can do about a fault at the start; the place of the fault, when nobody foresaw it. */
function sayFault(problem: unknown): string {
  if (problem instanceof DatabaseInUse) return problem.message
  const { code, port, stack } = problem as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `PORT ${port} is taken: stop what uses it, or give another PORT.`
  return `Tryggve could not start: ${stack ?? String(problem)}`
}

run().catch((problem: unknown) => {
  tell(sayFault(problem))
  process.exit(1)
})
