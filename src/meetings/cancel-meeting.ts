import type { Ask } from '../chat/index.ts'
import type { Deed, World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { MeetingId } from '../shared/ids.ts'
import { changeMeeting, meetingChanges, saveMeeting, subjectKind } from './change-meeting.ts'
import type { Meeting } from './meeting.ts'
import { laterOnes } from './move-meeting.ts'
import { findSeries, updateSeries } from './series-store.ts'
import { tellOfChange } from './tell-called.ts'

/**
 * Cancels a meeting, or it and the rest of its series, with why; everybody who was called is told. Throws Refusal as
 * changeMeeting.
 */
export function cancelMeeting(
  world: World,
  ask: Ask,
  id: MeetingId,
  { why, rest }: { readonly why: Checked; readonly rest: boolean },
): Promise<Meeting> {
  return changeMeeting(world, ask, 'meetings.cancel', id, async (before, tx) => {
    const now = world.clock.now()
    const cancelled = (meeting: Meeting): Meeting => ({
      ...meeting,
      cancelled: { at: now, why },
      sequence: meeting.sequence + 1,
    })
    const others = rest ? await laterOnes(tx, before) : []
    return {
      after: cancelled(before),
      why,
      also: async (_, saved) => {
        if (before.calledAt || others.some(({ calledAt }) => calledAt))
          await tellOfChange(tx, world, ask.who.person, before, saved, rest)
        const deeds: Deed[] = []
        for (const other of others) {
          const after = cancelled(other)
          await saveMeeting(tx, world, other, after, false)
          deeds.push({ subjectKind, subjectId: other.id, changes: meetingChanges(other, after, why) })
        }
        const series = rest && before.seriesId && (await findSeries(tx, before.councilId, before.seriesId))
        if (series) await updateSeries(tx, series, { ...series, ended: true }, now)
        return deeds
      },
    }
  })
}
