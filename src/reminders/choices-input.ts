import { z } from 'zod'
import { isCalmTime } from '../schedule/index.ts'
import type { Locale } from '../shared/locale.ts'
import { timeOfDayIn } from '../shared/text.ts'
import { reminderWords } from './words.ts'

const listed = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((one) => one !== ''))

/** The form of the choices as a person fills it in; `offered` are the kinds that it showed. */
export function choicesInput(locale: Locale) {
  const { problems } = reminderWords(locale)
  return z.object({
    offered: listed,
    wanted: listed,
    digest: z.enum(['each', 'digest'], { error: problems.digest }).transform((way) => way === 'digest'),
    timeOfDay: z
      .string({ error: problems.timeOfDay })
      .default('')
      .transform((text) => timeOfDayIn(text.trim()))
      .refine((time) => time === '' || isCalmTime(time), problems.timeOfDay)
      .transform((time) => time || undefined),
  })
}
