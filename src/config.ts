import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { botOf, secretFaults } from './registration.ts'
import type { Locale } from './shared/locale.ts'
import type { Person } from './shared/person.ts'
import type { Bot } from './teams/index.ts'

/** What the process was told, checked. */
export interface Config {
  readonly port: number
  readonly host: string
  /** How people's clients reach us; without a slash at the end. */
  readonly publicUrl: string
  /** Whose word is taken for whom a request comes from: addresses and ranges. */
  readonly trustedProxies: readonly string[]
  /** Who shows it reads the numbers of a registered bot; undefined shows them to nobody. */
  readonly metricsToken: string | undefined
  readonly databaseUrl: string
  readonly bot: Bot
  /** The first coordinators of a council that has none yet. */
  readonly coordinators: readonly Person[]
  /** Who sees to what is held in all councils, member or not. */
  readonly operators: readonly Person[]
  readonly logLevel: (typeof logLevels)[number]
  readonly production: boolean
  /** The language to speak whatever the client says; undefined follows the client. */
  readonly language: Locale | undefined
}

/** Everything that is wrong with the configuration, each fault with its variable and its cure. */
export class ConfigFaults extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The configuration is not complete:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'ConfigFaults'
    this.faults = faults
  }
}

type Env = Readonly<Record<string, string | undefined>>

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The one that .env.example has, where a real one is to stand. */
const nobodysGuid = '00000000-0000-0000-0000-000000000000'
const guidOr = (cure: string) =>
  z
    .string()
    .regex(guid, cure)
    .refine((text) => text !== nobodysGuid, `${cure} of your own, not the zeros of .env.example`)
    .toLowerCase()
    .optional()

const range = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

const persons = z
  .string()
  .default('')
  .transform(partsOf)
  .refine(
    (parts) => parts.every(isPersonKey),
    'give tenantId/aadObjectId (two GUIDs), several with commas between them',
  )
  .transform((parts) => parts.map(personOf))

const proxies = z
  .string()
  .default('')
  .transform(partsOf)
  .refine(
    (parts) => parts.every((part) => range.safeParse(part).success),
    'give the addresses or ranges of the proxies in front, like 10.20.0.0/23, several with commas between them',
  )
  .refine(
    (parts) => !parts.some(isFarTooWide),
    'a range is so wide (under /8, for IPv6 under /7) that strangers are in it, who could then say to be anybody: give the proxies in front alone, like 10.20.0.0/23',
  )

const variables = z.object({
  PORT: z
    .string()
    .default('3978')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) < 65_536, 'give a port number, 0 to 65535')
    .transform(Number),
  HOST: z.string().optional(),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'give the address that Teams reaches us by, like https://tryggve.example.se',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TRUSTED_PROXIES: proxies,
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{32,}$/, 'give at least 32 letters and digits, such as openssl rand -hex 32 makes')
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
      'give sqlite:./var/tryggve.db or postgres://user:password@host/database',
    )
    .default('sqlite:./var/tryggve.db'),
  BOT_APP_ID: guidOr("give the application (client) id of the bot's registration, a GUID"),
  BOT_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMSI'], { error: 'give SingleTenant or UserAssignedMSI' })
    .default('SingleTenant'),
  BOT_TENANT_ID: guidOr('give the id of the tenant that the bot is registered in, a GUID'),
  BOT_APP_PASSWORD: z.string().optional(),
  BOT_CERTIFICATE_FILE: z.string().optional(),
  BOT_CERTIFICATE_KEY_FILE: z.string().optional(),
  COORDINATORS: persons,
  OPERATORS: persons,
  LOG_LEVEL: z.enum(logLevels, { error: `give one of ${logLevels.join(', ')}` }).default('info'),
  BOT_LANGUAGE: z
    .enum(['sv', 'en'], { error: 'give sv or en, or leave it out to follow each client' })
    .optional(),
  NODE_ENV: z.string().optional(),
})

type Variables = z.output<typeof variables>

/**
 * The configuration of this process, from its environment and from a file `.env` where there is one; what stands in the
 * environment wins. Sets the process's time zone to UTC. Throws ConfigFaults.
 */
export function loadConfig(): Config {
  process.env.TZ = 'UTC'
  return readConfig({ ...readEnvFile('.env'), ...process.env })
}

/** Reads variables, an empty one as one that is not there. Throws ConfigFaults with ALL faults. */
export function readConfig(env: Env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = variables.safeParse(given)
  const faults = parsed.success ? [] : parsed.error.issues.map(sayFault)
  const faulty = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])))
  const read = parsed.data ?? variables.parse(without(given, faulty))
  faults.push(...botFaults(read, given, faulty), ...anonymousFaults(read, given))
  const { bot, faults: fileFaults } = botOf(read)
  faults.push(...fileFaults)
  if (faults.length > 0) throw new ConfigFaults(faults)

  const host = read.HOST ?? (bot.kind === 'anonymous' ? '127.0.0.1' : '0.0.0.0')
  return {
    port: read.PORT,
    host,
    publicUrl: read.PUBLIC_URL ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${read.PORT}`,
    trustedProxies: read.TRUSTED_PROXIES,
    metricsToken: read.METRICS_TOKEN,
    databaseUrl: read.DATABASE_URL,
    bot,
    coordinators: read.COORDINATORS,
    operators: read.OPERATORS,
    logLevel: read.LOG_LEVEL,
    production: read.NODE_ENV === 'production',
    language: read.BOT_LANGUAGE,
  }
}

function readEnvFile(path: string): Env {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new ConfigFaults([
      `.env cannot be read (${(problem as Error).message}): make it readable, or remove it`,
    ])
  }
}

function sayFault(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])} is not understood: ${issue.message}`
}

/** The variables without the faulty ones, so that the rest can be judged too. */
function without(given: Env, faulty: ReadonlySet<string>): Env {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(name)))
}

/** What an anonymous bot may not do. It takes everybody at their word. */
function anonymousFaults(read: Variables, given: Env): string[] {
  if (given.BOT_APP_ID) return []
  const faults: string[] = []
  if (read.NODE_ENV === 'production')
    faults.push(
      "BOT_APP_ID is missing, and NODE_ENV is production: give the id of the bot's registration (without one, anybody could say to be anybody)",
    )
  if (read.HOST && !['127.0.0.1', '::1', 'localhost'].includes(read.HOST))
    faults.push(
      'HOST must be 127.0.0.1 while BOT_APP_ID is missing: leave HOST out, or give BOT_APP_ID (without one, anybody could say to be anybody)',
    )
  const lonely = (['BOT_TENANT_ID', 'BOT_APP_PASSWORD', 'BOT_CERTIFICATE_FILE'] as const).filter(
    (name) => given[name],
  )
  if (lonely.length > 0)
    faults.push(
      `BOT_APP_ID is missing, though ${lonely.join(' and ')} is given: give it, or leave the others out`,
    )
  return faults
}

/** What a registered bot must have. */
function botFaults(read: Variables, given: Env, faulty: ReadonlySet<string>): string[] {
  if (!given.BOT_APP_ID) return []
  const faults: string[] = []
  if (!given.BOT_TENANT_ID)
    faults.push('BOT_TENANT_ID is missing: give the id of the tenant that the bot is registered in, a GUID')
  if (!faulty.has('BOT_APP_TYPE')) faults.push(...secretFaults(read))
  return faults
}

/** What stands between commas. */
function partsOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() ? [part.trim()] : []))
}

/** Wider than the widest range that is anybody's own: 10.0.0.0/8, fc00::/7. */
function isFarTooWide(range: string): boolean {
  const [address = '', bits] = range.split('/')
  return bits !== undefined && Number(bits) < (address.includes(':') ? 7 : 8)
}

function isPersonKey(text: string): boolean {
  const parts = text.split('/')
  return parts.length === 2 && parts.every((part) => guid.test(part))
}

function personOf(key: string): Person {
  const [tenantId = '', aadObjectId = ''] = key.toLowerCase().split('/')
  return { tenantId, aadObjectId }
}
