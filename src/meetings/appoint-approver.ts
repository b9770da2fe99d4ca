import type { DatabaseTransaction, Deed } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MemberId } from '../shared/ids.ts'
import { meetingChanges, subjectKind } from './change-meeting.ts'
import type { Meeting } from './meeting.ts'
import { attendees, updateMeeting } from './store.ts'

/**
 * Makes a member the approver of a meeting's minutes, who is often elected at the meeting itself; gives what that did to
 * the meeting, which is nothing when they were it already. Throws Refusal: notFound, changedMeanwhile (the meeting was
 * changed since it was read).
 */
export async function appointApprover(
  tx: DatabaseTransaction,
  meeting: Meeting,
  memberId: MemberId,
): Promise<readonly Deed[]> {
  if (meeting.offices.approver?.memberId === memberId) return []
  const approver = (await attendees(tx, meeting.councilId, [memberId])).get(memberId)
  if (!approver) throw new Refusal('notFound')
  const after = { ...meeting, offices: { ...meeting.offices, approver } }
  await updateMeeting(tx, meeting, after)
  const changes = meetingChanges(meeting, after, nothingWritten)
  return [{ subjectKind, subjectId: meeting.id, changes }]
}
