import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the bench: it says when it is ready, and ends when it is told to. */
export interface BenchProcess {
  /** What it told when it was ready. */
  readonly told: Readonly<Record<string, string>>
  /** From its start until it was ready, in milliseconds. */
  readonly readyMs: number
  /** What it has in its hands. With the flag `--expose-gc` what it no longer needs is thrown away first. */
  usage(): Promise<Usage>
  /** Ends it calmly, by its own hand. */
  stop(): Promise<void>
}

export interface Usage {
  /** Its resident memory, in bytes. */
  readonly memory: number
  /** What its objects take of that, in bytes. */
  readonly heap: number
  /** Sockets, timers, files and the like that it has open. */
  readonly handles: number
  /** The processor time that it has used, in milliseconds. */
  readonly cpuMs: number
}

/** Starts a file of this folder in a process of its own. Rejects when it ends before it is ready. */
export async function startProcess(
  file: string,
  orders: unknown,
  flags: readonly string[] = [],
): Promise<BenchProcess> {
  const begun = performance.now()
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(orders)], {
    execArgv: ['--no-warnings', ...flags],
  })
  const [told] = await Promise.race([
    once(child, 'message') as Promise<[Record<string, string>]>,
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was ready`))),
  ])
  return {
    told,
    readyMs: performance.now() - begun,
    usage: async () => {
      const answer = once(child, 'message') as Promise<[Usage]>
      child.send('usage')
      return (await answer)[0]
    },
    stop: () => stopped(child),
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.send('stop')
  await gone
}

/** The other end: tells that this process is ready, and does as it is told from then on. */
export function ready(told: Readonly<Record<string, string>>, stop: () => Promise<unknown>): void {
  process.on('message', async (order) => {
    if (order === 'usage') process.send?.(usage())
    if (order === 'stop') {
      await stop()
      process.exit(0)
    }
  })
  process.on('disconnect', () => process.exit(1))
  process.send?.(told)
}

function usage(): Usage {
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { rss: memory, heapUsed: heap } = process.memoryUsage()
  const handles = process.getActiveResourcesInfo().length
  return { memory, heap, handles, cpuMs: (user + system) / 1000 }
}

/** What this process was ordered to do when it was started. */
export function orders<Orders>(): Orders {
  return JSON.parse(process.argv[2] ?? '') as Orders
}
