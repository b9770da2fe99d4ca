import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { clockIn, type MovedClock } from './faketime.ts'

export type { MovedClock }

const folder = mkdtempSync(join(tmpdir(), 'tryggve-clock-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A clock that stands at `time` when the process starts. Throws when libfaketime is missing. */
export function movedClock(time: string): MovedClock {
  return clockIn(folder, time)
}
