import { randomUUID } from 'node:crypto'
import { globSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The clock of another process, which somebody sets while that process runs; its monotonic clock goes on as it is. */
export interface MovedClock {
  /** What the process must have in its environment. */
  readonly env: Readonly<Record<string, string>>
  /** From now on the process reads this time in UTC (`2026-11-20 12:00:57`), and its clock goes on from there. */
  readonly set: (time: string) => void
}

/** Debian's libfaketime. Throws, with the cure, when it is missing. */
function libfaketime(): string {
  const places = ['/usr/lib/*/faketime/libfaketime.so.1', '/usr/{lib,local/lib}/faketime/libfaketime.so.1']
  const [found] = globSync(places)
  if (found) return found
  throw new Error('libfaketime is missing, so no clock can be moved: apt-get install faketime')
}

/** A clock, kept in `folder`, that stands at `time` when the process starts. Throws when libfaketime is missing. */
export function clockIn(folder: string, time: string): MovedClock {
  const library = libfaketime()
  const file = join(folder, randomUUID())
  const set = (to: string) => {
    // Renamed into place: the process reads it at any moment, and must not read half of it.
    writeFileSync(`${file}.next`, `@${to}\n`)
    renameSync(`${file}.next`, file)
  }
  set(time)
  return {
    set,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      TZ: 'UTC',
    },
  }
}
