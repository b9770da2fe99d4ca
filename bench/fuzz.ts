// npm run bench:fuzz [seconds] [seed] [postgres]: everything that nobody would send, to POST /api/messages of a running Tryggve.
// No answer may be a 500, nothing may be a fault in the log, the process must live, and its memory must stay flat.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sum } from 'simple-statistics'
import { councilInPostgres, councilOnDisk } from './council.ts'
import { type Dice, dice, garbage, oddValues, pick, spoilt } from './odd-requests.ts'
import { startProcess, type Usage } from './process.ts'
import { type Activity, soundActivities } from './sound-activities.ts'
import { sayUsage, whatGrew } from './steady.ts'

const seconds = Number(process.argv[2] ?? 600)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31))
/** sqlite or postgres. */
const engine = process.argv[4] ?? 'sqlite'
const connections = 8
const chats = 400
/** The share that must be answered well, of what is sound: otherwise the rest was not tried either. */
const mostlySound = 0.95
/** And of what was spoilt in a place or two: so much of it is still understood. */
const someSpoilt = 0.1
const probeMs = 250
const say = (text = '') => process.stdout.write(`${text}\n`)
const row = (label: string, value: string | number) => say(`${label.padEnd(64)}${String(value).padStart(12)}`)

/** What was answered, by what was sent: how many of each status. */
const answered = new Map<string, Map<number, number>>()
const wrong: string[] = []
let slowestProbeMs = 0

const outside = await startProcess('outside.ts', {})
const ground = await (engine === 'postgres' ? councilInPostgres() : councilOnDisk())
try {
  const seeds = await soundActivities(ground.house, outside.told.serviceUrl ?? '')
  await ground.database.close()
  await run(seeds)
} finally {
  await outside.stop()
  await ground.remove()
}

async function run(seeds: readonly Activity[]): Promise<void> {
  const logFile = join(ground.folder, 'log')
  const tryggve = await startProcess(
    'product.ts',
    { outside: outside.told, databaseUrl: ground.databaseUrl, logFile },
    ['--expose-gc'],
  )
  const url = tryggve.told.url ?? ''
  const end = performance.now() + seconds * 1000
  const going = () => performance.now() < end && wrong.length < 20
  const usages: Usage[] = []
  const watch = async () => {
    while (going()) {
      usages.push(await tryggve.usage())
      await sleep(Math.max(1_000, (seconds * 1000) / 60))
    }
  }
  const throwers = Array.from({ length: connections }, (_, at) => thrower(url, seeds, at, going))
  await Promise.all([...throwers, watch(), probe(url, going)])
  await sleep(1_000)
  usages.push(await tryggve.usage())
  await tryggve.stop()
  report(usages, readFileSync(logFile, 'utf8').split('\n'))
}

async function thrower(
  url: string,
  seeds: readonly Activity[],
  at: number,
  going: () => boolean,
): Promise<void> {
  const roll = dice(seed + at)
  const odd = oddValues(seed + at)
  const right = outside.told.authorization ?? ''
  while (going()) {
    const sound = inSomeChat(roll, pick(roll, seeds))
    const [kind, body, headers, method = 'POST'] = request(roll, sound, odd, right)
    const from = `198.51.${Math.floor(roll() * 256)}.${Math.floor(roll() * 256)}`
    try {
      const response = await fetch(`${url}/api/messages`, {
        method,
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...headers },
        ...(method === 'GET' ? {} : { body: body as string | Uint8Array<ArrayBuffer> }),
        signal: AbortSignal.timeout(20_000),
      })
      judge(kind, response.status, await response.text(), body)
    } catch (problem) {
      judge(kind, 0, String((problem as Error).cause ?? problem), body)
    }
  }
}

/** In one of many chats of every kind: what is answered to one is spaced by the rates of Teams. */
function inSomeChat(roll: Dice, activity: Activity): Activity {
  const number = Math.floor(roll() * chats)
  const conversationType = pick(roll, ['personal', 'personal', 'groupChat', 'channel'])
  const isGroup = conversationType !== 'personal'
  const id = isGroup ? `19:chatt-${number}@thread.tacv2` : `a:chatt-${number}`
  const conversation = { ...(activity.conversation as object), conversationType, isGroup, id }
  return { ...activity, id: randomUUID(), conversation, ...(isGroup ? mentioningUs(activity) : {}) }
}

/** In a group only what names us is heard. */
function mentioningUs({ text, recipient, entities }: Activity): Activity {
  if (typeof text !== 'string') return {}
  const mention = { type: 'mention', mentioned: recipient, text: '<at>Tryggve</at>' }
  return { text: `<at>Tryggve</at> ${text}`, entities: [mention, ...(entities as object[])] }
}

/** Sound, and as large as we take in: what it carries is long, or much. */
function large(roll: Dice, sound: Activity): string {
  const much = pick(roll, [
    'å'.repeat(100_000),
    Array.from({ length: 60_000 }, () => ({})),
    'x '.repeat(100_000),
  ])
  const value = sound.value as { action?: { data?: object } } | undefined
  if (!value?.action) return JSON.stringify({ ...sound, text: String(much).slice(0, 200_000) })
  return JSON.stringify({
    ...sound,
    value: { ...value, action: { ...value.action, data: { ...value.action.data, much } } },
  })
}

type Sent = readonly [
  kind: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
  method?: string,
]

function request(roll: Dice, sound: Activity, odd: readonly unknown[], right: string): Sent {
  const authorization = right
  const what = roll()
  if (what < 0.02) return ['a large activity', large(roll, sound), { authorization }]
  if (what < 0.6) return ['an activity that was spoilt', spoilt(roll, sound, odd), { authorization }]
  if (what < 0.7) return ['a sound activity', JSON.stringify(sound), { authorization }]
  if (what < 0.8) return ['garbage', garbage(roll, JSON.stringify(sound)), { authorization }]
  if (what < 0.9) {
    const tokens = [
      '',
      'Bearer',
      'Bearer a.b.c',
      `${right}x`,
      right.replace('.', '..'),
      right.slice(0, -20),
      'Basic x',
      `Bearer ${'a'.repeat(9_000)}.b.c`,
    ]
    return ['a wrong token', spoilt(roll, sound, odd), { authorization: pick(roll, tokens) }]
  }
  if (what < 0.96) {
    const types = [
      'text/plain',
      'multipart/form-data',
      'application/json; charset=utf-16',
      'application/xml',
      'x',
      '*/*',
    ]
    return [
      'another content type',
      JSON.stringify(sound),
      { authorization, 'content-type': pick(roll, types) },
    ]
  }
  if (what < 0.98)
    return [
      'packed',
      garbage(roll, '{}'),
      { authorization, 'content-encoding': pick(roll, ['gzip', 'br', 'x']) },
    ]
  return ['another method', '', { authorization }, pick(roll, ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])]
}

/** No answer may be a fault of ours, and nobody may be let in by a token that nobody signed. */
function judge(kind: string, status: number, text: string, body: string | Uint8Array): void {
  const counts = answered.get(kind) ?? new Map<number, number>()
  answered.set(kind, counts.set(status, (counts.get(status) ?? 0) + 1))
  if (status > 0 && status < 500 && !(kind === 'a wrong token' && status === 200)) return
  wrong.push(
    `${kind}: ${status} ${text.slice(0, 200)}\n    to: ${Buffer.from(body).toString('utf8').slice(0, 1_500)}`,
  )
}

/** Whether the process answers others meanwhile. */
async function probe(url: string, going: () => boolean): Promise<void> {
  while (going()) {
    const begun = performance.now()
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) wrong.push(`/health: ${response.status}`)
    await response.arrayBuffer()
    slowestProbeMs = Math.max(slowestProbeMs, performance.now() - begun)
    await sleep(probeMs)
  }
}

function report(usages: readonly Usage[], log: readonly string[]): void {
  const faults = log.filter((line) => /"level":[56]0/.test(line))
  const sent = sum([...answered.values()].flatMap((counts) => [...counts.values()]))
  say(`${seconds} s of what nobody would send, seed ${seed}`)
  row('requests', sent)
  for (const [kind, counts] of [...answered].toSorted()) {
    const told = [...counts]
      .toSorted(([one], [other]) => one - other)
      .map(([status, count]) => `${status}: ${count}`)
    say(`  ${kind.padEnd(40)}${told.join('  ')}`)
  }
  row('answers that were none, or 500', wrong.length)
  row('faults in the log', faults.length)
  row('/health answered within, at the slowest', `${slowestProbeMs.toFixed(0)} ms`)
  sayUsage(usages, row)
  for (const one of wrong) say(one)
  for (const one of faults.slice(0, 10)) say(one.slice(0, 1_500))
  if (wrong.length > 0 || faults.length > 0) throw new Error('something was answered as it must not be')
  const grown = whatGrew(usages, seconds)
  if (grown.length > 0) throw new Error(grown.join('\n'))
  if (shareOf200('a sound activity') < mostlySound || shareOf200('an activity that was spoilt') < someSpoilt)
    throw new Error('too little was understood: this shows nothing of what comes after the front door')
}

function shareOf200(kind: string): number {
  const counts = answered.get(kind) ?? new Map<number, number>()
  return (counts.get(200) ?? 0) / sum([...counts.values()])
}
