// npm run bench:soak [seconds] [sqlite] [seed]: two hundred people of five councils at work, while the database and Teams fail
// now and then. Nothing may be lost: every number that somebody was given is in the database, once.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/database/index.ts'
import { startFakeTeamsApart } from '../tests/helpers/fake-teams-apart.ts'
import { tenantInChat } from '../tests/helpers/many-people.ts'
import { councilInPostgres, councilOnDisk } from './council.ts'
import { fiveCouncils, type Member } from './five-councils.ts'
import { readNumbers } from './numbers.ts'
import { dice } from './odd-requests.ts'
import { startProcess, type Usage } from './process.ts'
import { isFlat, sayUsage } from './steady.ts'
import { type Troubles, troublesOf } from './troubles.ts'
import { type Crowd, type Told, work } from './two-hundred.ts'

const seconds = Number(process.argv[2] ?? 3_600)
const engine = process.argv[3] ?? 'postgres'
const seed = Number(process.argv[4] ?? Math.floor(Math.random() * 2 ** 31))
/** Shorter than this, what is learned in the beginning looks like growth. */
const judgedSeconds = 150
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
  const tryggve = await startProcess(
    'product.ts',
    {
      outside: { ...outside.told, serviceUrl: teams.url },
      databaseUrl: troubles.databaseUrl,
      logFile: join(council.folder, 'log'),
    },
    ['--expose-gc'],
  )
  const end = performance.now() + seconds * 1_000
  const going = () => performance.now() < end
  const told: Told = { acknowledged: [], waits: new Map(), others: new Map(), kindly: 0 }
  const crowd: Crowd = {
    url: tryggve.told.url ?? '',
    serviceUrl: teams.url,
    authorization: outside.told.authorization ?? '',
    going,
    roll: dice(seed),
    told,
  }
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
  await teams.forget()
  const left = await untilSent(crowd.url)
  await tryggve.stop()
  report(told, happened, usages)
  row('messages still waiting when all had been well for a while', left)
  await judge(told, left, usages)
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
    const sorted = waits.toSorted((one, other) => one - other)
    const at = (share: number) => `${(sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(0)} ms`
    row(`${what}: how many, p50, p99`, `${waits.length}, ${at(0.5)}, ${at(0.99)}`)
  }
  for (const [what, times] of [...told.others].toSorted()) row(what, times)
  row('kindly asked to try again', told.kindly)
  row('numbers given', told.acknowledged.length)
  sayUsage(usages, row)
}

async function judge({ acknowledged, others }: Told, left: number, usages: readonly Usage[]): Promise<void> {
  const { db, close } = await openDatabase(council.databaseUrl)
  const rows = await db.selectFrom('incidents').select(['council_id', 'number', 'text']).execute()
  const states = await db
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  await close()
  const times = new Map<string, number>()
  const count = (key: string) => times.set(key, (times.get(key) ?? 0) + 1)
  for (const { council_id, number, text } of rows) {
    count(`${council_id} ${number}`)
    count(text)
  }
  const lost = acknowledged.filter(({ councilId, number }) => !times.has(`${councilId} ${number}`))
  const doubled = acknowledged.filter(
    ({ councilId, number, text }) =>
      (times.get(`${councilId} ${number}`) ?? 0) > 1 || (times.get(text) ?? 0) > 1,
  )
  const given = new Set(acknowledged.map(({ councilId, number }) => `${councilId} ${number}`))
  row('incidents in the database', rows.length)
  row('given to two', acknowledged.length - given.size)
  row('lost', lost.length)
  row('doubled', doubled.length)
  row('messages, by what became of them', states.map(({ state, count: of }) => `${state} ${of}`).join(', '))
  const faults = [...others].filter(([what]) => / 500$/.test(what))
  if (lost.length + doubled.length + acknowledged.length - given.size > 0)
    throw new Error('something was lost or doubled')
  if (acknowledged.length === 0) throw new Error('nothing was reported: this shows nothing')
  if (faults.length > 0) throw new Error('something was answered by a fault')
  if (left !== 0) throw new Error('something was not sent')
  if (seconds >= judgedSeconds && !isFlat(usages)) throw new Error('memory or handles are not flat')
}
