import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openDatabase } from '../../src/database/index.ts'
import { startChild } from '../helpers/child.ts'
import { buildHouse, choicesOf, mora, valuesOf } from '../helpers/house.ts'
import { startServing } from '../helpers/hurt-stage.ts'
import type { Orders } from '../helpers/report-and-die.ts'

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
  const numbers = await numbersIn()
  expect(missingIn(numbers, before)).toEqual([])
  expect(numbers.size).toBeLessThan(reporting.acknowledged.length)

  const serving = await startServing(url)
  expect(await serving.status('/ready')).toBe(200)
  await serving.stop()
  // The old one is whole, too: who restored by mistake restores it again.
  const kept = readdirSync(folder).find((name) => name.startsWith('tryggve.db.before-')) ?? ''
  expect((await run('restore', join(folder, kept))).code).toBe(0)
  expect(missingIn(await numbersIn(), reporting.acknowledged)).toEqual([])
}, 60_000)

test('A restore that is killed leaves the old database or the new one, whole', async () => {
  const file = join(folder, 'i-natt.db')
  const reporting = await startReporting()
  await reporting.until(20)
  expect((await run('backup', file)).code).toBe(0)
  const inBackup = [...reporting.acknowledged].length
  await reporting.until(inBackup + 20)
  await reporting.kill()
  const all = (await numbersIn()).size
  for (let killAfterMs = 100; killAfterMs <= 500; killAfterMs += 40) {
    const child = spawn(process.execPath, ['--no-warnings', 'scripts/restore.ts', file], {
      env: { PATH: process.env.PATH, DATABASE_URL: url },
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    await once(child, 'close')
    clearTimeout(timer)
    const { size } = await numbersIn()
    expect([all, await sizeOf(file)].includes(size)).toBe(true)
  }
  expect(statSync(join(folder, 'tryggve.db')).mode & 0o777).toBe(0o600)
}, 60_000)

/** How many incidents a backup holds. */
async function sizeOf(file: string): Promise<number> {
  const { db, close } = await openDatabase(`sqlite:${file}`)
  const { length } = await db.selectFrom('incidents').select('id').execute()
  await close()
  return length
}
