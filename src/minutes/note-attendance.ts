import type { Ask } from '../chat/index.ts'
import type { Change, World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type MeetingId, newId } from '../shared/ids.ts'
import { keptWarnings, writeInMinutes } from './change-minutes.ts'
import { type Attendance, type Minutes, type MinutesBook, most, tookPartIn } from './minutes.ts'
import { insertAttendances, updateAttendance, updateMinutes } from './store.ts'

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

/** Who led the meeting and who kept the minutes, as ids of the attendance; undefined when the chair and the secretary did. */
export type Led = Pick<Minutes, 'ledBy' | 'notedBy'>

/**
 * Notes who led the meeting and who kept the minutes. Throws Refusal: notFound (not one who took part), notAllowed, closed,
 * changedMeanwhile (`seen` is what the form was opened with, and somebody has said something else since).
 */
export async function noteLeading(
  world: World,
  ask: Ask,
  meetingId: MeetingId,
  led: Led,
  seen: Led,
): Promise<void> {
  await writeInMinutes(world, ask, 'minutes.lead', meetingId, async (tx, book) => {
    const { minutes } = book
    const changes = ledChanges(book, led)
    if (changes.length === 0) return { changes }
    if (minutes.ledBy !== seen.ledBy || minutes.notedBy !== seen.notedBy)
      throw new Refusal('changedMeanwhile')
    await updateMinutes(tx, minutes, { ...minutes, ...led })
    return { changes }
  })
}

/** What the history says of who led and who kept the minutes. Throws Refusal('notFound') for one who did not take part. */
export function ledChanges(book: MinutesBook, led: Led): readonly Change[] {
  const title = (id: string | undefined) => book.attendances.find((one) => one.id === id)?.title ?? null
  return (['ledBy', 'notedBy'] as const).flatMap((field) => {
    if (book.minutes[field] === led[field]) return []
    if (led[field] && !tookPartIn(book).some(({ id }) => id === led[field])) throw new Refusal('notFound')
    return [{ field, from: title(book.minutes[field]), to: title(led[field]) }]
  })
}

function told({ title, presence, until }: Attendance): string {
  return `${title}: ${presence}${until ? ` § ${until}` : ''}`
}
