import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach } from '@jest/globals'

/** Another process running a file of this folder, for what cannot be shown within one process. */
export interface Child {
  readonly process: ChildProcess
  /** The next line it writes to standard output; undefined when it has ended. */
  line(): Promise<string | undefined>
  /** Writes it a line, to standard input. */
  tell(line: string): void
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>
}

// A process that starts a hundred times reads its TypeScript once.
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/tryggve-tests', import.meta.url))

const alive = new Set<ChildProcess>()
afterEach(() => {
  for (const child of alive) child.kill('SIGKILL')
})

/**
 * Starts `tests/helpers/<file>` with Node's own reading of TypeScript, by `through` where another program is to start it.
 * It is ended with the test at the latest.
 */
export function startChild(
  file: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
): Child {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const [program = '', ...rest] = [...through, process.execPath, '--no-warnings', path, ...parameters]
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache, ...env },
  })
  alive.add(child)
  const gone = once(child, 'exit').then(() => alive.delete(child))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    line: async () => {
      const next = await lines.next()
      return next.done ? undefined : next.value
    },
    tell: (line) => {
      child.stdin.write(`${line}\n`)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
