// A process that reports incidents through the real router, and ends itself with SIGKILL after so many statements of
// the last one. What was answered to the person is written to standard output: "<once-id> <number>".
import { openDatabase } from '../../src/database/index.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { fixedClock } from './fixed-clock.ts'
import { houseOf, mora, textOf } from './house.ts'

/** What the process is told to do. */
export interface Orders {
  readonly url: string
  readonly councilId: string
  /** The filled-in form. */
  readonly form: Readonly<Record<string, string>>
  /** One report for each, in order. */
  readonly onceIds: readonly string[]
  /** How many statements of the last report are done before the end; a great number never ends it. */
  readonly dieAfter: number
}

const { url, councilId, form, onceIds, dieAfter }: Orders = JSON.parse(process.argv[2] ?? '')
const clock = fixedClock()
let statements = -1

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

const { db } = await openDatabase(url, () => {
  if (statements < 0) return
  statements += 1
  if (statements === dieAfter) die()
})
const house = houseOf({ db, clock }, clock, councilId as CouncilId)
for (const [turn, once] of onceIds.entries()) {
  if (turn === onceIds.length - 1) {
    statements = 0
    if (dieAfter === 0) die()
  }
  const reply = await house.as(mora.fieldWorker).forges('incidents.report', { ...form, once })
  process.stdout.write(`${once} ${/H-\d{4}-\d{4}/.exec(textOf(reply))?.[0]}\n`)
}
process.stdout.write(`statements ${statements}\n`)
process.exit(0)
