import { createHash } from 'node:crypto'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { World } from '../database/index.ts'
import { personKey } from '../shared/person.ts'
import { calendarType, writeCalendar } from './calendar.ts'
import type { CalendarSource } from './event.ts'
import { ownerOf } from './link.ts'

const windowSeconds = 60
/** So many wrong addresses a minute from one place; then it is told to wait for each wrong one more. */
const mostWrong = 20
/** So often a minute one person's calendar is made: a program asks a few times an hour, on each of their machines. */
const mostReads = 60

/** What a person's calendar calls itself in theirs. */
const calendarName = 'Tryggve'

/** What comes of an address. A wrong one and one that has been changed are the same. */
export type CalendarRead =
  | {
      readonly kind: 'calendar'
      readonly contentType: string
      readonly body: string
      /** The same for as long as the calendar says the same. */
      readonly tag: string
    }
  | { readonly kind: 'gone' }
  /** Wrong, and one of many; `first` is the first no of this minute. */
  | { readonly kind: 'tooMany'; readonly waitMs: number; readonly first: boolean }
  /** Right, and read so often that it must be a script. */
  | { readonly kind: 'tooOften'; readonly waitMs: number; readonly first: boolean }

/** Where calendars are read; `address` is where the request comes from. */
export interface CalendarDesk {
  readonly read: (token: string, address: string) => Promise<CalendarRead>
}

/**
 * The desk where people's calendar programs read what stands in `sources`, as it is now. What is wrong is counted by
 * where it comes from and what is right by whose it is, in the memory of each process: a right address is read, whatever
 * somebody else on the same network has tried (decision 37).
 */
export function createCalendarDesk(world: World, sources: readonly CalendarSource[]): CalendarDesk {
  const wrong = new RateLimiterMemory({ points: mostWrong, duration: windowSeconds })
  const reads = new RateLimiterMemory({ points: mostReads, duration: windowSeconds })
  return {
    read: async (token, address) => {
      // Looked for first, so that neither a right address nor a fault of ours is counted as a guess.
      const owner = await ownerOf(world.db, token)
      if (!owner) {
        const no = await refusalOf(wrong, address)
        return no ? { kind: 'tooMany', ...no } : { kind: 'gone' }
      }
      const tooOften = await refusalOf(reads, personKey(owner.person))
      if (tooOften) return { kind: 'tooOften', ...tooOften }
      const events = await Promise.all(sources.map((source) => source(owner.person, owner.locale)))
      const body = writeCalendar(events.flat(), calendarName)
      const tag = createHash('sha256').update(body).digest('base64url')
      return { kind: 'calendar', contentType: calendarType, body, tag }
    },
  }
}

async function refusalOf(limiter: RateLimiterMemory, key: string) {
  const no = await limiter.consume(key).then(
    () => undefined,
    (refused: RateLimiterRes) => refused,
  )
  return no && { waitMs: no.msBeforeNext, first: no.consumedPoints === limiter.points + 1 }
}
