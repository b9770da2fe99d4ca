// A process that restores a backup, and ends itself with SIGKILL after so many steps. When it lives to the end, it writes
// "steps <count>" to standard output.
import { restore } from '../../src/database/index.ts'
import { systemClock } from '../../src/shared/clock.ts'

/** What the process is told to do. */
export interface RestoreOrders {
  readonly url: string
  readonly file: string
  /** How many steps are done before the end; a great number never ends it. */
  readonly dieAfter: number
}

const { url, file, dieAfter }: RestoreOrders = JSON.parse(process.argv[2] ?? '')
let steps = 0

function onStep(): void {
  steps += 1
  if (steps === dieAfter) process.kill(process.pid, 'SIGKILL')
}

await restore(url, file, systemClock.now(), { goOn: async () => onStep(), onStep })
process.stdout.write(`steps ${steps}\n`)
