import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { instant } from '../../src/shared/clock.ts'
import { startChild } from '../helpers/child.ts'
import { type DatabaseGate, databaseGate } from '../helpers/database-gate.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { type FakeTeamsApart, startFakeTeamsApart } from '../helpers/fake-teams-apart.ts'
import {
  fieldWorkerIn,
  type HurtStage,
  prepareHurtStage,
  type Serving,
  spanMs,
  startServing,
  statesOf,
  tally,
  until,
} from '../helpers/hurt-stage.ts'
import { type MovedClock, movedClock } from '../helpers/moved-clock.ts'

const channels = 80
const goneMs = spanMs(2_000)
/** The beat in which the database comes back may be lost to it; the next one comes within a minute. */
const patienceMs = goneMs + 75_000
const kind = /Något gick fel hos oss, och inget har sparats/

eachDatabase('A database that is gone in the middle of a fan-out', (engine: Engine) => {
  if (engine.name === 'SQLite') describeSqlite(engine)
  else describePostgres(engine)
})

/** Teams answers late, so that there is always something on its way. */
const slowly = { rates: true, latencyMs: 150 }

function describePostgres(engine: Engine) {
  let teams: FakeTeamsApart & { stop(): Promise<void> }
  let gate: DatabaseGate
  let tryggve: Serving
  let databaseUrl: string
  let clock: MovedClock
  let filled: HurtStage['form']

  beforeEach(async () => {
    teams = await startFakeTeamsApart(slowly)
    const database = await engine.open()
    databaseUrl = database.url
    const { form } = await prepareHurtStage(database, teams.url, {
      channels,
      at: instant('2026-11-26T12:00:00Z'),
    })
    filled = form
    gate = await databaseGate(databaseUrl)
    clock = movedClock('2026-11-26 12:00:05')
    tryggve = await startServing(gate.url, clock.env)
  })
  afterEach(async () => {
    await tryggve.kill()
    await gate.close()
    await teams.stop()
  })

  test(
    'the process lives and says so, who writes is told kindly, and everything arrives once when it is back',
    async () => {
      const worker = fieldWorkerIn(teams.url)
      await teams.until(({ posted }) => posted >= 25, 10_000, 20)
      gate.shut()
      await sleep(goneMs / 2)
      const before = (await teams.counts()).posted
      expect(await tryggve.status('/health')).toBe(200)
      expect(await tryggve.status('/ready')).toBe(503)
      expect(await tryggve.status('/metrics')).toBe(200)
      expect(await tryggve.send(worker.writes('hjälp'))).toMatchObject({ status: 200 })
      const pressed = await tryggve.send(worker.presses('incidents.report', filled))
      expect(pressed).toMatchObject({ status: 200, text: expect.stringMatching(kind) })
      const said = (await teams.arrivals()).filter(({ conversationId }) => conversationId === worker.chat)
      expect(said).toMatchObject([{ posted: true, mark: expect.stringMatching(kind) }])
      // Nothing is begun while nothing can be written down.
      expect((await teams.counts()).posted).toBe(before + 1)
      await sleep(goneMs / 2)

      gate.open()
      await until(async () => (await tryggve.status('/ready')) === 200, 5_000)
      // What was in our hands rests for a moment, and a beat comes within a minute: here that is over.
      clock.set('2026-11-26 12:01:30')
      await teams.until(({ posted }) => posted >= channels + 1, patienceMs, 50)
      await until(async () => (await statesOf(databaseUrl)).delivered === channels, 5_000)
      expect(tally(await teams.arrivals())).toEqual({ 1: channels })
    },
    patienceMs + 30_000,
  )
}

function describeSqlite(engine: Engine) {
  let teams: FakeTeamsApart & { stop(): Promise<void> }
  let tryggve: Serving
  let databaseUrl: string
  let clock: MovedClock
  let filled: HurtStage['form']

  beforeEach(async () => {
    teams = await startFakeTeamsApart(slowly)
    const database = await engine.open()
    databaseUrl = database.url
    const { form } = await prepareHurtStage(database, teams.url, {
      channels,
      at: instant('2026-11-26T12:00:00Z'),
    })
    filled = form
    await database.close()
    clock = movedClock('2026-11-26 12:00:05')
    tryggve = await startServing(databaseUrl, clock.env)
  })
  afterEach(async () => {
    await tryggve.kill()
    await teams.stop()
  })

  test(
    'because another program writes: we are never silent for long, who writes is told kindly, and everything arrives once',
    async () => {
      const worker = fieldWorkerIn(teams.url)
      await teams.until(({ posted }) => posted >= 25, 10_000, 20)
      const lock = startChild('lock-database.ts', [databaseUrl.slice('sqlite:'.length)])
      expect(await lock.line()).toBe('locked')
      const asked = performance.now()
      expect(await tryggve.status('/health')).toBe(200)
      expect(performance.now() - asked).toBeLessThan(1_500)
      const said = await tryggve.send(worker.writes('hjälp'))
      const pressed = await tryggve.send(worker.presses('incidents.report', filled))
      expect(said.status).toBe(200)
      expect(pressed).toMatchObject({ status: 200, text: expect.stringMatching(kind) })
      await sleep(goneMs)
      lock.tell('let go')
      expect(await lock.line()).toBe('free')

      clock.set('2026-11-26 12:01:30')
      await teams.until(({ posted }) => posted >= channels + 1, patienceMs, 50)
      await tryggve.stop()
      expect(await statesOf(databaseUrl)).toEqual({ delivered: channels })
      expect(tally(await teams.arrivals())).toEqual({ 1: channels })
    },
    patienceMs + 30_000,
  )
}
