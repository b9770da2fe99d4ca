import { lateActions } from '../actions/index.ts'
import type { World } from '../database/index.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { localDate } from '../shared/stockholm.ts'
import { type AgendaItem, beginningItems, numbered } from './agenda.ts'
import { agendaItemsOf } from './agenda-store.ts'
import { comingMeetings, leftInSeries, type MeetingPage, pastMeetings } from './list-store.ts'
import { isComing, type Meeting } from './meeting.ts'
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
  /** How many late actions of the reader's own the agenda takes up. */
  readonly ownLate: number
}

/** The meeting a promised message is about, as it is now. */
export function meetingNow(world: World, councilId: CouncilId, id: MeetingId): Promise<Meeting | undefined> {
  return findMeeting(world.db, councilId, id)
}

/** A meeting for a reader, with how its answers stand against the council's rule, and its agenda; undefined is everybody. */
export async function shownMeeting(
  world: World,
  meeting: Meeting,
  reader: Person | undefined,
): Promise<ShownMeeting> {
  const { quorum } = await meetingSettings(world.db, meeting.councilId)
  const agenda = await agendaOf(world, meeting)
  const takesUpLate =
    agenda.some(({ kind }) => kind === 'lateActions') && isComing(meeting, world.clock.now())
  const late = reader && takesUpLate ? await lateActions(world, meeting.councilId) : []
  return {
    meeting,
    attendance: attendanceOf(meeting.called, quorum),
    agenda,
    series: await seriesOf(world, meeting),
    ownLate: late.filter(({ owner }) => reader && samePerson(owner.person, reader)).length,
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
  return numbered(items.length > 0 ? items : beginningItems(meeting))
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

/** The next meeting of a council that is not cancelled: of the council itself, or of others when none of those comes. */
export async function nextMeeting(world: World, councilId: CouncilId): Promise<Meeting | undefined> {
  const now = world.clock.now()
  const { meetings } = await comingMeetings(world.db, councilId, localDate(now), { start: 0, limit: 100 })
  const coming = meetings.filter((meeting) => isComing(meeting, now))
  return coming.find(({ body }) => body === 'council') ?? coming[0]
}

/** How many days before a meeting its agenda is locked in a council. */
export async function lockDaysOf(world: World, councilId: CouncilId): Promise<number> {
  return (await meetingSettings(world.db, councilId)).lockDays
}
