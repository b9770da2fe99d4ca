import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openDatabase } from '../../src/database/index.ts'
import { startChild } from '../helpers/child.ts'
import { buildHouse, choicesOf, mora, valuesOf } from '../helpers/house.ts'
import { startServing } from '../helpers/hurt-stage.ts'
import type { Orders } from '../helpers/report-and-die.ts'
import type { RestoreOrders } from '../helpers/restore-and-die.ts'

let folder: string
let url: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tryggve-övning-'))
  url = `sqlite:${join(folder, 'tryggve.db')}`
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** One of our commands as an operator runs it, in a process of its own. */
async function run(script: 'backup' | 'restore', file: string): Promise<{ code: number; told: string }> {
  const child = spawn(process.execPath, ['--no-warnings', `scripts/${script}.ts`, file], {
    env: { PATH: process.env.PATH, DATABASE_URL: url },
  })
  let told = ''
  child.stdout.on('data', (part) => (told += part))
  child.stderr.on('data', (part) => (told += part))
  const [code] = (await once(child, 'close')) as [number]
  return { code, told }
}

/** Somebody reports one incident after the other until the process is killed; what was acknowledged is told. */
async function startReporting() {
  const database = await openDatabase(url)
  const house = await buildHouse(database)
  const empty = await house.as(mora.fieldWorker).writes('rapportera')
  const form = {
    similar: 'new',
    ...valuesOf(empty),
    category: choicesOf(empty, 'category').Buskörning ?? '',
    place: choicesOf(empty, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
    text: 'Ett tjugotal bilar på parkeringen, några kör fort mellan raderna.',
    impact: '2',
  }
  await database.close()
  // More than it comes to before it is killed, in short names: a process takes no longer argument.
  const onceIds = Array.from({ length: 9_000 }, (_, at) => `r-${100_000 + at}`)
  const orders: Orders = { url, councilId: house.councilId, form, onceIds, dieAfter: Number.MAX_SAFE_INTEGER }
  const child = startChild('report-and-die.ts', [JSON.stringify(orders)])
  const acknowledged: string[] = []
  const ended = (async () => {
    for (let line = await child.line(); line !== undefined; line = await child.line())
      acknowledged.push(line.split(' ')[1] ?? '')
  })()
  const until = async (count: number) => {
    while (acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return {
    acknowledged,
    until,
    kill: async () => {
      await child.kill()
      await ended
    },
  }
}

async function numbersIn(): Promise<ReadonlySet<string>> {
  const { db, close } = await openDatabase(url)
  const rows = await db.selectFrom('incidents').select('number').execute()
  await close()
  return new Set(rows.map(({ number }) => number))
}

/** The number that the next report would get. */
async function nextNumber(): Promise<number> {
  const { db, close } = await openDatabase(url)
  const { last } = await db
    .selectFrom('counters')
    .select('last')
    .where('kind', '=', 'incident')
    .orderBy('year', 'desc')
    .executeTakeFirstOrThrow()
  await close()
  return last + 1
}

const missingIn = (numbers: ReadonlySet<string>, acknowledged: readonly string[]) =>
  acknowledged.filter((number) => !numbers.has(number))

test('A restore drill: what was acknowledged before the backup began is there, and the bot goes on', async () => {
  const file = join(folder, 'i-natt.db')
  const reporting = await startReporting()
  await reporting.until(40)
  const before = [...reporting.acknowledged]
  const taken = await run('backup', file)
  expect(taken).toEqual({ code: 0, told: expect.stringContaining('is whole: 1 councils, ') })
  await reporting.until(reporting.acknowledged.length + 40)

  // While a server runs, its database is not pulled away from under it.
  const refused = await run('restore', file)
  expect(refused).toEqual({ code: 1, told: expect.stringContaining('is in use by another Tryggve') })

  await reporting.kill()
  expect(missingIn(await numbersIn(), reporting.acknowledged)).toEqual([])

  const restored = await run('restore', file)
  expect(restored).toEqual({ code: 0, told: expect.stringContaining('What was there before is kept as') })
  expect(restored.told).toContain('may have been sent since: reminders are repeated')
  const numbers = await numbersIn()
  expect(missingIn(numbers, before)).toEqual([])
  expect(await nextNumber()).toBeGreaterThan(reporting.acknowledged.length + 100)
  expect(numbers.size).toBeLessThan(reporting.acknowledged.length)

  const serving = await startServing(url)
  expect(await serving.status('/ready')).toBe(200)
  await serving.stop()
  // The old one is whole, too: who restored by mistake restores it again.
  const kept = readdirSync(folder).find((name) => name.startsWith('tryggve.db.before-')) ?? ''
  expect((await run('restore', join(folder, kept))).code).toBe(0)
  expect(missingIn(await numbersIn(), reporting.acknowledged)).toEqual([])
}, 60_000)

/** Restores, and dies after so many steps; undefined when it did, or else how many steps there are. */
async function restoreAndDie(file: string, dieAfter: number): Promise<number | undefined> {
  const orders: RestoreOrders = { url, file, dieAfter }
  const child = startChild('restore-and-die.ts', [JSON.stringify(orders)])
  const line = await child.line()
  await child.kill()
  return line === undefined ? undefined : Number(line.split(' ')[1])
}

const ends = ['', '-wal', '-shm', '-journal'] as const

/** The database with its log, as the killed server left it; put back for the next time. */
function keepAside(): () => void {
  const path = join(folder, 'tryggve.db')
  const there = ends.filter((end) => existsSync(path + end))
  for (const end of there) copyFileSync(path + end, join(folder, `undan${end}`))
  return () => {
    for (const end of ends) rmSync(path + end, { force: true })
    for (const end of there) copyFileSync(join(folder, `undan${end}`), path + end)
  }
}

/** Kills a restore after each of its steps, and gives how many incidents each left. */
async function sizesAfterEachStep(file: string, putBack: () => void): Promise<readonly number[]> {
  const steps = await restoreAndDie(file, Number.MAX_SAFE_INTEGER)
  if (steps === undefined) throw new Error('the restore did not come to its end')
  const sizes: number[] = []
  for (let dieAfter = 1; dieAfter <= steps; dieAfter++) {
    putBack()
    expect([dieAfter, await restoreAndDie(file, dieAfter)]).toEqual([dieAfter, undefined])
    sizes.push(await sizeOf(join(folder, 'tryggve.db')))
  }
  return sizes
}

test('A restore that is killed, after whichever of its steps, leaves the old database or the new one, whole', async () => {
  const file = join(folder, 'i-natt.db')
  const reporting = await startReporting()
  await reporting.until(20)
  expect((await run('backup', file)).code).toBe(0)
  await reporting.until(reporting.acknowledged.length + 20)
  await reporting.kill()
  // What was acknowledged last stands in the log alone.
  expect(existsSync(join(folder, 'tryggve.db-wal'))).toBe(true)
  const putBack = keepAside()
  const [all, inBackup] = [(await numbersIn()).size, await sizeOf(file)]
  expect(all).toBeGreaterThan(inBackup)

  const sizes = await sizesAfterEachStep(file, putBack)
  expect(sizes.length).toBeGreaterThan(4)
  expect(sizes[0]).toBe(all)
  expect(sizes.at(-1)).toBe(inBackup)
  // First the old one, then the new one, and never anything else.
  expect(sizes.toSorted((one, other) => other - one)).toEqual(sizes)
  expect(new Set(sizes)).toEqual(new Set([all, inBackup]))
  expect(statSync(join(folder, 'tryggve.db')).mode & 0o777).toBe(0o600)
}, 120_000)

test('A restore over a database that cannot be read loses neither it nor its log, wherever it is killed', async () => {
  const file = join(folder, 'i-natt.db')
  const reporting = await startReporting()
  await reporting.until(20)
  expect((await run('backup', file)).code).toBe(0)
  await reporting.until(reporting.acknowledged.length + 5)
  await reporting.kill()
  const path = join(folder, 'tryggve.db')
  writeFileSync(path, 'x'.repeat(8_192))
  const log = readFileSync(`${path}-wal`)
  const putBack = keepAside()
  const steps = (await restoreAndDie(file, Number.MAX_SAFE_INTEGER)) ?? 0
  expect(steps).toBeGreaterThan(4)
  for (let dieAfter = 1; dieAfter <= steps; dieAfter++) {
    for (const name of readdirSync(folder).filter((each) => each.includes('.before-')))
      rmSync(join(folder, name))
    putBack()
    await restoreAndDie(file, dieAfter)
    const left = readdirSync(folder).filter((each) => each.startsWith('tryggve.db'))
    const logs = left.filter((each) => each.endsWith('-wal') && !each.includes('restoring'))
    expect([dieAfter, logs.some((each) => readFileSync(join(folder, each)).equals(log))]).toEqual([
      dieAfter,
      true,
    ])
    if (existsSync(path) && !readFileSync(path).equals(Buffer.from('x'.repeat(8_192))))
      expect(existsSync(`${path}-wal`)).toBe(false)
  }
  expect(await sizeOf(path)).toBe(await sizeOf(file))
}, 120_000)

/** How many incidents a database holds. */
async function sizeOf(file: string): Promise<number> {
  const { db, close } = await openDatabase(`sqlite:${file}`)
  const { length } = await db.selectFrom('incidents').select('id').execute()
  await close()
  return length
}
