import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A door in front of PostgreSQL that a test shuts and opens. */
export interface DatabaseGate {
  /** The way to the same database through the door. */
  readonly url: string
  /** Breaks every connection and refuses new ones, as a server that was stopped. */
  shut(): void
  /** Lets nothing through and breaks nothing, as a network that swallows packets. */
  hush(): void
  open(): void
  close(): Promise<void>
}

export async function databaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'open' | 'shut' | 'hushed' = 'open'
  const server = createServer((near) => {
    if (state === 'shut') {
      near.resetAndDestroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => other.destroy())
      one.on('close', () => {
        other.destroy()
        pairs.delete(pair)
      })
      one.on('data', (chunk) => {
        other.write(chunk)
      })
      if (state === 'hushed') one.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  const each = (act: (socket: Socket) => void) => {
    for (const [near, far] of pairs) {
      act(near)
      act(far)
    }
  }
  const shut = () => {
    state = 'shut'
    each((socket) => socket.resetAndDestroy())
  }
  return {
    url: url.href,
    shut,
    hush: () => {
      state = 'hushed'
      each((socket) => socket.pause())
    },
    open: () => {
      state = 'open'
      each((socket) => socket.resume())
    },
    close: async () => {
      shut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
