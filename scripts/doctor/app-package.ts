import { existsSync, readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'
import type { Config } from '../../src/config.ts'
import { type Finding, findingsAbout } from './finding.ts'

const { ok, warning, fault } = findingsAbout('app package')

const manifests = z.object({
  id: z.string(),
  bots: z.array(z.object({ botId: z.string() })).default([]),
  composeExtensions: z.array(z.object({ botId: z.string().optional() })).default([]),
  validDomains: z.array(z.string()).default([]),
})

const rebuild =
  'run npm run package:teams with the variables of this configuration, and upload the new package.'

/**
 * Whether the built app package (a zip with manifest.json) is of this bot: its ids, and the host of PUBLIC_URL.
 * `teamsAppId` is what the package should call itself; left out, any id will do. Where packages cannot be made, as in the
 * container, none is missed.
 */
export function checkAppPackage(
  { bot, publicUrl }: Pick<Config, 'bot' | 'publicUrl'>,
  file: string,
  teamsAppId?: string,
  madeHere = true,
): readonly Finding[] {
  if (bot.kind === 'anonymous') return [ok('not needed: without BOT_APP_ID the bot is in no Teams.')]
  if (!existsSync(file) && !madeHere)
    return [ok('not compared: it is made where the sources are (npm run package:teams).')]
  if (!existsSync(file))
    return [warning(`${file} is not there, so its ids were not compared.`, 'run npm run package:teams.')]
  const manifest = manifestIn(file)
  if (!manifest) return [fault(`${file} has no manifest.json that can be read.`, rebuild)]
  const host = new URL(publicUrl).hostname
  const botIds = [...manifest.bots, ...manifest.composeExtensions].flatMap(({ botId }) => botId ?? [])
  const faults = [
    botIds.length > 0 && botIds.every((id) => sameId(id, bot.appId))
      ? []
      : fault(`the package is of another bot (${botIds.join(', ') || 'none'}).`, rebuild),
    teamsAppId && !sameId(manifest.id, teamsAppId)
      ? fault(`the package calls itself ${manifest.id}, and TEAMS_APP_ID is ${teamsAppId}.`, rebuild)
      : [],
    manifest.validDomains.includes(host)
      ? []
      : fault(`the package does not name ${host}, the host of PUBLIC_URL, in validDomains.`, rebuild),
  ].flat()
  return faults.length > 0 ? faults : [ok(`${file} is of this bot and this address.`)]
}

function manifestIn(file: string): z.output<typeof manifests> | undefined {
  try {
    const { 'manifest.json': bytes } = unzipSync(readFileSync(file))
    return bytes && manifests.parse(JSON.parse(strFromU8(bytes)))
  } catch {
    return undefined
  }
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
