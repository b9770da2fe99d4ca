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

/** Debian's libfaketime, where there is one. */
export function libfaketime(): string | undefined {
  return globSync([
    '/usr/lib/*/faketime/libfaketime.so.1',
    '/usr/{lib,local/lib}/faketime/libfaketime.so.1',
  ])[0]
}

/** What every process with a moved clock has in its environment. Throws, with the cure, when libfaketime is missing. */
function moved(file: string): Readonly<Record<string, string>> {
  const library = libfaketime()
  if (!library) throw new Error('libfaketime is missing, so no clock can be moved: apt-get install faketime')
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // Files keep the times that they have.
    NO_FAKE_STAT: '1',
    TZ: 'UTC',
  }
}

/**
 * The environment of processes whose clock is so many milliseconds before or after that of the machine, all of them
 * alike whenever they start. What it rests on is kept in `folder`.
 */
export function clockApart(folder: string, ms: number): Readonly<Record<string, string>> {
  const file = join(folder, randomUUID())
  const seconds = Math.round(ms / 1000)
  writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`)
  return moved(file)
}

/** A clock, kept in `folder`, that stands at `time` when the process starts. Throws when libfaketime is missing. */
export function clockIn(folder: string, time: string): MovedClock {
  const file = join(folder, randomUUID())
  const set = (to: string) => {
    // Renamed into place: the process reads it at any moment, and must not read half of it.
    writeFileSync(`${file}.next`, `@${to}\n`)
    renameSync(`${file}.next`, file)
  }
  set(time)
  return {
    set,
    // Read anew each time it is asked for: it is set while the process runs.
    env: { ...moved(file), FAKETIME_NO_CACHE: '1' },
  }
}
