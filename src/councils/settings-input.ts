import { z } from 'zod'
import type { Locale } from '../shared/locale.ts'
import { isAskTime, nobodyAsked, type Weekday, weekdays } from './council-settings.ts'
import { councilWords } from './words.ts'

/** The inputs of the form for settings, as a person fills them in. */
export function settingsInput(locale: Locale) {
  const { problems } = councilWords(locale).settings
  return {
    askWeekday: z
      .enum([nobodyAsked, ...weekdays.map(String)], { error: problems.askWeekday })
      .transform((day) => (day === nobodyAsked ? null : (Number(day) as Weekday))),
    askAt: z.string({ error: problems.askAt }).transform(asTime).refine(isAskTime, problems.askAt),
  }
}

/** A time as a picker sends it. Where there is none a person types, and 9.30 is as good as 09:30; some send seconds too. */
function asTime(text: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(text.trim()) ?? []
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : text
}
