import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process of the demo, in a process group of its own, so that Ctrl-C reaches us alone and we end it in order. */
export interface Child {
  readonly name: string
  /** Rejects when it ends before anybody asked it to; never resolves. */
  readonly lost: Promise<never>
  /** Asks it to end, waits at most 12 s, then ends it and whatever it started. Resolves when it is gone. */
  readonly stop: () => Promise<void>
}

/** Starts Node on `args`; what it writes goes to the end of the file `log`. */
export function startChild(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  log: string,
): Child {
  const out = openSync(log, 'a')
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', out, out], detached: true })
  const ended = once(child, 'exit')
  let stopping = false
  const lost = ended.then(([code, signal]) => {
    if (stopping) return new Promise<never>(() => {})
    const why = signal ? `by ${signal}` : `with code ${code}`
    throw new Error(`${name} ended ${why}.${lastWords(log)}\nThe whole story is in ${log}`)
  })
  lost.catch(() => {})
  const stop = async () => {
    stopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    signalGroup(child, 'SIGTERM')
    await Promise.race([ended, sleep(12_000, undefined, { ref: false })])
    signalGroup(child, 'SIGKILL')
    await ended
  }
  return { name, lost, stop }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    // Windows has no process groups.
    if (process.platform === 'win32' || !child.pid) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}

/** What the log ends with, as people read it: the message of a JSON line, other lines as they are. */
function lastWords(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).map(sayLine).filter(Boolean)
  return lines.length > 0 ? `\n\n  ${lines.join('\n  ')}\n` : ''
}

function sayLine(line: string): string {
  try {
    const { msg, err } = JSON.parse(line)
    return [msg, err?.message].filter((part) => typeof part === 'string').join(': ')
  } catch {
    return line
  }
}
