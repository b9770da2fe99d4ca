import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type MeetingId, newId } from '../shared/ids.ts'
import { keptWarnings, writeInMinutes } from './change-minutes.ts'
import { type Attendance, most } from './minutes.ts'
import { insertAttendances, updateAttendance } from './store.ts'

/** How somebody took part, as somebody taps it. */
export type Noted = Pick<Attendance, 'presence' | 'until'>

/**
 * Notes how somebody took part. Noting the same twice is noting it once. Throws Refusal: notFound, notAllowed, closed,
 * changedMeanwhile (`seen` is the version of the row that was tapped, and somebody has noted something else since).
 */
export async function noteAttendance(
  world: World,
  ask: Ask,
  meetingId: MeetingId,
  id: string,
  noted: Noted,
  seen: number,
): Promise<void> {
  await writeInMinutes(world, ask, 'minutes.attend', meetingId, async (tx, { attendances, minutes }) => {
    const before = attendances.find((one) => one.id === id)
    if (!before) throw new Refusal('notFound')
    if (before.presence === noted.presence && before.until === noted.until) return { changes: [] }
    if (before.version !== seen) throw new Refusal('changedMeanwhile')
    await updateAttendance(tx, minutes, before, noted)
    return { changes: [{ field: 'attendance', from: told(before), to: told({ ...before, ...noted }) }] }
  })
}

/** Notes somebody who was not called, in words: a role and an organisation, never a name. Throws as above. */
export async function addAttendance(
  world: World,
  ask: Ask,
  meetingId: MeetingId,
  title: Checked,
  noted: Noted,
  kept: readonly string[],
): Promise<void> {
  await writeInMinutes(world, ask, 'minutes.addAttendance', meetingId, async (tx, book) => {
    if (book.attendances.length >= most.attendances) throw new Refusal('closed')
    const added: Attendance = {
      ...noted,
      id: newId<string>(),
      memberId: undefined,
      title,
      organisation: '',
      version: 1,
    }
    await insertAttendances(tx, book.minutes, [added], title)
    return { changes: [{ field: 'attendance', from: null, to: told(added) }, ...keptWarnings(kept)] }
  })
}

function told({ title, presence, until }: Attendance): string {
  return `${title}: ${presence}${until ? ` § ${until}` : ''}`
}
