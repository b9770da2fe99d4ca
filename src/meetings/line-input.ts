import { readDueDay } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import { type LocalDate, localDate, momentAt, plusDays } from '../shared/stockholm.ts'
import { fold } from '../shared/text.ts'
import type { Body } from './meeting.ts'
import { firstDayOf, type Rule } from './series.ts'
import { readRule } from './series-input.ts'

/** What a line after `möte` was understood to say. What was not understood is not there: it is never guessed. */
export interface MeetingReading {
  /** The rest, in the writer's own words. */
  readonly title: string
  readonly body?: Body
  readonly on?: LocalDate
  /** `13:00`. */
  readonly at?: string
  readonly lengthMinutes?: number
  readonly place?: string
  /** How often, in the writer's own words, when they say a rule. */
  readonly rule?: Rule
}

const bodyWords: readonly (readonly [RegExp, Body])[] = [
  [
    /(?<!\p{L})(?:operativa gruppen|operativ grupp|est-?gruppen|(?:the )?operational group)(?!\p{L})/iu,
    'operationalGroup',
  ],
  [/(?<!\p{L})(?:lokala )?(?:brottsförebyggande rådet|rådet|brå|(?:the )?council)(?!\p{L})/iu, 'council'],
]

const clockEnd = '(?:\\s*(?:-|–|till|to)\\s*(?:kl\\.?\\s*)?(\\d{1,2})(?:[.:](\\d{2}))?)?'
const clocks: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:kl\\.?|klockan|at)\\s*(\\d{1,2})(?:[.:](\\d{2}))?${clockEnd}(?:\\s*(am|pm))?(?![\\d.:]*\\d)`,
    'iu',
  ),
  new RegExp(`(?<![\\d.:/-])(\\d{1,2})[.:](\\d{2})${clockEnd}(?:\\s*(am|pm))?(?![\\d/-])`, 'iu'),
  /(?<![\d.:/-])(\d{1,2})()()()\s*(am|pm)(?!\p{L})/iu,
]

const lengthWords: readonly (readonly [RegExp, (amount: number) => number])[] = [
  [
    /(?<![\p{L}\d])(?:i |for )?(\d{1,2}(?:[.,]\d)?)\s*(?:h|tim(?:mar|me)?|hours?)(?!\p{L})/iu,
    (hours) => hours * 60,
  ],
  [/(?<![\p{L}\d])(?:i |for )?(\d{1,3})\s*(?:min(?:uter|utes)?)(?!\p{L})/iu, (minutes) => minutes],
]

/** Where, at the end of what is left: "i kommunhuset", "på polisstationen, rum 2", "in the town hall". */
const placeAtEnd = /(?:^|\s)(?:i|på|vid|in|at)\s+((?:the\s+)?\p{L}[^\n]*)$/iu

/**
 * Reads a line such as "rådet 26 november kl 13 i kommunhuset" or "operativa gruppen varje måndag kl 9": who meets, when,
 * how often and where. The rest is what the meeting is called. Never fails.
 */
export function readMeeting(whole: string, now: Instant): MeetingReading {
  let rest = whole.normalize('NFC').slice(0, 500)
  const time = takeClock(rest)
  rest = time.rest
  const length = takeLength(rest)
  rest = length.rest
  const said = readRule(rest)
  rest = said?.rest ?? rest
  const day = readDueDay(rest, now)
  rest = day ? `${rest.slice(0, day.start)} ${rest.slice(day.end)}` : rest
  const body = bodyWords.find(([pattern]) => pattern.test(rest))
  rest = body ? rest.replace(body[0], ' ') : rest
  rest = tidied(rest)
  const place = placeAtEnd.exec(rest)
  rest = place ? rest.slice(0, place.index) : rest
  const on = said ? firstDayOf(said.rule, day?.on ?? dayLeft(now, time.at)) : day?.on
  const lengthMinutes = length.minutes ?? time.minutes
  return {
    title: capital(tidied(rest)),
    ...(body ? { body: body[1] } : {}),
    ...(on ? { on } : {}),
    ...(time.at ? { at: time.at } : {}),
    ...(lengthMinutes ? { lengthMinutes } : {}),
    ...(place?.[1] ? { place: capital(tidied(place[1])) } : {}),
    ...(said ? { rule: said.rule } : {}),
  }
}

/** Today, or tomorrow when the time of day has been. */
function dayLeft(now: Instant, at: string | undefined): LocalDate {
  const today = localDate(now)
  return at && momentAt(today, at) <= now ? plusDays(today, 1) : today
}

function takeClock(line: string): { rest: string; at?: string; minutes?: number } {
  for (const pattern of clocks) {
    const found = pattern.exec(line)
    if (!found) continue
    const [all, hour, minute, endHour, endMinute, half] = found
    const start = minutesOf(hour, minute, half)
    if (start === undefined) continue
    const end = endHour ? minutesOf(endHour, endMinute, half) : undefined
    const rest = `${line.slice(0, found.index)} ${line.slice(found.index + all.length)}`
    const at = `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}`
    return { rest, at, ...(end !== undefined && end > start ? { minutes: end - start } : {}) }
  }
  return { rest: line }
}

function minutesOf(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): number | undefined {
  const said = Number(hour)
  const hours = half?.toLowerCase() === 'pm' && said < 12 ? said + 12 : said
  const minutes = Number(minute || 0)
  return hours > 23 || minutes > 59 ? undefined : hours * 60 + minutes
}

function takeLength(line: string): { rest: string; minutes?: number } {
  for (const [pattern, minutes] of lengthWords) {
    const found = pattern.exec(line)
    if (!found?.[1]) continue
    return { rest: line.replace(pattern, ' '), minutes: minutes(Number(found[1].replace(',', '.'))) }
  }
  return { rest: line }
}

/** How long a text of a form says, in minutes: "2 h", "90 min", "1,5 timmar", "1 h 30 min"; undefined when it says no length. */
export function readLength(text: string): number | undefined {
  const hours = takeLength(text)
  if (hours.minutes === undefined) {
    return /^\d{2,3}$/.test(text.trim()) ? Number(text) : undefined
  }
  const more = takeLength(hours.rest)
  return /\p{L}|\d/u.test(fold(more.rest).replace(/och|and/g, ''))
    ? undefined
    : Math.round(hours.minutes + (more.minutes ?? 0))
}

function tidied(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:])/g, '$1')
    .replace(/^[\s,.;:–-]+|[\s,;:–-]+$/g, '')
    .replace(/(?:^|\s)(?:den|kl|med|för|på|i|the|on|with|for)$/iu, '')
    .trim()
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
}
