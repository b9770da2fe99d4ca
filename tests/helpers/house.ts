import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  type Card,
  createRouter,
  type Intent,
  onceIdOf,
  type Reply,
  type Route,
  type Sayable,
  type Where,
} from '../../src/chat/index.ts'
import {
  councilNotices,
  councilRules,
  councilSayable,
  findStanding,
  importCouncil,
  parseCouncilFile,
  sayingWhichCouncil,
} from '../../src/councils/index.ts'
import type { OpenDatabase, World } from '../../src/database/index.ts'
import {
  createDelivery,
  type Message,
  type Outcome,
  type Recipient,
  recipientKey,
  type Sender,
} from '../../src/delivery/index.ts'
import { helpSayable } from '../../src/help/index.ts'
import { foundIncidents, incidentNotices, incidentSayable } from '../../src/incidents/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { promiseSayable } from '../../src/promises/index.ts'
import { searchSayable } from '../../src/search/index.ts'
import type { CouncilId, OnceId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import type { Person } from '../../src/shared/person.ts'
import { type FixedClock, fixedClock } from './fixed-clock.ts'

const rulesOf = councilRules(readWordLists())

const tenantId = '6d6f7261-0000-4000-8000-000000000001'
const aad = (last: number): Person => ({ tenantId, aadObjectId: `6d6f7261-0000-4000-8000-000000000${last}` })

/** The people of Mora's council as its file has them, and one who is outside. */
export const mora = {
  coordinator: aad(101),
  police: aad(102),
  fieldWorker: aad(103),
  chair: aad(104),
  outsider: aad(105),
} as const

/** What was sent unasked: a fake of the outside, which keeps what it was given. */
export interface Post {
  readonly way: 'post' | 'update'
  readonly to: string
  readonly card: Card
  readonly summary: string
}

/** Mora's council as a person in a chat meets it, without Teams: the real router, features, database and delivery. */
export interface House {
  readonly world: World
  readonly clock: FixedClock
  readonly councilId: CouncilId
  readonly sayables: readonly Sayable[]
  readonly route: Route
  readonly posts: readonly Post[]
  /** What the operator was told of. */
  readonly faults: readonly unknown[]
  /** Sends everything that is owed, and gives what was sent. */
  deliver(): Promise<readonly Post[]>
  /** What comes of the next sends; after them, delivered again. */
  fail(...outcomes: Outcome[]): void
  /** Somebody who speaks, in their own chat unless another place is given. */
  as(person: Person, locale?: Locale, where?: Where): Speaker
}

export interface Speaker {
  writes(text: string, onceId?: string): Promise<Reply>
  /** Presses the button of that title on a card, with what was filled in. */
  presses(on: Reply | Card | Post, title: string, filled?: Record<string, string>): Promise<Reply>
  /** Presses with data of one's own making, as a forger would. */
  forges(verb: string, data: Record<string, unknown>): Promise<Reply>
}

export async function buildHouse(database: OpenDatabase, file = 'mora-council.json'): Promise<House> {
  const clock = fixedClock()
  const world: World = { db: database.db, clock }
  const json: unknown = JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'))
  const { councilId } = await importCouncil(world, parseCouncilFile(json))
  return houseOf(world, clock, councilId)
}

/** A house on a database that has its council already. */
export function houseOf(world: World, clock: FixedClock, councilId: CouncilId): House {
  const features = [
    councilSayable(world, rulesOf),
    incidentSayable(world, rulesOf),
    promiseSayable(world, rulesOf),
    searchSayable(world, [foundIncidents(world)]),
  ]
  const sayables = [...features, helpSayable(features)]
  const faults: unknown[] = []
  const posts: Post[] = []
  const outcomes: Outcome[] = []
  const route = createRouter({
    sayables,
    findStanding: findStanding(world),
    onFault: (fault) => faults.push(fault),
  })
  const send = (way: Post['way'], to: string, { card, summary }: Message): Outcome => {
    const planned = outcomes.shift()
    if (planned && planned.kind !== 'delivered') return planned
    posts.push({ way, to, card: card as Card, summary })
    return { kind: 'delivered', conversationId: to, activityId: way === 'post' ? randomUUID() : 'same' }
  }
  const sender: Sender = {
    placeOf: async (to) => ({ conversationId: recipientKey(to), tenantId, locale: 'sv' }),
    post: async (recipient: Recipient, message) => send('post', recipientKey(recipient), message),
    update: async ({ conversationId }, message) => send('update', conversationId, message),
  }
  const delivery = createDelivery({
    world,
    notices: sayingWhichCouncil(world, [...incidentNotices(world), ...councilNotices(world)]),
    sender,
    onAttempt: ({ fault }) => fault && faults.push(fault),
  })
  const ownChat = (who: Person): Where => ({ conversationId: `chat-${who.aadObjectId}`, kind: 'personal' })
  return {
    world,
    clock,
    councilId,
    sayables,
    route,
    posts,
    faults,
    deliver: async () => {
      const before = posts.length
      await delivery.drain()
      return posts.slice(before)
    },
    fail: (...planned) => {
      outcomes.push(...planned)
    },
    as: (who, locale = 'sv', where = ownChat(who)) => {
      const say = (said: Intent['said'], onceId: OnceId) => route({ who, where, locale, onceId, said })
      const forges = (verb: string, data: Record<string, unknown>) =>
        say({ kind: 'press', verb, data }, onceIdOf(data) ?? (randomUUID() as OnceId))
      return {
        writes: (text, onceId = randomUUID()) => say({ kind: 'words', text }, onceId as OnceId),
        presses: (on, title, filled = {}) => {
          const { verb, data } = buttonOf(on, title)
          return forges(verb, { ...data, ...filled })
        },
        forges,
      }
    },
  }
}

/** The card of a reply; throws when it answered with a text. */
export function cardOf(reply: Reply | Card | Post): Card {
  if ('type' in reply) return reply
  if ('card' in reply) return reply.card
  throw new Error(`no card, but: ${reply.text}`)
}

/** All text that a reply or card shows, one line each, for expectations that read like the card. */
export function textOf(reply: Reply | Card | Post): string {
  if ('kind' in reply && reply.kind === 'text') return reply.text
  const lines: string[] = []
  walk(cardOf(reply), (node) => {
    if (node.type === 'TextBlock') lines.push(String(node.text))
    if (node.type === 'FactSet')
      for (const { title, value } of node.facts as { title: string; value: string }[])
        lines.push(`${title}: ${value}`)
  })
  return lines.join('\n')
}

/** The titles of the buttons on a card. */
export function buttonsOf(reply: Reply | Card | Post): readonly string[] {
  const titles: string[] = []
  walk(cardOf(reply), (node) => {
    if (node.type === 'Action.Execute') titles.push(String(node.title))
  })
  return titles
}

/** What an input of a card offers as choices, by title. */
export function choicesOf(reply: Reply | Card | Post, inputId: string): Readonly<Record<string, string>> {
  const choices: Record<string, string> = {}
  walk(cardOf(reply), (node) => {
    if (node.id !== inputId) return
    for (const { title, value } of (node.choices ?? []) as { title: string; value: string }[])
      choices[title] = value
  })
  return choices
}

/** What stands in the inputs of a card. */
export function valuesOf(reply: Reply | Card | Post): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  walk(cardOf(reply), (node) => {
    if (String(node.type).startsWith('Input.') && node.value !== undefined)
      values[String(node.id)] = String(node.value)
  })
  return values
}

/** The button of that title: its verb, and the data that a press on it carries. */
export function buttonOf(
  reply: Reply | Card | Post,
  title: string,
): { verb: string; data: Record<string, unknown> } {
  const found: { verb: string; data: Record<string, unknown> }[] = []
  walk(cardOf(reply), (node) => {
    if (node.type === 'Action.Execute' && node.title === title)
      found.push({ verb: String(node.verb), data: node.data as Record<string, unknown> })
  })
  const [first] = found
  if (!first) throw new Error(`no button "${title}" among: ${buttonsOf(reply).join(', ')}`)
  return first
}

type Node = Record<string, unknown>

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const part of node) walk(part, visit)
  else if (node !== null && typeof node === 'object') {
    visit(node as Node)
    for (const [name, part] of Object.entries(node)) if (name !== 'fallback') walk(part, visit)
  }
}
