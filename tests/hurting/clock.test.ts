import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { instant } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { startFakeTeamsApart } from '../helpers/fake-teams-apart.ts'
import {
  fieldWorkerIn,
  prepareHurtStage,
  type Serving,
  startServing,
  statesOf,
  tally,
  timesIn,
  until,
} from '../helpers/hurt-stage.ts'
import { movedClock } from '../helpers/moved-clock.ts'

const channels = 90

eachDatabase('The clock is moved in the middle of a fan-out', (engine: Engine) => {
  const processes = engine.name === 'PostgreSQL' ? 2 : 1

  /** Runs a fan-out, moves the clock under it, and gives what there is to see when everything has arrived. */
  async function moved(to: string) {
    const teams = await startFakeTeamsApart({ rates: true, latencyMs: 200 })
    const tryggve: Serving[] = []
    try {
      const database = await engine.open()
      await prepareHurtStage(database, teams.url, { channels, at: instant('2026-11-26T12:30:00Z') })
      if (engine.name === 'SQLite') await database.close()
      // One message is resting when the clock is moved, because Teams could not take it.
      await teams.failWhen({ failure: { status: 412 }, times: 1 })
      const clock = movedClock('2026-11-26 12:30:05')
      for (let one = 0; one < processes; one += 1) tryggve.push(await startServing(database.url, clock.env))
      await teams.until(({ posted }) => posted >= 30, 20_000, 10)
      clock.set(to)
      const movedAt = performance.now()
      const worker = fieldWorkerIn(teams.url)
      let said: number | undefined
      // What somebody writes makes us look what is due, so that nobody waits for the next full minute here.
      await until(
        async () => {
          said = (await tryggve[0]?.send(worker.writes('hjälp')))?.status
          return timesIn(await teams.arrivals()).size === channels
        },
        30_000,
        500,
      )
      const tookMs = performance.now() - movedAt
      await sleep(1_000)
      for (const one of tryggve) await one.stop()
      return {
        tookMs,
        said,
        states: await statesOf(database.url),
        times: tally(await teams.arrivals()),
        tooMany: (await teams.counts()).tooMany,
      }
    } finally {
      for (const one of tryggve) await one.kill()
      await teams.stop()
    }
  }

  test.each([
    ['back an hour', '2026-11-26 11:30:10'],
    ['forward a week', '2026-12-03 12:30:10'],
  ])(
    '%s: nothing is lost, doubled or held up',
    async (_, to) => {
      const seen = await moved(to)
      const { tookMs, tooMany, ...rest } = seen
      const once = { states: { delivered: channels }, times: { 1: channels } }
      expect(rest).toEqual({ ...once, said: 200 })
      // Two processes find out one after the other that the clock was moved: a request or two may be too many then.
      expect(tooMany).toBeLessThanOrEqual(processes === 1 ? 0 : 5)
      expect(tookMs).toBeLessThan(20_000)
    },
    90_000,
  )
})
