import { startHeartbeat } from '../../src/schedule/heartbeat.ts'
import { systemClock } from '../../src/shared/clock.ts'

// Run by heartbeat.test.ts with a clock that is moved while it runs: says the time of every beat.
function tell(word: string): void {
  process.stdout.write(`${word} ${systemClock.now()}\n`)
}

startHeartbeat(
  async () => tell('beat'),
  (fault) => tell(String(fault)),
)
tell('started')
