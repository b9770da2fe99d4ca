import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A port that the demo wants, what for, and the variable that moves it. */
export interface Door {
  readonly port: number
  readonly what: string
  readonly variable: string
}

/** A port is taken, or a variable is no port. The message says what to do. */
export class NoDoor extends Error {}

/** The port in an environment variable, or `otherwise`. Throws NoDoor when it is no port. */
export function portFrom(variable: string, otherwise: number): number {
  const text = process.env[variable]?.trim()
  if (!text) return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port
  throw new NoDoor(
    `${variable} is "${text}", which is no port. Give a number from 1 to 65534, or leave it out.`,
  )
}

/** Throws NoDoor for the first port that somebody else listens on. */
export async function checkDoors(doors: readonly Door[]): Promise<void> {
  for (const { port, what, variable } of doors) {
    if (await isFree(port)) continue
    throw new NoDoor(
      `Port ${port}, which ${what} needs, is taken. Is Tryggve already running in another window?\n` +
        `Stop that one (Ctrl-C), or choose another port: ${variable}=${port + 100} npm start`,
    )
  }
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) if (!(await canListen(port, host))) return false
  return true
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, ...(host ? { host } : {}) }, () => server.close(() => resolve(true)))
  })
}

/** Resolves when the address answers with 200. Rejects when it has not within a minute. */
export async function untilAnswers(url: string, what: string): Promise<void> {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`${what} did not answer at ${url} within a minute.`)
}
