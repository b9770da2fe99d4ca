import { asWritten } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder } from '../schedule/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import { reading } from './meeting.ts'
import { forCoordinators, type MinutesStateOf, meetingReminder, turnFor, turns } from './remind-meetings.ts'
import { meetingReminderCard } from './reminder-cards.ts'
import { meetingReminderWords } from './reminder-words.ts'
import { agendaOf, meetingNow } from './show-meetings.ts'

const nobodyKnows: MinutesStateOf = async () => undefined

/** What meetings remind people of. How far the minutes have come is handed in; without it nobody is reminded of them. */
export function meetingReminders(
  world: World,
  minutesOf: MinutesStateOf = nobodyKnows,
): readonly KindOfReminder[] {
  return turns.map((turn) => ({
    reminder: meetingReminder(world, turn, minutesOf),
    roles: forCoordinators.includes(turn) ? (['coordinator'] as const) : reading,
    name: (locale) => meetingReminderWords(locale)[turn].name,
    about: (locale) => meetingReminderWords(locale)[turn].about,
    thing: async (councilId, subjectId) => {
      const meeting = await meetingNow(world, councilId, subjectId as MeetingId)
      return meeting && asWritten(meeting.title)
    },
  }))
}

/** The cards of these reminders. */
export function meetingReminderNotices(
  world: World,
  minutesOf: MinutesStateOf = nobodyKnows,
): readonly Notice[] {
  return turns.map((turn) => {
    const { kind, usefulForMs } = meetingReminder(world, turn, minutesOf)
    return {
      kind,
      usefulForMs,
      living: false,
      whenUncertain: 'repeat',
      digestible: turn !== 'soon',
      render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const about = { councilId, id: subjectId as MeetingId, occasion }
        const meeting = await turnFor(world, turn, about, recipient.person, minutesOf)
        if (!meeting) return undefined
        const agenda = turn === 'briefing' ? await agendaOf(world, meeting) : []
        const card = meetingReminderCard(meeting, turn, agenda, { now: world.clock.now(), locale })
        return { card, summary: card.fallbackText }
      },
    }
  })
}
