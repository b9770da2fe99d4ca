import { z } from 'zod'
import type { Instant } from '../shared/clock.ts'
import type { ActionId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, momentOf, plusDays } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { type Action, effects, lights, textLimit } from './action.ts'
import { lineLimit } from './through-cards.ts'
import { throughWords } from './through-words.ts'

const actionId = z.string().transform((id) => id as ActionId)

/** What the writer decided at an earlier advice on the texts; checkFields reads it. */
const decided = { accepted: z.string().optional(), take: z.string().optional() }

const line = (error: string, max: number, min = 3) =>
  z.string(error).transform(tidy).pipe(z.string().min(min, error).max(max, error))

/** A form that asks only why. */
export function whyInput(locale: Locale) {
  return z.object({ action: actionId, why: line(throughWords(locale).form.whyError, textLimit), ...decided })
}

/** How it goes. That what is typed as done means something is seen by `progressIn`, which knows the action. */
export function progressInput(locale: Locale) {
  const { report } = throughWords(locale)
  return z.object({
    action: actionId,
    text: line(report.textError, lineLimit),
    light: z.enum(lights, report.lightError),
    progress: z.string(report.progressError).default('').transform(tidy),
    ...decided,
  })
}

/** What came of it. */
export function finishInput(locale: Locale) {
  const { finish } = throughWords(locale)
  return z.object({
    action: actionId,
    effect: z.enum(effects, finish.effectError),
    text: line(finish.textError, textLimit, 0).default(''),
    ...decided,
  })
}

/** A later day, and why; `seen` is the day that the form was made for. */
export function postponeInput(locale: Locale, now: Instant) {
  const { postpone } = throughWords(locale)
  const [today, last] = [localDate(now), plusDays(localDate(now), 5 * 366)]
  return z
    .object({
      action: actionId,
      seen: z.iso.date().transform((day) => day as LocalDate),
      dueOn: z
        .string(postpone.dayError)
        .refine((day) => momentOf(day, '12:00') !== undefined, postpone.dayError)
        .transform((day) => day as LocalDate),
      why: line(throughWords(locale).form.whyError, textLimit),
      ...decided,
    })
    .refine(({ seen, dueOn }) => dueOn > seen && dueOn >= today, {
      path: ['dueOn'],
      message: postpone.tooEarly,
    })
    .refine(({ dueOn }) => dueOn <= last, { path: ['dueOn'], message: postpone.tooLate })
}

/**
 * How much is done, as people type it: "2 av 4", "2/4", "50 %", or "3" when it is known of how much. Undefined is said of
 * an empty text; 'unclear' of what is none of these.
 */
export function progressIn(text: string, before: Action['progress']): Action['progress'] | 'unclear' {
  if (text === '') return undefined
  const share = /^(\d{1,3})\s*(?:%|procent|percent)$/iu.exec(text)
  if (share) return Number(share[1]) <= 100 ? { done: Number(share[1]), of: 100 } : 'unclear'
  const count = /^(\d{1,4})\s*(?:av|of|\/)\s*(\d{1,4})$/iu.exec(text)
  if (count) return Number(count[2]) > 0 ? { done: Number(count[1]), of: Number(count[2]) } : 'unclear'
  if (before && /^\d{1,4}$/.test(text)) return { done: Number(text), of: before.of }
  return 'unclear'
}
