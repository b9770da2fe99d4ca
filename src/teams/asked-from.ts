import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

type Ip = ReturnType<typeof ipaddr.process>

/**
 * Tells which network a request comes from: one IPv4 address, or the first 48 bits of IPv6, the most that one subscriber is
 * given (RIPE-690). Several subscribers may share them; what is right is never refused for what others on the network do.
 */
export type AskedFrom = (request: IncomingMessage) => string

/**
 * What a proxy says of who it speaks for is believed of `proxies` only (addresses or ranges, `10.0.0.0/8`), from the nearest
 * one outwards: what stands further out than the first that is not ours was written by anybody. Throws on what is no range.
 */
export function askedFrom(proxies: readonly string[] = []): AskedFrom {
  const ours = proxies.map(rangeOf)
  const isOurs = (ip: Ip) =>
    ours.some(([net, bits]) => net.kind() === ip.kind() && ip.match(net as never, bits))
  return (request) => {
    let ip = readIp(request.socket.remoteAddress)
    for (const told of forwardedFor(request)) {
      if (!ip || !isOurs(ip)) break
      const further = readIp(told)
      if (!further) break
      ip = further
    }
    return ip ? networkOf(ip) : ''
  }
}

/** Reads `10.0.0.0/8`, or one address. Throws on anything else. */
function rangeOf(text: string): [Ip, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const ip = ipaddr.parse(text)
  return [ip, ip.kind() === 'ipv4' ? 32 : 128]
}

/** Who the proxies say that they speak for, the nearest first. Some write the port too. */
function forwardedFor(request: IncomingMessage): string[] {
  const told = String(request.headers['x-forwarded-for'] ?? '')
  return told
    .split(',')
    .map((one) => one.trim().replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3'))
    .reverse()
}

/** An address in full; one of IPv4 that is dressed as IPv6 is undressed. */
function readIp(text: string | undefined): Ip | undefined {
  if (!text || !(ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text))) return undefined
  return ipaddr.process(text)
}

function networkOf(ip: Ip): string {
  return ip.kind() === 'ipv4'
    ? ip.toString()
    : `${ip.toNormalizedString().split(':').slice(0, 3).join(':')}::/48`
}
