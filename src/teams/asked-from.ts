import type { IncomingMessage } from 'node:http'

/** Who asks: the socket's address, or, when that is a proxy of our own network, whom the proxy says that it speaks for. */
export function askedFrom(request: IncomingMessage): string {
  const address = request.socket.remoteAddress ?? ''
  const nearby = /^(::1|(::ffff:)?(127|10)\.|(::ffff:)?192\.168\.|(::ffff:)?172\.(1[6-9]|2\d|3[01])\.|f[cd])/i
  if (!nearby.test(address)) return address
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
  return forwarded.split(',').at(-1)?.trim() || address
}
