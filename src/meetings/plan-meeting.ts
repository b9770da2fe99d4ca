import type { Ask } from '../chat/index.ts'
import { hasRole } from '../chat/index.ts'
import { actOnce, type Deed, type World } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type MeetingId, newId, type SeriesId } from '../shared/ids.ts'
import { seenMeeting, subjectKind } from './change-meeting.ts'
import { type Attendee, type Called, type Meeting, type Planned, planning } from './meeting.ts'
import { type Occasion, occasionsOf, plannedUntil, type Series } from './series.ts'
import { insertSeries } from './series-store.ts'
import { insertMeetings } from './store.ts'

/** Somebody who has just been called has said nothing yet. */
export function silent(attendee: Attendee): Called {
  return {
    memberId: attendee.memberId,
    person: attendee.person,
    title: attendee.title,
    organisation: attendee.organisation,
    answer: 'none',
    why: nothingWritten,
    substitute: undefined,
    answeredAt: undefined,
  }
}

/**
 * Plans a meeting, or (with an RRULE) a series of them for two years, once per onceId. Nobody is told yet: that is
 * `sendCall`. Gives the first meeting. Throws Refusal('notAllowed').
 */
export async function planMeeting(
  world: World,
  ask: Ask,
  planned: Planned,
  rrule: string | undefined,
): Promise<Meeting> {
  if (!hasRole(ask.who, planning)) throw new Refusal('notAllowed')
  const { councilId } = ask.who
  const act = { councilId, who: ask.who.person, verb: 'meetings.plan', onceId: ask.onceId }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    const now = world.clock.now()
    const series = rrule === undefined ? undefined : seriesOf(ask, planned, rrule)
    const occasions: readonly Occasion[] = series
      ? occasionsOf(series, series.plannedTo)
      : [{ on: planned.on, insteadOf: undefined }]
    if (series) await insertSeries(tx, series, now)
    const meetings = occasions.map((occasion) => meetingOf(world, ask, planned, occasion, series))
    const [first] = meetings
    if (!first) throw new Refusal('notFound')
    await insertMeetings(tx, meetings)
    return { ...created(first), also: meetings.slice(1).map(created) }
  })
  return seenMeeting(world, ask.who, subjectId as MeetingId)
}

/** What the books say of a meeting that was planned. */
export function created({ id, on, at }: Meeting): Deed {
  return { subjectKind, subjectId: id, changes: [{ field: 'when', from: null, to: `${on} ${at}` }] }
}

function seriesOf(ask: Ask, planned: Planned, rule: string): Series {
  return {
    id: newId<SeriesId>(),
    councilId: ask.who.councilId,
    rule,
    startsOn: planned.on,
    at: planned.at,
    shiftDays: 0,
    plannedTo: plannedUntil(planned.on),
    ended: false,
    version: 1,
  }
}

/** The meeting of one day of a series: on a holiday it is moved, without a why but the day itself. */
export function meetingOf(
  world: World,
  ask: Ask,
  planned: Planned,
  { on, insteadOf }: Occasion,
  series: Series | undefined,
): Meeting {
  return {
    ...planned,
    id: newId<MeetingId>(),
    councilId: ask.who.councilId,
    seriesId: series?.id,
    on,
    called: planned.called.map(silent),
    calledAt: undefined,
    moved: insteadOf && { on: insteadOf, at: planned.at, why: nothingWritten },
    cancelled: undefined,
    sequence: 0,
    createdBy: ask.who.person,
    createdAt: world.clock.now(),
    version: 1,
  }
}
