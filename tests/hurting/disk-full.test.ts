import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openDatabase } from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { type Child, startChild } from '../helpers/child.ts'
import { type FakeTeamsApart, startFakeTeamsApart } from '../helpers/fake-teams-apart.ts'
import {
  fieldWorkerIn,
  type HurtStage,
  prepareHurtStage,
  type Serving,
  servingOf,
  spanMs,
  tally,
} from '../helpers/hurt-stage.ts'
import { type MovedClock, movedClock } from '../helpers/moved-clock.ts'
import type { SmallDiskOrders } from '../helpers/small-disk.ts'

const channels = 80
const fullMs = spanMs(2_000)
const patienceMs = fullMs + 30_000
const kind = /Något gick fel hos oss, och inget har sparats/
/** Only Linux gives a process a disk of its own, and only where people may make namespaces (in Docker: --privileged). */
const cure =
  'a small disk needs `unshare -rm` and `mount -t tmpfs`: run this on Linux, as root or with user namespaces'

let folder: string
let teams: FakeTeamsApart & { stop(): Promise<void> }
let stage: HurtStage
let clock: MovedClock
let disk: Child
let tryggve: Serving

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tryggve-disk-'))
  const databaseFile = join(folder, 'förebild.db')
  teams = await startFakeTeamsApart({ rates: true, latencyMs: 150 })
  const database = await openDatabase(`sqlite:${databaseFile}`)
  stage = await prepareHurtStage(database, teams.url, { channels, at: instant('2026-11-26T12:00:00Z') })
  await database.close()
  clock = movedClock('2026-11-26 12:00:05')
  mkdirSync(join(folder, 'disk'))
  const size = statSync(databaseFile).size + 4_000_000
  const orders: SmallDiskOrders = { databaseFile, folder: join(folder, 'disk'), size, env: clock.env }
  const alone = ['unshare', '--map-root-user', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  disk = startChild('small-disk.ts', [JSON.stringify(orders)], {}, alone)
  tryggve = await servingOf(disk).catch(() => Promise.reject(new Error(cure)))
})
afterEach(async () => {
  await disk.kill()
  await teams.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function told(what: 'fill' | 'clear' | 'stop'): Promise<void> {
  disk.tell(what)
  expect(await disk.line()).toBe(what)
}

test(
  'a disk that is full in the middle of a fan-out: nothing is half stored, who writes is told kindly, and all goes on when there is room',
  async () => {
    const worker = fieldWorkerIn(teams.url)
    await teams.until(({ posted }) => posted >= 25, 10_000, 20)
    await told('fill')
    const answers = []
    for (let turn = 0; turn < 5; turn += 1) {
      const once = `full-disk-${turn}`
      answers.push(await tryggve.send(worker.presses('incidents.report', { ...stage.form, once })))
    }
    expect(answers).toEqual(answers.map(() => ({ status: 200, text: expect.stringMatching(kind) })))
    expect((await tryggve.send(worker.writes('hjälp'))).status).toBe(200)
    await sleep(fullMs)
    expect(await tryggve.status('/health')).toBe(200)
    const sentWhileFull = (await teams.counts()).posted
    expect(sentWhileFull).toBeLessThan(channels)

    await told('clear')
    clock.set('2026-11-26 12:01:30')
    const again = await tryggve.send(
      worker.presses('incidents.report', { ...stage.form, once: 'full-disk-0' }),
    )
    expect(again.text).toMatch(/H-2026-0002 är rapporterad/)
    await teams.until(({ posted }) => posted >= channels + 1, patienceMs, 50)
    await sleep(500)
    await told('stop')
    expect(await disk.line()).toBe('ended')

    expect(tally(await teams.arrivals())).toEqual({ 1: channels })
    const { db, close } = await openDatabase(`sqlite:${join(folder, 'förebild.db.after')}`)
    const numbers = await db.selectFrom('incidents').select('number').orderBy('number').execute()
    const unsound = await db
      .selectFrom('outbox')
      .select('state')
      .where('kind', '=', 'incidents.coordination')
      .where('recipient', 'like', 'conversation:19:kanal%')
      .where('state', '!=', 'delivered')
      .execute()
    await close()
    expect(numbers).toEqual([{ number: 'H-2026-0001' }, { number: 'H-2026-0002' }])
    expect(unsound).toEqual([])
  },
  patienceMs + 30_000,
)
