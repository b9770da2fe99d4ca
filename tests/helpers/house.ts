import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CalendarDesk } from '../../src/calendar/index.ts'
import {
  type Card,
  createRouter,
  type Intent,
  type Offering,
  onceIdOf,
  type Reply,
  type Route,
  type Sayable,
  type Where,
} from '../../src/chat/index.ts'
import { findStanding, importCouncil, parseCouncilFile } from '../../src/councils/index.ts'
import type { OpenDatabase, World } from '../../src/database/index.ts'
import {
  createDelivery,
  type Message,
  type Notice,
  type Outcome,
  promiseToSend,
  type Recipient,
  recipientKey,
  type Sender,
} from '../../src/delivery/index.ts'
import type { NamedKind } from '../../src/dispatches/index.ts'
import { createFeatures, type Reminding } from '../../src/features.ts'
import type { FileDesk } from '../../src/files/index.ts'
import { digestCards } from '../../src/reminders/index.ts'
import { createSchedule } from '../../src/schedule/index.ts'
import type { CouncilId, OnceId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import type { Person } from '../../src/shared/person.ts'
import { type FixedClock, fixedClock } from './fixed-clock.ts'

/** How browsers reach the house. */
const publicUrl = 'https://tryggve.example'

const tenantId = '6d6f7261-0000-4000-8000-000000000001'
const aad = (last: number): Person => ({ tenantId, aadObjectId: `6d6f7261-0000-4000-8000-000000000${last}` })

/** The people of Mora's council as its file has them, and one who is outside. */
export const mora = {
  coordinator: aad(101),
  police: aad(102),
  fieldWorker: aad(103),
  chair: aad(104),
  outsider: aad(105),
  /** Who operates the bot, and is no member of any council. */
  operator: aad(109),
} as const

/** What was sent unasked: a fake of the outside, which keeps what it was given. */
export interface Post {
  readonly way: 'post' | 'update'
  readonly to: string
  readonly card: Card
  readonly summary: string
  /** What the client of who has it asks by when they look at it again. */
  readonly refresh: object | undefined
}

/** Mora's council as a person in a chat meets it, without Teams: the real router, features, database and delivery. */
export interface House {
  readonly world: World
  readonly clock: FixedClock
  readonly councilId: CouncilId
  readonly sayables: readonly Sayable[]
  readonly route: Route
  readonly posts: readonly Post[]
  readonly notices: readonly Notice[]
  /** Where links to files are handed in. */
  readonly files: FileDesk
  /** What people can look for where they write. */
  readonly offering: Offering
  /** Where people's calendars are read. */
  readonly calendar: CalendarDesk
  /** What the kinds of the notices are called. */
  readonly named: readonly NamedKind[]
  /** What the operator was told of. */
  readonly faults: readonly unknown[]
  /** A beat of the heart: what is due is promised, everything that is owed is sent, and what was sent is given. */
  beat(): Promise<readonly Post[]>
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
  /** Looks again at a card that was sent: the client asks for it anew. */
  looksAgainAt(post: Pick<Post, 'refresh'>): Promise<Reply>
  /** Presses with data of one's own making, as a forger would. */
  forges(verb: string, data: Record<string, unknown>): Promise<Reply>
}

export async function buildHouse(
  database: OpenDatabase,
  file = 'mora-council.json',
  more?: (world: World) => Reminding,
): Promise<House> {
  const clock = fixedClock()
  const world: World = { db: database.db, clock }
  const json: unknown = JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'))
  const { councilId } = await importCouncil(world, parseCouncilFile(json))
  return houseOf(world, clock, councilId, more?.(world))
}

/** A house on a database that has its council already. */
export function houseOf(world: World, clock: FixedClock, councilId: CouncilId, reminding?: Reminding): House {
  const { sayables, notices, named, reminders, files, calendar, offering } = createFeatures(
    world,
    { publicUrl, operators: [mora.operator] },
    reminding,
  )
  const faults: unknown[] = []
  const posts: Post[] = []
  const outcomes: Outcome[] = []
  const route = createRouter({
    sayables,
    findStanding: findStanding(world),
    onFault: (fault) => faults.push(fault),
  })
  const send = (way: Post['way'], to: string, { card, summary, refresh }: Message): Outcome => {
    const planned = outcomes.shift()
    if (planned && planned.kind !== 'delivered') return planned
    holdToPlainText(summary, faults)
    posts.push({ way, to, card: card as Card, summary, refresh })
    return { kind: 'delivered', conversationId: to, activityId: way === 'post' ? randomUUID() : 'same' }
  }
  const sender: Sender = {
    placeOf: async (to) => ({ conversationId: recipientKey(to), tenantId, locale: 'sv' }),
    post: async (recipient: Recipient, message) => send('post', recipientKey(recipient), message),
    update: async ({ conversationId }, message) => send('update', conversationId, message),
  }
  const delivery = createDelivery({
    world,
    notices,
    sender,
    digest: digestCards,
    onAttempt: ({ fault }) => fault && faults.push(fault),
  })
  const schedule = createSchedule({
    world,
    reminders,
    promise: promiseToSend,
    onFault: (fault) => faults.push(fault),
  })
  const deliver = async () => {
    const before = posts.length
    await delivery.drain()
    return posts.slice(before)
  }
  const ownChat = (who: Person): Where => ({ conversationId: `chat-${who.aadObjectId}`, kind: 'personal' })
  return {
    world,
    clock,
    councilId,
    sayables,
    route,
    posts,
    notices,
    files,
    calendar,
    offering,
    named,
    faults,
    deliver,
    beat: async () => {
      await schedule.beat()
      return deliver()
    },
    fail: (...planned) => {
      outcomes.push(...planned)
    },
    as: (who, locale = 'sv', where = ownChat(who)) => {
      const say = async (said: Intent['said'], onceId: OnceId) => {
        const reply = await route({ who, where, locale, onceId, said })
        if (reply.kind === 'card') holdToPlainText(reply.summary, faults)
        return reply
      }
      const forges = (verb: string, data: Record<string, unknown>) =>
        say({ kind: 'press', verb, data }, onceIdOf(data) ?? (randomUUID() as OnceId))
      return {
        writes: (text, onceId = randomUUID()) => say({ kind: 'words', text }, onceId as OnceId),
        presses: (on, title, filled = {}) => {
          const { verb, data } = buttonOf(on, title)
          return forges(verb, { ...data, ...filled })
        },
        looksAgainAt: ({ refresh }) => {
          const { verb, data } = refresh as { verb: string; data: Record<string, unknown> }
          return say({ kind: 'press', verb, data, isLook: true }, randomUUID() as OnceId)
        },
        forges,
      }
    },
  }
}

/** A summary is a line in the activity feed, where nothing is markdown: what was made safe for a card is a fault there. */
function holdToPlainText(summary: string, faults: unknown[]): void {
  if (/\\[\\`*_[\]<>~|#{.)+-]/.test(summary))
    faults.push(new Error(`a summary is not plain text: ${summary}`))
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
  return spoken(lines.join('\n'))
}

/** A text of a card as it is read aloud, without what keeps its lines together. */
export function spoken(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '')
}

/** The titles of the buttons on a card. */
export function buttonsOf(reply: Reply | Card | Post): readonly string[] {
  const titles: string[] = []
  walk(cardOf(reply), (node) => {
    if (node.type === 'Action.Execute') titles.push(String(node.title))
  })
  return titles
}

/** The addresses that a card's links open, by title. */
export function linksOf(reply: Reply | Card | Post): Readonly<Record<string, string>> {
  const links: Record<string, string> = {}
  walk(cardOf(reply), (node) => {
    if (node.type === 'Action.OpenUrl') links[String(node.title)] = String(node.url)
  })
  return links
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
