import { z } from 'zod'
import { type Problems, problemsOf } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, momentOf, plusDays } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import {
  type Minutes,
  type MinutesBook,
  minutesLimits,
  type Presence,
  presences,
  tookPartIn,
} from './minutes.ts'
import { minutesWords } from './words.ts'

/** Data of a press, nothing of it trusted. */
export type Data = Readonly<Record<string, unknown>>

/** What a form said, or what is wrong with it field by field. */
export type Read<Said> =
  | { readonly kind: 'said'; readonly said: Said }
  | { readonly kind: 'faulty'; readonly problems: Problems }

const furthestDays = 5 * 366

/** A text among untrusted data, or an empty one. */
export function textIn(data: Data, field: string): string {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}

/** A page, a version or a § among untrusted data; 0 when it is none. */
export function numberIn(data: Data, field: string): number {
  const text = textIn(data, field)
  return /^\d{1,6}$/.test(text) ? Number(text) : 0
}

/** What is written in a §. */
export function readSection(
  data: Data,
  locale: Locale,
): Read<{ readonly heading: string; readonly text: string }> {
  const { write } = minutesWords(locale)
  const schema = z.object({
    heading: limited(minutesLimits.heading, write.headingError),
    text: limited(minutesLimits.text, write.textError),
  })
  return read(schema, data)
}

/** The text of a decision. */
export function readDecision(data: Data, locale: Locale): Read<{ readonly text: string }> {
  return read(z.object({ text: needed(minutesLimits.decision, minutesWords(locale).decide.textError) }), data)
}

/**
 * Who is to do what was decided and when; undefined when neither is said and `needed` does not ask for it. One without
 * the other is a problem.
 */
export function readAssigned(
  data: Data,
  locale: Locale,
  now: Instant,
  isNeeded: boolean,
): Read<{ readonly owner: string; readonly dueOn: LocalDate } | undefined> {
  const { decide } = minutesWords(locale)
  const [owner, dueOn] = [textIn(data, 'owner').trim(), textIn(data, 'dueOn').trim()]
  if (!owner && !dueOn && !isNeeded) return { kind: 'said', said: undefined }
  if (!owner) return { kind: 'faulty', problems: { owner: dueOn ? decide.both : decide.ownerError } }
  if (!dueOn) return { kind: 'faulty', problems: { dueOn: decide.both } }
  const today = localDate(now)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(dueOn) && momentOf(dueOn, '12:00') !== undefined
  if (!isDay || dueOn < today || dueOn > plusDays(today, furthestDays))
    return { kind: 'faulty', problems: { dueOn: decide.dueOnError } }
  return { kind: 'said', said: { owner, dueOn: dueOn as LocalDate } }
}

/** Why, in a few words. */
export function readWhy(data: Data, locale: Locale): Read<{ readonly why: string }> {
  return read(z.object({ why: needed(minutesLimits.why, minutesWords(locale).why.error) }), data)
}

/** How somebody takes part, until one of so many §§. */
export function readPresence(
  data: Data,
  locale: Locale,
  sections: number,
): Read<{ readonly presence: Presence; readonly until: number | undefined }> {
  const words = minutesWords(locale).attendance
  const schema = z.object({
    presence: z.enum(presences, words.howError),
    until: z
      .string(words.untilError)
      .default('stays')
      .refine((text) => text === 'stays' || /^[1-9]\d{0,2}$/.test(text), words.untilError)
      .transform((text) => (text === 'stays' ? undefined : Number(text)))
      .refine((until) => until === undefined || until <= sections, words.untilError),
  })
  return read(schema, data)
}

/** Who led the meeting and, when it was not the secretary, kept the minutes: among those who took part. */
export function readLed(
  data: Data,
  locale: Locale,
  book: MinutesBook,
): Read<Pick<Minutes, 'ledBy' | 'notedBy'>> {
  const { whoError } = minutesWords(locale).lead
  const there = (id: string) => tookPartIn(book).some((one) => one.id === id)
  const [ledBy, notedBy] = [textIn(data, 'ledBy'), textIn(data, 'notedBy')]
  const problems = {
    ...(there(ledBy) ? {} : { ledBy: whoError }),
    ...(notedBy === '' || there(notedBy) ? {} : { notedBy: whoError }),
  }
  if (Object.keys(problems).length > 0) return { kind: 'faulty', problems }
  return { kind: 'said', said: { ledBy, notedBy: notedBy || undefined } }
}

/** Who it is, in words. */
export function readWho(data: Data, locale: Locale): Read<{ readonly who: string }> {
  return read(z.object({ who: needed(minutesLimits.title, minutesWords(locale).attendance.whoError) }), data)
}

/** The day that is written after `protokoll`; undefined when none is, null when it is no day. */
export function dayIn(rest: string): LocalDate | undefined | null {
  const text = tidy(rest)
  if (text === '') return undefined
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && momentOf(text, '12:00') ? (text as LocalDate) : null
}

function needed(limit: number, error: string) {
  return z.string(error).transform(tidy).pipe(z.string().min(3, error).max(limit, error))
}

function limited(limit: number, error: string) {
  return z.string(error).default('').transform(tidy).pipe(z.string().max(limit, error))
}

function read<Said>(schema: z.ZodType<Said>, data: Data): Read<Said> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return { kind: 'said', said: parsed.data }
  return { kind: 'faulty', problems: problemsOf(parsed.error) }
}
