import { z } from 'zod'
import type { Locale } from '../shared/locale.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { agreementWords } from './agreement-words.ts'
import { isDay } from './council.ts'
import { followedThings } from './follow-up.ts'

/** Nobody has followed up what they were agreed on before this. */
const earliest = '2000-01-01'

/** The inputs of the form for a follow-up, as a coordinator fills them in. */
export function followUpInput(locale: Locale, today: LocalDate) {
  const { problems } = agreementWords(locale).followUp
  return {
    date: z
      .string({ error: problems.date })
      .refine((text) => isDay(text) && earliest <= text && text <= today, problems.date)
      .transform((text) => text as LocalDate),
    things: z
      .string({ error: problems.things })
      .transform((text) => [...new Set(text.split(',').map((thing) => thing.trim()))])
      .pipe(z.array(z.enum(followedThings, { error: problems.things })).min(1, problems.things)),
  }
}
