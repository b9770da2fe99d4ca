import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import { hourMs } from '../shared/clock.ts'
import type { MeetingId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { cardWithMeetingLink } from './calendar-commands.ts'
import { calendarWords } from './calendar-words.ts'
import { calendarFileKind, meetingBehind } from './own-calendar.ts'

/** The link to one meeting for who asked among others, in their own chat. Nobody waits for it longer than an hour. */
export function calendarNotices(world: World, publicUrl: string): readonly Notice[] {
  return [
    {
      kind: calendarFileKind,
      living: false,
      whenUncertain: 'hold',
      usefulForMs: hourMs,
      render: async ({ councilId, subjectId, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const { person } = recipient
        const meeting = await meetingBehind(world, { councilId, who: person, about: subjectId })
        if (!meeting) return undefined
        const ask = { who: { councilId, person }, locale }
        const card = await cardWithMeetingLink(world, publicUrl, ask, subjectId as MeetingId)
        return { card, summary: card.fallbackText }
      },
    },
  ]
}

/** What that message is called where messages are listed. */
export const calendarDispatchNames = [
  { kind: calendarFileKind, name: (locale: Locale) => calendarWords(locale).dispatch },
]
