import { actOnce, type World } from '../database/index.ts'
import { endsAt, type Meeting, meetingOnTeams, startsAt, type TeamsMeeting } from '../meetings/index.ts'
import { newId, type OnceId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { beginAs } from './begin-minutes.ts'
import { subjectKind } from './change-minutes.ts'
import { isBeingWritten } from './minutes.ts'
import { findMinutes, updateMinutes } from './store.ts'
import { tellOfTeams } from './tell-of-minutes.ts'

/** What Teams tells of a meeting of its own. */
export interface ToldByTeams extends TeamsMeeting {
  readonly change: 'started' | 'ended'
}

/** Who is named in the books when Teams, not a person, tells us. */
const teams: Person = { tenantId: 'teams', aadObjectId: 'teams' }

/**
 * A meeting was started or ended in Teams. When it is one of ours its minutes are begun, the end is noted, and the card
 * comes to who writes them. What is told twice is done once; what is none of ours is nothing.
 */
export async function followTeams(world: World, told: ToldByTeams): Promise<void> {
  const meeting = await meetingOnTeams(world, told)
  if (!meeting || !isItsTime(world, meeting, told.change)) return
  await beginAs(world, meeting, { who: teams, onceId: newId<OnceId>() })
  const act = {
    councilId: meeting.councilId,
    who: teams,
    verb: `minutes.${told.change}InTeams`,
    onceId: `teams-${meeting.id}-${meeting.sequence}-${told.change}` as OnceId,
  }
  await actOnce(world, act, async (tx) => {
    const minutes = await findMinutes(tx, { councilId: meeting.councilId, meetingId: meeting.id })
    const nothing = { subjectKind, subjectId: meeting.id, changes: [] }
    if (!minutes || !isBeingWritten(minutes)) return nothing
    await tellOfTeams(tx, world, meeting, told.change)
    if (told.change === 'started' || minutes.endedAt) return nothing
    const endedAt = world.clock.now()
    await updateMinutes(tx, minutes, { ...minutes, openSectionId: undefined, endedAt })
    return { ...nothing, changes: [{ field: 'endedAt', from: null, to: endedAt }] }
  })
}

/** A call that is tried out in good time is not the end of the meeting, and one that lingers is not its start. */
function isItsTime(world: World, meeting: Meeting, change: ToldByTeams['change']): boolean {
  const now = world.clock.now()
  return change === 'started' ? now <= endsAt(meeting) : now > startsAt(meeting)
}
