import { readFileSync } from 'node:fs'
import { type Card, createRouter, onceIdOf, type Reply, type Where } from '../../src/chat/index.ts'
import {
  type CouncilFile,
  councilRules,
  councilSayable,
  findStanding,
  importCouncil,
  parseCouncilFile,
} from '../../src/councils/index.ts'
import type { Database, World } from '../../src/database/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { type CouncilId, newId, type OnceId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { type Person, personKey } from '../../src/shared/person.ts'
import { type FixedClock, fixedClock } from '../helpers/fixed-clock.ts'
import { spoken } from '../helpers/house.ts'

const root = new URL('../../', import.meta.url)

/** A JSON file of the project. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'))
}

/** Mora's council, as its file tells it. */
export const moraFile: CouncilFile = parseCouncilFile(readJson('data/mora-council.json'))

const tenant = '6d6f7261-0000-4000-8000-000000000001'
const ofMora = (last: string): Person => ({
  tenantId: tenant,
  aadObjectId: `6d6f7261-0000-4000-8000-000000000${last}`,
})

/** The roles of the demo, by what they are called. */
export const people = {
  samordnare: ofMora('101'),
  kommunpolis: ofMora('102'),
  fältarbetare: ofMora('103'),
  ordförande: ofMora('104'),
  utomstående: ofMora('105'),
}

/** A council besides Mora's: a field worker of Mora sits in it too, and its own coordinator is unknown in Mora. */
export const orsaCoordinator: Person = {
  tenantId: '6f727361-0000-4000-8000-000000000001',
  aadObjectId: '6f727361-0000-4000-8000-000000000101',
}

export const orsaFile: CouncilFile = parseCouncilFile({
  ...moraFile,
  key: 'orsa',
  name: 'Lokala rådet (BRÅ) i Orsa',
  municipality: 'Orsa kommun',
  tenants: [orsaCoordinator.tenantId, tenant],
  members: [
    { ...orsaCoordinator, title: 'Samordnare Orsa', organisation: 'kommunledning', roles: ['coordinator'] },
    { ...people.fältarbetare, title: 'Fältare i Orsa', organisation: 'polis', roles: ['councilMember'] },
  ],
  agreements: [],
})

/** A stage: the councils in a database, and people who write and press. */
export interface Stage {
  readonly world: World & { readonly clock: FixedClock }
  readonly mora: CouncilId
  readonly orsa: CouncilId
  readonly faults: unknown[]
  /** Somebody writes a line. */
  readonly write: (who: Person, text: string, more?: { locale?: Locale; where?: Where }) => Promise<Reply>
  /** Somebody presses a button that a card showed, with what was filled in. */
  readonly press: (
    who: Person,
    data: Readonly<Record<string, unknown>>,
    inputs?: Readonly<Record<string, string>>,
    more?: { locale?: Locale; where?: Where },
  ) => Promise<Reply>
}

export async function setStage(db: Database): Promise<Stage> {
  const clock = fixedClock()
  const world = { db, clock }
  const mora = (await importCouncil(world, moraFile)).councilId
  const orsa = (await importCouncil(world, orsaFile)).councilId
  const faults: unknown[] = []
  const route = createRouter({
    sayables: [councilSayable(world, councilRules(readWordLists()))],
    findStanding: findStanding(world),
    onFault: (fault) => faults.push(fault),
  })
  return {
    world,
    mora,
    orsa,
    faults,
    write: (who, text, more = {}) =>
      route({
        who,
        where: more.where ?? chatOf(who),
        locale: more.locale ?? 'sv',
        onceId: newId<OnceId>(),
        said: { kind: 'words', text },
      }),
    press: (who, data, inputs = {}, more = {}) =>
      route({
        who,
        where: more.where ?? chatOf(who),
        locale: more.locale ?? 'sv',
        onceId: onceIdOf(data) ?? newId<OnceId>(),
        said: { kind: 'press', verb: String(data.verb), data: { ...data, ...inputs } },
      }),
  }
}

/** The personal chat of a person. */
export function chatOf(who: Person): Where {
  return { conversationId: `chatt-${personKey(who)}`, kind: 'personal' }
}

/** A person has written to the bot: the address that the bot keeps then. */
export async function hasWritten(db: Database, who: Person, shownName: string | null): Promise<void> {
  await db
    .insertInto('addresses')
    .values({
      conversation_id: chatOf(who).conversationId,
      kind: 'personal',
      tenant_id: who.tenantId,
      person: personKey(who),
      shown_name: shownName,
      locale: 'sv-SE',
      service_url: 'https://smba.trafficmanager.net/emea/',
      reference: '{}',
      seen_at: fixedClock().now(),
      closed_at: null,
      closed_why: null,
    })
    .execute()
}

/** The card of a reply; fails the test when the reply is a text. */
export function cardOf(reply: Reply): Card {
  if (reply.kind !== 'card') throw new Error(`a card was expected, not "${reply.text}"`)
  return reply.card
}

/** Everything a reply says, as a person reads it. */
export function textOf(reply: Reply): string {
  if (reply.kind === 'text') return reply.text
  const read: string[] = []
  walk(reply.card, (node) => {
    for (const field of ['text', 'title', 'value', 'label'])
      if (typeof node[field] === 'string' && node.type !== 'Action.Submit') read.push(String(node[field]))
  })
  return spoken(read.join('\n'))
}

/** The data of the buttons of a reply, in order; of those with a title when one is given. */
export function buttonsOf(reply: Reply, title?: string): readonly Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  walk(cardOf(reply), (node) => {
    if (node.type === 'Action.Execute' && (title === undefined || node.title === title))
      found.push(node.data as Record<string, unknown>)
  })
  return found
}

/** The data of the one button with a title. */
export function buttonOf(reply: Reply, title: string): Record<string, unknown> {
  const [button] = buttonsOf(reply, title)
  if (!button) throw new Error(`no button "${title}" on:\n${textOf(reply)}`)
  return button
}

/** The inputs of a card by their ids. */
export function inputsOf(reply: Reply): Readonly<Record<string, Record<string, unknown>>> {
  const found: Record<string, Record<string, unknown>> = {}
  walk(cardOf(reply), (node) => {
    if (String(node.type).startsWith('Input.')) found[String(node.id)] = node
  })
  return found
}

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const part of node) walk(part, visit)
  else if (node !== null && typeof node === 'object') {
    visit(node as Record<string, unknown>)
    for (const part of Object.values(node)) walk(part, visit)
  }
}
