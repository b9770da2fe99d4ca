import { createServer } from 'node:net'

/** The first of `count` ports in a row that nobody listens on. */
export async function freePort(count: number): Promise<number> {
  for (;;) {
    const first = await listen(0)
    if (!first) continue
    const rest = Array.from({ length: count - 1 }, (_, index) => listen(first + 1 + index))
    if ((await Promise.all(rest)).every(Boolean)) return first
  }
}

function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
