import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import { keepAgenda } from './change-agenda.ts'
import { changeMeeting } from './change-meeting.ts'
import type { Meeting } from './meeting.ts'

/**
 * Sends the call: everybody who is called, and the channel of a council, gets the card of the meeting. Sent once; later
 * the cards that are there change. Throws Refusal as changeMeeting.
 */
export function sendCall(world: World, ask: Ask, id: MeetingId): Promise<Meeting> {
  return changeMeeting(world, ask, 'meetings.call', id, (before) => ({
    after: before.calledAt ? before : { ...before, calledAt: world.clock.now() },
    also: async (tx) => {
      await keepAgenda(tx, before)
      return []
    },
  }))
}
