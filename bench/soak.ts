// npm run bench:soak [seconds] [sqlite] [seed]: two hundred people of five councils at work, while the database and Teams fail
// now and then. Nothing may be lost: every number that somebody was given is in the database, once.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from 'simple-statistics'
import { startFakeTeamsApart } from '../tests/helpers/fake-teams-apart.ts'
import { tenantInChat } from '../tests/helpers/many-people.ts'
import { councilInPostgres, councilOnDisk } from './council.ts'
import { fiveCouncils, type Member } from './five-councils.ts'
import { readNumbers } from './numbers.ts'
import { dice } from './odd-requests.ts'
import { startProcess, type Usage } from './process.ts'
import { holdBooks } from './soak-books.ts'
import { sayUsage, whatGrew } from './steady.ts'
import { type Troubles, troublesOf } from './troubles.ts'
import { type Crowd, greet, type Told, work } from './two-hundred.ts'

const seconds = Number(process.argv[2] ?? 3_600)
const engine = process.argv[3] ?? 'postgres'
const seed = Number(process.argv[4] ?? Math.floor(Math.random() * 2 ** 31))
const troublePauseMs = Math.min(20_000, seconds * 100)
/** How long what was held up may take to be sent when all is well again. */
const patienceMs = 240_000

const say = (text = '') => process.stdout.write(`${text}\n`)
const row = (label: string, value: string | number) => say(`${label.padEnd(64)}${String(value).padStart(14)}`)

const council = await (engine === 'sqlite' ? councilOnDisk() : councilInPostgres())
const teams = await startFakeTeamsApart({ rates: true, tenantPattern: tenantInChat })
const outside = await startProcess('outside.ts', { signsFor: teams.url, lastsSeconds: 2 * seconds + 3_600 })
try {
  const members = await fiveCouncils(council)
  await council.database.close()
  const troubles = await troublesOf(council, teams)
  try {
    await run(members, troubles)
  } finally {
    await troubles.end()
  }
} finally {
  await outside.stop()
  await teams.stop()
  await council.remove()
}

async function run(members: readonly Member[], troubles: Troubles): Promise<void> {
  const logFile = join(council.folder, 'log')
  const tryggve = await startProcess(
    'product.ts',
    { outside: { ...outside.told, serviceUrl: teams.url }, databaseUrl: troubles.databaseUrl, logFile },
    ['--expose-gc'],
  )
  const told: Told = { acknowledged: [], shown: new Set(), waits: new Map(), others: new Map(), kindly: 0 }
  let end = Number.POSITIVE_INFINITY
  const going = () => performance.now() < end
  const crowd: Crowd = {
    url: tryggve.told.url ?? '',
    serviceUrl: teams.url,
    authorization: outside.told.authorization ?? '',
    going,
    roll: dice(seed),
    told,
  }
  // Before anything fails, so that whoever is not reached later is so for a reason.
  await Promise.all(members.map((member) => greet(crowd, member)))
  end = performance.now() + seconds * 1_000
  const usages: Usage[] = []
  const watch = async () => {
    while (going()) {
      await sleep(Math.max(1_000, seconds * 12))
      usages.push(await tryggve.usage())
    }
  }
  const [happened] = await Promise.all([
    troubles.trouble(dice(seed + 1), going, troublePauseMs),
    watch(),
    ...members.map((member) => work(crowd, member)),
  ])
  await teams.failNoMore()
  const left = await untilSent(crowd.url)
  const arrivals = await teams.arrivals()
  await tryggve.stop()
  const { rows, wrong } = await holdBooks(told, { databaseUrl: council.databaseUrl, logFile, arrivals })
  report(told, happened, usages)
  row('messages still waiting when all had been well for a while', left)
  for (const [label, value] of rows) row(label, value)
  const all = [
    ...wrong,
    ...(left === 0 ? [] : ['something was not sent']),
    ...bothFailed(happened),
    ...whatGrew(usages, seconds),
  ]
  if (all.length > 0) throw new Error(all.join('\n'))
}

/** What did not fail in this run shows nothing. */
function bothFailed(happened: ReadonlyMap<string, number>): readonly string[] {
  const names = [...happened.keys()]
  const teamsFailed = names.some((name) => name.startsWith('Teams'))
  return teamsFailed && names.some((name) => !name.startsWith('Teams'))
    ? []
    : ['not everything failed: a longer run is needed']
}

/** Waits until nothing that is due is still to be sent; gives how much is. */
async function untilSent(url: string): Promise<number> {
  const end = performance.now() + patienceMs
  for (;;) {
    const metrics = await readNumbers(url)
    const left = Number(/^tryggve_outbox_oldest_waiting_seconds (\S+)/m.exec(metrics)?.[1] ?? Number.NaN)
    if (left === 0 || performance.now() > end) return left
    await sleep(2_000)
  }
}

function report(told: Told, happened: ReadonlyMap<string, number>, usages: readonly Usage[]): void {
  say(`${seconds} s, 200 people in 5 councils, ${engine}, seed ${seed}`)
  for (const [name, times] of [...happened].toSorted()) row(name, times)
  say()
  for (const [what, waits] of [...told.waits].toSorted()) {
    const at = (share: number) => `${quantile(waits, share).toFixed(0)} ms`
    row(`${what}: how many, p50, p99`, `${waits.length}, ${at(0.5)}, ${at(0.99)}`)
  }
  sayUsage(usages, row)
}
