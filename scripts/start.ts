/** The demo, `npm start`: the bot on SQLite with Mora's council, and a Teams-like client for two of its people. */
import { mkdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from './demo/child.ts'
import { checkDoors, type Door, portFrom, untilAnswers } from './demo/doors.ts'
import { fillDatabase } from './demo/fill-database.ts'
import { playgroundIsUp, startPlayground } from './demo/playground.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (path: string) => join(root, path)

/** The people of the demo: who they are in words, and what their Playground plays. */
const people = [
  { name: 'Samordnare Mora', does: 'coordinates the council', config: '.m365agentsplayground.yml' },
  { name: 'Fältarbetare', does: 'reports', config: '.m365agentsplayground.field-worker.yml' },
] as const

const children: Child[] = []
const leaving = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leaving.abort())
// Whoever ends npm alone ends its shell too, but that tells us nothing: that our parent is another one does.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) leaving.abort()
}, 500).unref()

/** Starts what the demo consists of and watches over it. Rejects when a part of it fails. */
async function run(): Promise<never> {
  const databaseUrl = process.env.DATABASE_URL?.trim() || 'sqlite:./var/tryggve.db'
  const logs = folderOfLogs(databaseUrl)
  const bot: Door = { port: portFrom('PORT', 3978), what: 'the bot', variable: 'PORT' }
  const firstPort = portFrom('PLAYGROUND_PORT', 56_150)
  const clients = people.map((person, index): Door & typeof person => ({
    ...person,
    port: firstPort + index,
    what: `the Playground of ${person.name}`,
    variable: 'PLAYGROUND_PORT',
  }))
  await checkDoors([bot, ...clients])

  console.log('Starting Tryggve, the Teams bot for local crime prevention …')
  const filled = await fillDatabase(databaseUrl)
  leaving.signal.throwIfAborted()
  const environment = botEnvironment(databaseUrl, bot.port)
  children.push(startChild('The bot', botArguments, environment, join(logs, 'tryggve.log')))
  await ready(`http://127.0.0.1:${bot.port}/ready`, 'The bot')
  for (const [index, client] of clients.entries()) {
    const log = join(logs, `playground-${client.port}.log`)
    leaving.signal.throwIfAborted()
    const opens = index === 0 && hasDisplay()
    children.push(startPlayground({ ...client, botPort: bot.port, log, opens }))
  }
  for (const { port, what } of clients) await ready(playgroundIsUp(port), what)
  sayWhereToLook(clients, databaseUrl, join(logs, 'tryggve.log'), filled)
  return anyLost()
}

const botArguments = ['--require', at('scripts/require-node.cjs'), at('src/main.ts')]

/** Given, and empty: so that a `.env` made for a server does not reach the demo, which is anonymous and local. */
const unset = [
  'NODE_ENV',
  'BOT_APP_ID',
  'BOT_TENANT_ID',
  'BOT_APP_PASSWORD',
  'BOT_CERTIFICATE_FILE',
  'PUBLIC_URL',
]

function botEnvironment(databaseUrl: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...Object.fromEntries(unset.map((name) => [name, ''])),
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    // The Playground tells us that every client is English; people in Mora write Swedish.
    BOT_LANGUAGE: process.env.BOT_LANGUAGE ?? 'sv',
  }
}

/** Whether a browser could be shown to somebody. */
function hasDisplay(): boolean {
  if (process.env.CI) return false
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Logs lie beside the SQLite file, or in var/. */
function folderOfLogs(databaseUrl: string): string {
  const file = databaseUrl.startsWith('sqlite:') ? resolve(databaseUrl.slice('sqlite:'.length)) : at('var/x')
  mkdirSync(dirname(file), { recursive: true })
  return dirname(file)
}

async function ready(url: string, what: string): Promise<void> {
  await Promise.race([untilAnswers(url, what), anyLost()])
}

function anyLost(): Promise<never> {
  return Promise.race(children.map(({ lost }) => lost))
}

function sayWhereToLook(
  clients: readonly (Door & { name: string; does: string })[],
  databaseUrl: string,
  log: string,
  filled: boolean,
): void {
  const widest = Math.max(...clients.map(({ name }) => name.length))
  const rows = clients.map(
    ({ port, name, does }) => `    http://localhost:${port}   you are ${name.padEnd(widest)}   who ${does}`,
  )
  const near = (path: string) => (path.startsWith(root) ? relative(root, path) : path)
  const data = databaseUrl.startsWith('sqlite:')
    ? near(resolve(databaseUrl.slice('sqlite:'.length)))
    : 'the database in DATABASE_URL'
  console.log(`
Tryggve is running. Open both in a browser, one tab each:

${rows.join('\n')}

Write first, in the box at the bottom:   rapportera buskörning vid Noret     (or: hjälp)
Fill in the card and press Rapportera; the coordinator's tab gets it at once.

${filled ? "Mora's council and its training data (marked ÖVNING) have just been put into" : 'You go on from last time with'} ${data}.
The bot's log: ${near(log)}
To stop: Ctrl-C
`)
}

async function stopAll(): Promise<void> {
  const [bot, ...clients] = children
  await Promise.all(clients.map((client) => client.stop()))
  await bot?.stop()
}

const asked = new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()))
try {
  await Promise.race([asked, run()])
  console.log('\nStopping …')
} catch (problem) {
  console.error(`\n${problem instanceof Error ? problem.message : problem}\n`)
  process.exitCode = 1
}
leaving.abort()
await stopAll()
if (process.exitCode !== 1) console.log('Tryggve has stopped.')
process.exit()
