import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { changeMeeting } from './change-meeting.ts'
import type { Meeting, Planned } from './meeting.ts'
import { silent } from './plan-meeting.ts'

/**
 * Changes what a meeting is and who is called to it; its day and time are moved, with why, by `moveMeeting`. Who has
 * answered has answered. Throws Refusal as changeMeeting, and changedMeanwhile when it is no longer the one that was seen.
 */
export function amendMeeting(
  world: World,
  ask: Ask,
  id: MeetingId,
  planned: Omit<Planned, 'on' | 'at'>,
  seen: number,
): Promise<Meeting> {
  return changeMeeting(world, ask, 'meetings.amend', id, (before) => {
    if (before.version !== seen) throw new Refusal('changedMeanwhile')
    const called = planned.called.map(
      (one) => before.called.find(({ memberId }) => memberId === one.memberId) ?? silent(one),
    )
    const { title, body, lengthMinutes, place, link, offices } = planned
    const after = { ...before, title, body, lengthMinutes, place, link, offices, called }
    return { after: { ...after, sequence: before.sequence + 1 } }
  })
}
