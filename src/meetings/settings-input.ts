import { z } from 'zod'
import type { Locale } from '../shared/locale.ts'
import type { ChosenMeetingSettings } from './meeting-settings.ts'
import { meetingSettingsWords } from './settings-words.ts'

/** The inputs of the form for a council's rules for its meetings, as a person fills them in. */
export function meetingSettingsInput(locale: Locale) {
  const words = meetingSettingsWords(locale)
  const number = (least: number, most: number, error: string) =>
    z
      .string(error)
      .transform((text) => text.trim())
      .pipe(z.string().regex(/^\d{1,4}$/, error))
      .transform(Number)
      .pipe(z.number().min(least, error).max(most, error))
  const days = number(1, 90, words.daysError)
  return z
    .object({
      lockDays: number(0, 60, words.lockDaysError),
      quorum: z.enum(['none', 'half', 'count'], words.quorumError),
      count: z.string(words.countError).default(''),
      summaries: z.enum(['approved', 'atOnce'], words.summariesError),
      prepare: days,
      unanswered: days,
      briefing: days,
      owners: days,
      eve: days,
      soonMinutes: number(10, 240, words.minutesError),
      unwritten: days,
      unapproved: days,
      seen: z.string().default(''),
    })
    .superRefine(({ quorum, count }, context) => {
      const many = /^\d{1,3}$/.test(count.trim()) ? Number(count) : 0
      if (quorum === 'count' && (many < 1 || many > 400))
        context.addIssue({ code: 'custom', path: ['count'], message: words.countError })
    })
    .transform((typed): { readonly chosen: ChosenMeetingSettings; readonly seen: string } => {
      const { lockDays, quorum, count, summaries, seen, ...offsets } = typed
      const decides = quorum === 'count' ? { kind: quorum, count: Number(count) } : { kind: quorum }
      return { chosen: { lockDays, quorum: decides, summaries, offsets }, seen }
    })
}
