import type { World } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import { localDate } from '../shared/stockholm.ts'
import { type AgendaItem, numbered, usualItems } from './agenda.ts'
import { agendaItemsOf } from './agenda-store.ts'
import { comingMeetings, leftInSeries, type MeetingPage, pastMeetings } from './list-store.ts'
import type { Meeting } from './meeting.ts'
import { type Attendance, attendanceOf } from './quorum.ts'
import { findSeries } from './series-store.ts'
import { meetingSettings } from './settings-store.ts'
import { findMeeting } from './store.ts'

/** A meeting with what its card says beside it. */
export interface ShownMeeting {
  readonly meeting: Meeting
  readonly attendance: Attendance
  readonly agenda: readonly AgendaItem[]
  /** The RRULE it belongs to, and how many of the series there are from this one on. */
  readonly series: { readonly rule: string; readonly left: number } | undefined
}

/** The meeting a promised message is about, as it is now. */
export function meetingNow(world: World, councilId: CouncilId, id: MeetingId): Promise<Meeting | undefined> {
  return findMeeting(world.db, councilId, id)
}

/** A meeting with how its answers stand against the council's rule, and its agenda. */
export async function shownMeeting(world: World, meeting: Meeting): Promise<ShownMeeting> {
  const { quorum } = await meetingSettings(world.db, meeting.councilId)
  return {
    meeting,
    attendance: attendanceOf(meeting.called, quorum),
    agenda: await agendaOf(world, meeting),
    series: await seriesOf(world, meeting),
  }
}

async function seriesOf(world: World, meeting: Meeting): Promise<ShownMeeting['series']> {
  if (!meeting.seriesId) return undefined
  const series = await findSeries(world.db, meeting.councilId, meeting.seriesId)
  if (!series) return undefined
  const left = await leftInSeries(world.db, meeting.councilId, meeting.seriesId, meeting.on)
  return { rule: series.rule, left }
}

/** What stands on the agenda of a meeting, in order; the usual items until it has some of its own. */
export async function agendaOf(world: World, meeting: Meeting): Promise<readonly AgendaItem[]> {
  const items = await agendaItemsOf(world.db, meeting.councilId, meeting.id)
  return numbered(items.length > 0 ? items : usualItemsOf(meeting))
}

function usualItemsOf(meeting: Meeting): readonly AgendaItem[] {
  return usualItems.map(([kind, minutes, purpose], at) => ({
    id: newId(),
    councilId: meeting.councilId,
    meetingId: meeting.id,
    position: at + 1,
    kind,
    title: nothingWritten,
    note: nothingWritten,
    minutes,
    presenter: nothingWritten,
    purpose,
    registryNumber: nothingWritten,
    proposedBy: undefined,
    addedLate: false,
    removed: false,
    version: 1,
  }))
}

/** The coming meetings of a council, or the past ones; today's are among the coming ones all day. */
export function meetingsFor(
  world: World,
  councilId: CouncilId,
  which: 'coming' | 'past',
  page: { readonly start: number; readonly limit: number },
): Promise<MeetingPage> {
  const today = localDate(world.clock.now())
  return (which === 'past' ? pastMeetings : comingMeetings)(world.db, councilId, today, page)
}
