import { fileURLToPath } from 'node:url'
import { type Child, startChild } from './child.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The Agents Playground of one person: who it plays stands in its configuration file. */
export interface Player {
  /** What it is called when it is lost. */
  readonly what: string
  /** The configuration file, from the root of the repository. */
  readonly config: string
  readonly port: number
  readonly botPort: number
  readonly log: string
  /** Whether it opens a browser by itself. */
  readonly opens: boolean
}

/** Starts a Playground that listens on this machine only. */
export function startPlayground({ what, config, port, botPort, log, opens }: Player): Child {
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`
  const args = [
    '--require',
    at('scripts/demo/listen-on-loopback.cjs'),
    at('node_modules/@microsoft/m365agentsplayground/cli.js'),
    'start',
    ...['-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'],
  ]
  const env = {
    ...process.env,
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: at(config),
    // Without this it makes a folder devTools/ wherever it is started.
    M365_AGENTS_PLAYGROUND_LOGFILE: log.replace(/\.log$/, '-detail.log'),
    ...(opens ? {} : { TEAMSAPPTESTER_BROWSER: 'none' }),
  }
  return startChild(what, args, env, log)
}

/** Where a Playground answers when it is up. */
export function playgroundIsUp(port: number): string {
  return `http://127.0.0.1:${port}/_debug/ping`
}
