// npm run bench: one complete press on Rapportera, through HTTP, against the least that a bot can be.
import { median } from 'simple-statistics'
import { type Ground, prepareGround } from './ground.ts'
import { load, type Round } from './load.ts'
import { type BenchProcess, startProcess } from './process.ts'
import { profiledParts } from './profile.ts'

/** The world outside, as both that are compared need to know it. */
export interface Outside {
  readonly serviceUrl: string
  readonly openIdMetadataUrl: string
  readonly tokenIssuer: string
  readonly authorization: string
}

const seconds = Number(process.argv[2] ?? 10)
const pairs = Number(process.argv[3] ?? 4)
const connections = 16
const warmSeconds = 3
/** What Teams lets one app do in one tenant, in a second. */
const teamsRate = 50

const say = (text = '') => process.stdout.write(`${text}\n`)

/** A round, and the processor time of the one who answered, in milliseconds per turn. */
type Measure = Round & { readonly cpuMs: number }

interface Measured {
  readonly echo: Measure
  readonly tryggve: Measure
}

async function run(outsideProcess: BenchProcess): Promise<void> {
  const outside = outsideProcess.told as unknown as Outside
  const ground = await prepareGround(outside.serviceUrl)
  try {
    await compare(outside, ground)
    await explain(outside, ground)
  } finally {
    await ground.remove()
  }
}

async function compare(outside: Outside, ground: Ground): Promise<void> {
  const echo = await startProcess('echo.ts', { outside })
  const tryggve = await startProcess('product.ts', { outside, databaseUrl: ground.databaseUrl })
  const atRest = { echo: await echo.usage(), tryggve: await tryggve.usage() }
  const to = async (
    process_: BenchProcess,
    activity: string,
    more: { seconds?: number; rate?: number } = {},
  ): Promise<Measure> => {
    const { cpuMs: before } = await process_.usage()
    const round = await load({
      url: process_.told.url ?? '',
      authorization: outside.authorization,
      activity,
      seconds,
      connections,
      ...more,
    })
    const { cpuMs: after } = await process_.usage()
    return { ...round, cpuMs: (after - before) / round.answered }
  }

  for (const greeting of ground.greetings) await to(tryggve, greeting, { seconds: 1, rate: 1 })
  await to(echo, ground.press, { seconds: warmSeconds })
  await to(tryggve, ground.press, { seconds: warmSeconds })

  const presses: Measured[] = []
  const lines: Round[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    presses.push({ echo: await to(echo, ground.press), tryggve: await to(tryggve, ground.press) })
    if (pair < 2) lines.push(await to(echo, ground.line))
  }
  const calm = {
    echo: await to(echo, ground.press, { rate: teamsRate }),
    tryggve: await to(tryggve, ground.press, { rate: teamsRate }),
  }
  const loaded = { echo: await echo.usage(), tryggve: await tryggve.usage() }
  await echo.stop()
  await tryggve.stop()

  const ratio = median(presses.map((pair) => pair.tryggve.perSecond / pair.echo.perSecond))
  const lineRatio =
    median(presses.map((pair) => pair.tryggve.perSecond)) / median(lines.map((line) => line.perSecond))
  const of = (who: keyof Measured, what: keyof Measure) => median(presses.map((pair) => pair[who][what]))
  const row = (label: string, echoSays: number, tryggveSays: number, digits = 0) =>
    say(
      `${label.padEnd(44)}${echoSays.toFixed(digits).padStart(12)}${tryggveSays.toFixed(digits).padStart(12)}`,
    )

  say(`${pairs} pairs of rounds of ${seconds} s each, ${connections} connections, medians`)
  say(`${''.padEnd(44)}${'bare echo'.padStart(12)}${'Tryggve'.padStart(12)}`)
  row('turns per second', of('echo', 'perSecond'), of('tryggve', 'perSecond'))
  row('processor time per turn, ms', of('echo', 'cpuMs'), of('tryggve', 'cpuMs'), 2)
  row('p50, ms, at full load', of('echo', 'p50Ms'), of('tryggve', 'p50Ms'), 1)
  row('p99, ms, at full load', of('echo', 'p99Ms'), of('tryggve', 'p99Ms'), 1)
  row(`p50, ms, at ${teamsRate} turns per second`, calm.echo.p50Ms, calm.tryggve.p50Ms, 1)
  row(`p99, ms, at ${teamsRate} turns per second`, calm.echo.p99Ms, calm.tryggve.p99Ms, 1)
  row('start to ready, ms', echo.readyMs, tryggve.readyMs)
  row('memory at rest, MB', atRest.echo.memory / 1e6, atRest.tryggve.memory / 1e6)
  row('memory after the load, MB', loaded.echo.memory / 1e6, loaded.tryggve.memory / 1e6)
  say()
  say(`throughput, a complete press over an echoed press: ${ratio.toFixed(2)} (median of ${pairs} pairs)`)
  say(`throughput, a complete press over an echoed line (one message posted back): ${lineRatio.toFixed(2)}`)
  const { incidents, complete, waiting } = await ground.count()
  if (incidents < pairs)
    throw new Error(`only ${incidents} incidents were saved: what was measured is no complete press`)
  say(`incidents in the database: ${incidents}, with history, audit and messages: ${complete}`)
  say(`messages to coordinators still to be sent when it was stopped: ${waiting}`)
  if (incidents !== complete) throw new Error('an incident is not complete')
}

/** Where the time of a press goes: a process that is watched by the profiler, under full load. */
async function explain(outside: Outside, ground: Ground): Promise<void> {
  say()
  say('Where the time goes (CPU profile of Tryggve under full load, parts of the time it is busy)')
  const parts = await profiledParts(async (flags) => {
    const watched = await startProcess('product.ts', { outside, databaseUrl: ground.databaseUrl }, flags)
    await load({
      url: watched.told.url ?? '',
      authorization: outside.authorization,
      activity: ground.press,
      seconds,
      connections,
    })
    await watched.stop()
  })
  for (const [part, share] of parts) say(`${part.padEnd(56)}${(share * 100).toFixed(1).padStart(6)} %`)
}

const outsideProcess = await startProcess('outside.ts', {})
try {
  await run(outsideProcess)
} finally {
  await outsideProcess.stop()
}
