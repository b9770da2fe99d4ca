// What the message extension takes of the five seconds that Teams gives it: its three searches, and a message that is reported,
// at 10,000 and 100,000 reports on SQLite, beside 500 actions and 100 meetings.
// Run it: npm run bench:extension [-- 10000 100000]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Where } from '../src/chat/index.ts'
import { openDatabase } from '../src/database/index.ts'
import { newId, type OnceId } from '../src/shared/ids.ts'
import { localDate, plusDays } from '../src/shared/stockholm.ts'
import { answerWithinMs } from '../src/teams/time-limits.ts'
import { savedAction } from '../tests/helpers/an-action.ts'
import { checked } from '../tests/helpers/checked.ts'
import { buildHouse, type House, mora } from '../tests/helpers/house.ts'
import { savedMeeting } from '../tests/minutes/stage.ts'
import { addReports, benchWord, layGround } from './search-data.ts'

const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const steps = sizes.length > 0 ? sizes : [10_000, 100_000]
const rounds = 200
const where: Where = { conversationId: '19:kollegor@thread.v2', kind: 'groupChat' }
const who = mora.coordinator

type Question = (round: number) => Promise<unknown>

/** What is asked where people write, by its name. */
function questionsOf({ offering, route }: House): Readonly<Record<string, Question>> {
  const find = (command: string, text: string) => offering({ who, where, locale: 'sv', command, text })
  return {
    'findIncidents, the newest': () => find('findIncidents', ''),
    'findIncidents, common word': (round) => find('findIncidents', benchWord(0, round)),
    'findIncidents, rare word': (round) => find('findIncidents', benchWord(11, round)),
    'findIncidents, two words that seldom meet': (round) =>
      find('findIncidents', `${benchWord(11, round)} ${benchWord(10, round)}`),
    'findActions, a word': () => find('findActions', 'lampor'),
    'findMeetings, a word': () => find('findMeetings', 'rådsmöte'),
    reportMessage: (round) =>
      route({
        who,
        where,
        locale: 'sv',
        onceId: newId<OnceId>(),
        said: {
          kind: 'words',
          text: `rapportera Klotter på Mora station i går kväll. ${benchWord(3, round)}`,
        },
      }),
  }
}

async function stage(folder: string, size: number): Promise<{ house: House; close: () => Promise<void> }> {
  const database = await openDatabase(`sqlite:${join(folder, `${size}.db`)}`)
  const house = await buildHouse(database)
  house.clock.set(new Date().toISOString())
  const ground = { councilId: house.councilId, reporter: mora.fieldWorker }
  await sql.raw('pragma synchronous = off').execute(database.db)
  await layGround(database, ground)
  await addReports(database, ground, size)
  for (let at = 0; at < 500; at++)
    await savedAction(house, mora.police, { text: checked(`Byta lampor ${benchWord(2, at)}.`) })
  const today = localDate(house.clock.now())
  for (let at = 0; at < 100; at++) await savedMeeting(house, { starts_on: plusDays(today, at - 50) })
  await sql.raw('pragma synchronous = full').execute(database.db)
  return { house, close: () => database.close() }
}

async function measure(ask: Question): Promise<{ p50: number; p99: number }> {
  const times: number[] = []
  for (let round = -20; round < rounds; round++) {
    const begun = performance.now()
    await ask(round + 20)
    if (round >= 0) times.push(performance.now() - begun)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

const folder = mkdtempSync(join(tmpdir(), 'tryggve-extension-'))
let worst = 0
try {
  for (const size of steps) {
    const { house, close } = await stage(folder, size)
    console.log(`\n${size} reports${' '.repeat(30)}p50 ms    p99 ms`)
    for (const [name, ask] of Object.entries(questionsOf(house))) {
      const { p50, p99 } = await measure(ask)
      worst = Math.max(worst, p99)
      console.log(`${name.padEnd(44)}${p50.toFixed(1).padStart(8)}${p99.toFixed(1).padStart(10)}`)
    }
    if (house.faults.length > 0) throw house.faults[0]
    await close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const share = (100 * worst) / answerWithinMs.extension
console.log(
  `\nThe slowest p99 is ${share.toFixed(1)} % of the ${answerWithinMs.extension} ms after which somebody is told to look again.`,
)
