import type { Locale, Texts } from '../shared/locale.ts'
import type { Rule } from './series.ts'
import { en } from './words-en.ts'
import { type MeetingWords, sv } from './words-sv.ts'

const texts: Texts<MeetingWords> = { sv, en }

/** The texts of meetings in the language of the person who reads them. */
export function meetingWords(locale: Locale): MeetingWords {
  return texts[locale]
}

/** How often meetings come, as people say it: "andra torsdagen i februari, maj, september och november". */
export function sayRule(rule: Rule, locale: Locale): string {
  const words = meetingWords(locale)
  const list = (parts: readonly string[]) =>
    parts.length < 2
      ? parts.join('')
      : `${parts.slice(0, -1).join(', ')} ${words.rule.and} ${parts.at(-1) ?? ''}`
  const day = (weekday: number) => words.weekdays[weekday - 1] ?? ''
  if (rule.kind === 'weekly') {
    if (rule.every === 1 && rule.weekdays.join('') === '12345') return words.rule.workdays
    return words.rule.weekly(list(rule.weekdays.map(day)), rule.every)
  }
  const months =
    rule.months.length > 0
      ? words.rule.inMonths(list(rule.months.map((month) => words.rule.months[month - 1] ?? '')))
      : words.rule.everyMonth(rule.every)
  if (rule.kind === 'onDate') return words.rule.onDate(rule.day, months)
  return words.rule.monthly(
    list(rule.nths.map((nth) => words.rule.nth[nth] ?? '')),
    day(rule.weekday),
    months,
  )
}
