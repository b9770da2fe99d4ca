import { createHash } from 'node:crypto'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { World } from '../database/index.ts'
import { calendarType, writeCalendar } from './calendar.ts'
import type { CalendarSource } from './event.ts'
import { ownerOf } from './link.ts'

/** So many wrong addresses a minute from one place; then it is told to wait, whatever it asks for. */
const mostWrong = 20
const wrongWindowSeconds = 60

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
  | { readonly kind: 'tooMany'; readonly waitMs: number }

/** Where calendars are read; `address` is where the request comes from. */
export interface CalendarDesk {
  readonly read: (token: string, address: string) => Promise<CalendarRead>
}

/**
 * The desk where people's calendar programs read what stands in `sources`, as it is now. Wrong addresses are counted in
 * the memory of each process: a token has 256 bits, so the limit guards the database from a flood.
 */
export function createCalendarDesk(world: World, sources: readonly CalendarSource[]): CalendarDesk {
  const wrong = new RateLimiterMemory({ points: mostWrong, duration: wrongWindowSeconds })
  return {
    read: async (token, address) => {
      // Counted first, and taken back when it was right, so that a flood at once is a flood too.
      const refused = await wrong.consume(address).then(
        () => undefined,
        (no: RateLimiterRes) => no,
      )
      if (refused) return { kind: 'tooMany', waitMs: refused.msBeforeNext }
      const owner = await ownerOf(world.db, token)
      if (!owner) return { kind: 'gone' }
      await wrong.reward(address)
      const events = await Promise.all(sources.map((source) => source(owner.person, owner.locale)))
      const body = writeCalendar(events.flat(), calendarName)
      const tag = createHash('sha256').update(body).digest('base64url')
      return { kind: 'calendar', contentType: calendarType, body, tag }
    },
  }
}
