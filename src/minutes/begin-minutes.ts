import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { type Attendee, keepAgenda, type Meeting, numbered } from '../meetings/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type MeetingId, newId, type OnceId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { subjectKind } from './change-minutes.ts'
import { type Attendance, type Minutes, mayWrite, type Presence, sectionsFrom } from './minutes.ts'
import { seenMeeting } from './show-minutes.ts'
import { findMinutes, insertAttendances, insertMinutes, insertSections } from './store.ts'

/**
 * Begins the minutes of a meeting: one § for each item of its agenda, with the first open, and everybody who was called
 * as they have answered. Who comes second finds them begun. Throws Refusal: notFound, notAllowed, closed (cancelled).
 */
export async function beginMinutes(world: World, ask: Ask, id: MeetingId): Promise<void> {
  const meeting = await seenMeeting(world, ask.who, id)
  if (!mayWrite(ask.who, meeting)) throw new Refusal('notAllowed')
  if (meeting.cancelled) throw new Refusal('closed')
  await beginAs(world, meeting, { who: ask.who.person, onceId: ask.onceId })
}

/** Begins the minutes of a meeting in somebody's name, unless they are begun; whether that person may has been asked. */
export async function beginAs(
  world: World,
  meeting: Meeting,
  by: { readonly who: Person; readonly onceId: OnceId },
): Promise<void> {
  const { councilId, id } = meeting
  const of = { councilId, meetingId: id }
  if (await findMinutes(world.db, of)) return
  await actOnce(world, { ...by, councilId, verb: 'minutes.begin' }, async (tx) => {
    const sections = sectionsFrom(numbered(await keepAgenda(tx, meeting)), 1)
    const minutes: Minutes = {
      ...of,
      number: 1,
      state: 'draft',
      openSectionId: sections[0]?.id,
      beganAt: world.clock.now(),
      endedAt: undefined,
      sentAt: undefined,
      changeAsked: nothingWritten,
      approved: undefined,
      text: '',
      why: nothingWritten,
      ledBy: undefined,
      notedBy: undefined,
      version: 1,
    }
    if (!(await insertMinutes(tx, minutes))) return { subjectKind, subjectId: id, changes: [] }
    await insertSections(tx, of, sections)
    await insertAttendances(tx, of, attendancesFrom(meeting))
    return { subjectKind, subjectId: id, changes: [{ field: 'state', from: null, to: 'draft' }] }
  })
}

/** Who has not answered stands as absent until somebody taps that they came. */
function attendancesFrom(meeting: Meeting): readonly Attendance[] {
  const found = new Map<string, Attendance>()
  const note = ({ memberId, title, organisation }: Attendee, presence: Presence) => {
    const known = found.get(memberId)
    if (known && known.presence !== 'absent') return
    found.set(memberId, {
      id: newId<string>(),
      memberId,
      title,
      organisation: organisation.name.sv,
      presence,
      until: undefined,
      version: 1,
    })
  }
  for (const one of meeting.called) {
    note(one, one.answer === 'coming' ? 'present' : 'absent')
    if (one.answer === 'substitute' && one.substitute) note(one.substitute, 'substitute')
  }
  return [...found.values()]
}
