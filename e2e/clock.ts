import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clockApart, libfaketime } from '../tests/helpers/faketime.ts'
import type { Minutes } from './shown.ts'

/** A Wednesday morning, in UTC, when nothing is due that the journeys do not ask for. */
const begins = '2026-11-25 09:00:00'

/** So long, at most, a run goes on by one clock. */
const lastsMinutes = 60

/** Who has it in the environment reads the clock of the journeys. */
const mark = 'TRYGGVE_E2E_CLOCK'

/** Whether this process reads the clock of the journeys, and not that of the machine. */
export const isOwnClock = process.env[mark] !== undefined

/** What a process must have in its environment to read the clock of the journeys, which now begins; in a folder to remove. */
export function clockOfTheRun(): { readonly folder: string; readonly env: NodeJS.ProcessEnv } | undefined {
  if (!libfaketime()) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-e2e-clock-'))
  return { folder, env: { ...clockApart(folder, msOf(begins) - Date.now()), [mark]: 'yes' } }
}

/** What of `env` gives a process the clock of the machine again. */
export const withoutClock = { LD_PRELOAD: '', FAKETIME_TIMESTAMP_FILE: '' }

/** The minutes of the day in Stockholm that a clock may show which was set to `time` in UTC. */
export function minutesFrom(time: string): Minutes {
  const inStockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short' })
  return { from: inStockholm.format(msOf(time)), count: lastsMinutes }
}

/** The minutes that the clock of the journeys may show. */
export const ofTheRun = minutesFrom(begins)

function msOf(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}Z`)
}
