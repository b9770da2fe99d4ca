import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Card } from '../src/chat/index.ts'
import { buttonOf, buttonsOf, linksOf, valuesOf } from '../tests/helpers/house.ts'
import { chatOf } from '../tests/helpers/many-people.ts'
import { teamsActivities } from '../tests/helpers/teams-activities.ts'
import type { Member } from './five-councils.ts'
import { type Dice, pick } from './odd-requests.ts'

/** A report that somebody was given a number for. */
export interface Acknowledged {
  readonly councilId: string
  readonly number: string
  readonly text: string
}

/** What two hundred people did, and what came of it. */
export interface Told {
  readonly acknowledged: Acknowledged[]
  /** Every number of an incident or an action that a press was answered with, after its council's id. */
  readonly shown: Set<string>
  /** How long answers took, by what was done, in milliseconds. */
  readonly waits: Map<string, number[]>
  /** What was answered otherwise than by 200: how many of each. */
  readonly others: Map<string, number>
  /** Answers that kindly asked to try again. */
  kindly: number
}

export interface Crowd {
  readonly url: string
  readonly serviceUrl: string
  readonly authorization: string
  /** Whether they go on. */
  readonly going: () => boolean
  readonly roll: Dice
  readonly told: Told
}

/** Between one thing and the next, a person reads, walks and talks, so many milliseconds at most. */
const pauseMs = 12_000
const patienceMs = 20_000
/** Who is asked to try again, or gets no answer, does so this many times. */
const mostTries = 40
const againMs = 1_000
const lines = [
  'hjälp',
  'händelser',
  'händelser noret förra veckan',
  'mina',
  'åtgärder',
  'möten',
  'råd',
  'sök lampor',
]

/** The first word of somebody, by which they can be written to from then on. */
export async function greet(crowd: Crowd, member: Member): Promise<void> {
  await writes(crowd, member, 'hjälp')
}

/** One of them at work, until it is over. A report that has been begun is seen through to its number. */
export async function work(crowd: Crowd, member: Member): Promise<void> {
  const { roll, going } = crowd
  await sleep(roll() * pauseMs)
  const seen: { card?: Card | undefined; calendar?: string | undefined } = {}
  while (going()) {
    const what = roll()
    // No more than the chats of two coordinators may be sent in an hour (1,800 each), by the rates that Microsoft publishes.
    if (what < 0.05) await report(crowd, member)
    else if (what < 0.5) await writes(crowd, member, pick(roll, lines))
    else if (what < 0.85) seen.card = await wanders(crowd, member, seen.card)
    else if (what < 0.95) seen.calendar = await readsCalendar(crowd, member, seen.calendar)
    else await exportsPlan(crowd, member)
    await sleep(roll() * pauseMs)
  }
}

/** Presses until there is a number, each time with the same once-id, as the form in a client has it. */
async function report(crowd: Crowd, member: Member): Promise<void> {
  const text = `Några bilar kör fort mellan raderna, ${word(crowd.roll)}.`
  const data = { ...member.form, ...newTimes(), once: randomUUID(), text }
  for (let tries = 0; tries < mostTries; tries++) {
    const answer = await presses(crowd, member, 'a report', 'incidents.report', data)
    const number = /\bH-\d{4}-\d{4,}\b/.exec(answer)?.[0]
    if (number) {
      crowd.told.acknowledged.push({ councilId: member.councilId, number, text })
      return
    }
    await sleep(againMs)
  }
  throw new Error('a report got no number, however often it was pressed')
}

/** Presses some button of the card that was shown last. */
async function wanders(crowd: Crowd, member: Member, card: Card | undefined): Promise<Card | undefined> {
  const title = card && buttonsOf(card).length > 0 ? pick(crowd.roll, buttonsOf(card)) : undefined
  const { verb, data } = card && title ? buttonOf(card, title) : { verb: 'help.show', data: {} }
  const filled = card ? valuesOf(card) : {}
  return cardIn(await presses(crowd, member, 'another press', verb, { ...data, ...filled }))
}

async function readsCalendar(
  crowd: Crowd,
  member: Member,
  known: string | undefined,
): Promise<string | undefined> {
  const data = { council: member.councilId }
  const path =
    known ??
    /\/calendar\/[0-9a-f]{64}\.ics/.exec(
      await presses(crowd, member, 'a press', 'meetings.calendarMake', data),
    )?.[0]
  if (path) await timed(crowd, 'a calendar', path)
  return path
}

async function exportsPlan(crowd: Crowd, member: Member): Promise<void> {
  const card = cardIn(
    await presses(crowd, member, 'a press', 'actions.export', { council: member.councilId }),
  )
  const [link] = card ? Object.values(linksOf(card)) : []
  if (!link) return
  const { pathname } = new URL(link)
  await timed(crowd, 'a page of a link', pathname)
  await timed(crowd, 'a file', pathname, { method: 'POST' })
}

async function writes(crowd: Crowd, member: Member, text: string): Promise<void> {
  const activity = teamsActivities(crowd.serviceUrl, member.who.tenantId).message(text, saidBy(member))
  await send(crowd, 'a line', { ...activity, id: randomUUID() })
}

async function presses(
  crowd: Crowd,
  member: Member,
  what: string,
  verb: string,
  data: object,
): Promise<string> {
  const activities = teamsActivities(crowd.serviceUrl, member.who.tenantId)
  const answer = await send(crowd, what, activities.execute(verb, data, undefined, saidBy(member)))
  for (const [number] of answer.matchAll(/\b(?<!ÖVN-)[HÅ]-\d{4}-\d{4,}/g))
    crowd.told.shown.add(`${member.councilId} ${number}`)
  return answer
}

function saidBy({ who }: Member) {
  return {
    from: { aadObjectId: who.aadObjectId, name: 'Någon' },
    in: { id: chatOf(who), kind: 'personal' } as const,
  }
}

async function send(crowd: Crowd, what: string, activity: object): Promise<string> {
  const answer = await timed(crowd, what, '/api/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', authorization: crowd.authorization },
    body: JSON.stringify(activity),
  })
  if (/Något gick fel hos oss|Det tar längre tid än vanligt/.test(answer)) crowd.told.kindly += 1
  return answer
}

/** Asks, and keeps how long it took; gives nothing when nothing came of it. */
async function timed(crowd: Crowd, what: string, path: string, init: RequestInit = {}): Promise<string> {
  const { waits, others } = crowd.told
  const begun = performance.now()
  try {
    const response = await fetch(crowd.url + path, { ...init, signal: AbortSignal.timeout(patienceMs) })
    const text = await response.text()
    if (!response.ok) count(others, `${what}: ${response.status}`)
    return response.ok ? text : ''
  } catch {
    count(others, `${what}: no answer`)
    return ''
  } finally {
    const kept = waits.get(what) ?? []
    kept.push(performance.now() - begun)
    waits.set(what, kept)
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

function cardIn(answer: string): Card | undefined {
  const read = answer.startsWith('{') ? (JSON.parse(answer) as { type?: string; value?: Card }) : {}
  return read.type === 'application/vnd.microsoft.card.adaptive' ? read.value : undefined
}

/** Yesterday: what is reported has happened. */
function newTimes(): { date: string; time: string } {
  return { date: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), time: '12:00' }
}

/** A word that nobody else writes, and that says nothing. */
function word(roll: Dice): string {
  return Array.from({ length: 14 }, () => String.fromCharCode(97 + Math.floor(roll() * 26))).join('')
}
