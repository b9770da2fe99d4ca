import { z } from 'zod'
import type { Locale } from '../shared/locale.ts'
import { timeOfDayIn } from '../shared/text.ts'
import { isAskTime, nobodyAsked, type Weekday, weekdays } from './council-settings.ts'
import { councilWords } from './words.ts'

/** The inputs of the form for settings, as a person fills them in. */
export function settingsInput(locale: Locale) {
  const { problems } = councilWords(locale).settings
  return {
    askWeekday: z
      .enum([nobodyAsked, ...weekdays.map(String)], { error: problems.askWeekday })
      .transform((day) => (day === nobodyAsked ? null : (Number(day) as Weekday))),
    askAt: z.string({ error: problems.askAt }).transform(timeOfDayIn).refine(isAskTime, problems.askAt),
  }
}
