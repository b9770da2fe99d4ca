import type { Ask } from '../chat/index.ts'
import { hasRole } from '../chat/index.ts'
import { listedMembers } from '../councils/index.ts'
import { actOnce, type Database, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { seenMeeting, subjectKind } from './change-meeting.ts'
import { type Meeting, type Planned, planning } from './meeting.ts'
import { created, meetingOf } from './plan-meeting.ts'
import { moreOccasionsOf, plannedUntil } from './series.ts'
import { findSeries, lastDayOfSeries, updateSeries } from './series-store.ts'
import { insertMeetings } from './store.ts'

/** Whether a meeting is the last one that has been made of a series which goes on. */
export async function isLastPlanned(db: Database, meeting: Meeting): Promise<boolean> {
  const { councilId, seriesId, on } = meeting
  const series = seriesId && (await findSeries(db, councilId, seriesId))
  if (!series || series.ended) return false
  return (await lastDayOfSeries(db, series)) <= on
}

/**
 * Plans the series of a meeting on, two years ahead, by its own rule: each new meeting is as this one, but nobody is called to
 * it yet, and who has left the council is left out. Once: when it has been planned on already, nothing is made. Gives the
 * first meeting after this one. Throws Refusal: notAllowed, notFound, closed for a series that has ended.
 */
export async function planOn(world: World, ask: Ask, id: MeetingId): Promise<Meeting> {
  if (!hasRole(ask.who, planning)) throw new Refusal('notAllowed')
  const { councilId, person } = ask.who
  const act = { councilId, who: person, verb: 'meetings.planOn', onceId: ask.onceId }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    const last = await seenMeeting({ ...world, db: tx }, ask.who, id)
    const series = last.seriesId && (await findSeries(tx, councilId, last.seriesId))
    if (!series) throw new Refusal('notFound')
    if (series.ended) throw new Refusal('seriesOver')
    if (!(await isLastPlanned(tx, last))) return { subjectKind, subjectId: id, changes: [] }
    const until = plannedUntil(series.plannedTo > last.on ? series.plannedTo : last.on)
    const members = new Set((await listedMembers(tx, councilId)).map(({ memberId }) => memberId))
    const planned = asPlanned(last, (one) => members.has(one))
    const meetings = moreOccasionsOf(series, await lastDayOfSeries(tx, series), until).map((occasion) =>
      meetingOf(world, ask, { ...planned, at: series.at }, occasion, series),
    )
    const [first, ...others] = meetings
    if (!first) throw new Refusal('notFound')
    await insertMeetings(tx, meetings)
    await updateSeries(tx, series, { ...series, plannedTo: until }, world.clock.now())
    return { ...created(first), also: others.map(created) }
  })
  return seenMeeting(world, ask.who, subjectId as MeetingId)
}

function asPlanned(
  { title, body, on, at, lengthMinutes, place, link, offices, called }: Meeting,
  isMember: (id: Meeting['called'][number]['memberId']) => boolean,
): Planned {
  const held = Object.fromEntries(
    Object.entries(offices).map(([office, holder]) => [
      office,
      holder && isMember(holder.memberId) ? holder : undefined,
    ]),
  ) as Meeting['offices']
  const still = called.filter(({ memberId }) => isMember(memberId))
  return { title, body, on, at, lengthMinutes, place, link, offices: held, called: still }
}
