import type { Parser } from 'chrono-node'
import { dayMs, hourMs, minuteMs, plusMs } from '../shared/clock.ts'
import { clockParsers } from './clock-phrases.ts'
import { dayParsers } from './day-phrases.ts'
import { aWhileMinutes, justNowMinutes, number, numberOf } from './day-words.ts'
import type { Piece } from './moment-pieces.ts'
import { phrase } from './phrases.ts'

const say = (source: string, read: (match: RegExpExecArray) => Piece | undefined): Parser =>
  phrase<Piece>(source, read)

const units: Readonly<Record<string, number>> = {
  m: minuteMs,
  k: 15 * minuteMs,
  h: hourMs,
  t: hourMs,
  d: dayMs,
}
const few = '(?:(?:bara|drygt|ungefar|ca|cirka|knappt|typ|kanske) )?'

const exact: readonly Parser[] = [
  say('nu|just nu|precis nu|nu direkt', () => ({ exact: ({ now }) => now, weak: true })),
  say('(?:alldeles |precis |nu )?nyss|for (?:bara )?nagra minuter (?:sedan|sen)', () => ({
    exact: ({ now }) => plusMs(now, -justNowMinutes * minuteMs),
  })),
  say('for en (?:liten )?stund (?:sedan|sen)', () => ({
    exact: ({ now }) => plusMs(now, -aWhileMinutes * minuteMs),
  })),
  say(
    `(?:for )?${few}(${number}) ?(minuter|minut|min|m|timmar|timme|tim|h|kvart|kvartar) (?:sedan|sen|tillbaka)`,
    (m) => {
      const ms = numberOf(m[1] ?? '') * (units[(m[2] ?? '')[0] ?? ''] ?? hourMs)
      return { exact: ({ now }) => plusMs(now, -ms) }
    },
  ),
  say(`(?:for )?${few}en halv ?timme (?:sedan|sen|tillbaka)`, () => ({
    exact: ({ now }) => plusMs(now, -hourMs / 2),
  })),
  say(`om ${few}(${number}) ?(minuter|minut|min|timmar|timme|tim|h|kvart)`, (m) => {
    const ms = numberOf(m[1] ?? '') * (units[(m[2] ?? '')[0] ?? ''] ?? hourMs)
    return { exact: ({ now }) => plusMs(now, ms) }
  }),
  say('om en halv ?timme', () => ({ exact: ({ now }) => plusMs(now, hourMs / 2) })),
]

/** Everything we understand of when, in folded text. */
export const momentParsers: readonly Parser[] = [...exact, ...dayParsers, ...clockParsers]
