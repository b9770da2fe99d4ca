import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Child } from '../scripts/demo/child.ts'
import { untilAnswers } from '../scripts/demo/doors.ts'
import { playgroundIsUp, startPlayground } from '../scripts/demo/playground.ts'
import { type MovedDemo, type Otherwise, startMovedDemo } from './moved-demo.ts'
import { metricsAt } from './owed.ts'
import { freePort } from './ports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** `npm start`, with its data in an empty folder that is removed afterwards. */
export interface Demo {
  /** Resolves when it has said where to look. */
  readonly ready: () => Promise<{ coordinator: string; fieldWorker: string }>
  /** Everything it has written so far, on both streams. */
  readonly said: () => string
  /** A Playground for one person more, who stands in the file `config`. It ends with the demo. Gives its address. */
  readonly letIn: (config: string) => Promise<string>
  /** A demo of its own whose bot reads another clock, `2026-11-26 11:50:00` in UTC. It ends with this one. */
  readonly atAnotherTime: (time: string, otherwise?: Otherwise) => Promise<MovedDemo>
  /** The Playground at this address stands still, as Teams does on a bad day, until what is returned is called. */
  readonly hangs: (address: string) => () => void
  /** What an operator can read of how it goes. */
  readonly metrics: () => Promise<string>
  /** All that the demo keeps and tells, by name: the database, its write-ahead log, every log, and the metrics. */
  readonly kept: () => Promise<ReadonlyMap<string, string>>
  /** Starts it once more on the same ports, and gives what that one says and ends with. */
  readonly again: () => Promise<{ code: number | null; said: string }>
  /**
   * What Ctrl-C does in a terminal: SIGINT to the whole group. Gives how npm ended and what is left running. npm passes
   * on how its shell ended, and some shells end by the signal though what ran in them ended with 0.
   */
  readonly ctrlC: () => Promise<{ ended: number | string; left: readonly string[] }>
  /** Ends whatever is left and removes the folder. */
  readonly abandon: () => Promise<void>
}

export function startDemo(): Demo {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-e2e-'))
  const starting = spawnStart(folder)
  const guests: Child[] = []
  let said = ''

  const ready = async () => {
    const { child } = await starting
    const gone = once(child, 'exit').then(() => Promise.reject(new Error(`npm start ended:\n${said}`)))
    await Promise.race([gone, until(child, () => /To stop: Ctrl-C/.test(said))])
    const [coordinator, fieldWorker] = said.match(/http:\/\/localhost:\d+/g) ?? []
    if (!coordinator || !fieldWorker) throw new Error(`npm start names no addresses:\n${said}`)
    return { coordinator, fieldWorker }
  }
  starting.then(({ child }) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    }
  })

  const metrics = async () => metricsAt((await starting).env.PORT)

  return {
    ready,
    said: () => said,
    letIn: async (config) => {
      const { env } = await starting
      const [what, port] = [`the Playground of ${config}`, await freePort(1)]
      const log = join(folder, `playground-${port}.log`)
      guests.push(startPlayground({ what, config, port, botPort: Number(env.PORT), log, opens: false }))
      await untilAnswers(playgroundIsUp(port), what)
      return `http://localhost:${port}`
    },
    atAnotherTime: async (time, otherwise) => {
      const beside = mkdtempSync(join(folder, 'at-another-time-'))
      return startMovedDemo(beside, time, guests, otherwise)
    },
    hangs: (address) => {
      const groups = playgroundsAt(address)
      if (groups.length === 0) throw new Error(`There is no Playground at ${address}.`)
      const signalAll = (signal: NodeJS.Signals) => {
        for (const group of groups) process.kill(-group, signal)
      }
      signalAll('SIGSTOP')
      let hangs = true
      const goesOn = () => {
        if (hangs) signalAll('SIGCONT')
        hangs = false
      }
      guests.push({ name: address, lost: new Promise(() => {}), stop: async () => goesOn() })
      return goesOn
    },
    metrics,
    kept: async () => {
      const files = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')] as const)
      return new Map([...files, ['metrics', await metrics()]])
    },
    again: async () => {
      const { env } = await starting
      const second = spawnSync('npm', ['start'], { cwd: root, env, encoding: 'utf8', timeout: 30_000 })
      return { code: second.status, said: second.stdout + second.stderr }
    },
    ctrlC: async () => {
      const { child } = await starting
      await Promise.all(guests.map((guest) => guest.stop()))
      const ended = once(child, 'exit')
      signalGroup(child, 'SIGINT')
      const [code, signal] = await ended
      return { ended: code ?? signal, left: runningWith(folder) }
    },
    abandon: async () => {
      const { child } = await starting
      await Promise.all(guests.map((guest) => guest.stop()))
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        signalGroup(child, 'SIGTERM')
        await ended
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function spawnStart(folder: string): Promise<{ child: ChildProcess; env: NodeJS.ProcessEnv }> {
  const [bot, playground] = [await freePort(1), await freePort(2)]
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${join(folder, 'tryggve.db')}`,
    PORT: String(bot),
    PLAYGROUND_PORT: String(playground),
    TEAMSAPPTESTER_BROWSER: 'none',
  }
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  return { child: spawn('npm', ['start'], { cwd: root, env, stdio: [...stdio], detached: true }), env }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid) process.kill(-child.pid, signal)
}

/** The processes that still have our folder in their environment, by command line. Linux only; elsewhere none are found. */
function runningWith(folder: string): string[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return '' // It ended while we looked.
    }
  }
  return pids.filter((pid) => read(pid, 'environ').includes(folder)).map((pid) => read(pid, 'cmdline'))
}

function until(child: ChildProcess, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (condition()) resolve()
    }
    look()
    child.stdout?.on('data', () => setImmediate(look))
  })
}

/** The process groups of the Playground at an address: each was started as a group of its own. */
function playgroundsAt(address: string): number[] {
  const { port } = new URL(address)
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,args='], { encoding: 'utf8' })
  const own = stdout
    .split('\n')
    .filter((line) => line.includes('m365agentsplayground') && line.includes(` -p ${port} `))
  return [...new Set(own.map((line) => Number.parseInt(line, 10)))]
}
