import { type Ask, asWritten } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { saysAll } from '../lookup/index.ts'
import { sayDate } from '../shared/stockholm.ts'
import { sayWhen } from './cards.ts'
import { stateOf } from './list-cards.ts'
import { type Meeting, reading } from './meeting.ts'
import { meetingsFor } from './show-meetings.ts'

/** So many meetings are looked through in each direction of time: some years of them. */
const mostLooked = 50

/** Meetings among what can be put in a chat: the coming ones first, then those that have been. */
export function shareableMeetings(world: World) {
  return {
    command: 'findMeetings' as const,
    roles: reading,
    find: async ({ who, locale }: Ask, text: string, limit: number) => {
      const now = world.clock.now()
      const page = { start: 0, limit: mostLooked }
      const [coming, past] = await Promise.all([
        meetingsFor(world, who.councilId, 'coming', page),
        meetingsFor(world, who.councilId, 'past', page),
      ])
      const says = (meeting: Meeting) => [
        meeting.title,
        meeting.place ?? '',
        meeting.on,
        sayWhen(meeting, now, locale),
      ]
      const shared = [...coming.meetings, ...past.meetings]
        .filter((meeting) => saysAll(text, says(meeting)))
        .slice(0, limit)
        .map((meeting) => ({
          id: meeting.id,
          title: asWritten(meeting.title),
          under: `${sayWhen(meeting, now, locale)} · ${stateOf(meeting, now, locale)}`,
          // It has no number; its day says which it is, and nothing of what it is about.
          number: sayDate(meeting.on, now, locale),
          // Every member of a council reads its meetings.
          forEverybody: true,
          show: { verb: 'meetings.show', pointers: { meeting: meeting.id } },
        }))
      return { shared, isMore: [coming, past].some(({ count }) => count > mostLooked) }
    },
  }
}
