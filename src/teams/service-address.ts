import type { Bot } from './options.ts'

/** Says whether an address is one that we may send to: nothing we hold goes anywhere else. */
export type MayServe = (serviceUrl: string) => boolean

/**
 * A registered bot talks to the hosts of Teams over https: exactly smba.trafficmanager.net and *.botframework.com
 * (the list of trusted hosts of Bot Framework; nothing in botbuilder checks it any more). An anonymous bot talks to
 * this machine only. `alsoOrigins` is for tests.
 */
export function mayServe(bot: Bot, alsoOrigins: readonly string[] = []): MayServe {
  return (serviceUrl) => {
    const url = URL.parse(serviceUrl)
    if (!url || url.username || url.password) return false
    if (alsoOrigins.includes(url.origin)) return true
    return bot.kind === 'anonymous' ? isLoopback(url) : isTeams(url)
  }
}

function isLoopback(url: URL): boolean {
  const web = url.protocol === 'http:' || url.protocol === 'https:'
  return web && isLoopbackHost(url.hostname)
}

function isTeams(url: URL): boolean {
  if (url.protocol !== 'https:' || url.port) return false
  return url.hostname === 'smba.trafficmanager.net' || url.hostname.endsWith('.botframework.com')
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
