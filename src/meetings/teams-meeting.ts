import { councilOfChannel, membershipsOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { localDate } from '../shared/stockholm.ts'
import { calledAs, endsAt, type Meeting, startsAt, substitutesFor } from './meeting.ts'
import { meetingsBetween } from './remind-store.ts'

/** A meeting of Teams, as Teams tells of it. */
export interface TeamsMeeting {
  /** The conversation it is held in: a meeting of its own has one of its own, a channel meeting is the channel's. */
  readonly conversationId: string
  /** Who began or ended it; undefined when Teams does not vouch for anybody. */
  readonly who: Person | undefined
  /** The address that opens it; may be empty. */
  readonly joinUrl: string
}

/** So long before its start and after its end, in milliseconds, one of our meetings may be what Teams tells of. */
const aroundMs = 120 * minuteMs
/** Longer than any meeting, so that one that began yesterday is found. */
const longestMs = 12 * 60 * minuteMs

/**
 * Our meeting that a meeting of Teams is: the one whose link opens it. Without such a link, of the meetings of the council
 * whose channel it is held in, or of those that who began it takes part in, the one whose start is nearest; but never one
 * whose link opens another. Undefined when none is near: then nothing is done.
 */
export async function meetingOnTeams(world: World, told: TeamsMeeting): Promise<Meeting | undefined> {
  const now = world.clock.now()
  const days = [localDate(plusMs(now, -longestMs)), localDate(plusMs(now, aroundMs))] as const
  const near = (await meetingsBetween(world.db, ...days)).filter((meeting) => isNear(meeting, now))
  if (near.length === 0) return undefined
  const linked = near.filter((meeting) => opens(meeting, told) === 'this')
  if (linked.length > 0) return nearest(linked, now)
  const free = near.filter((meeting) => opens(meeting, told) === 'unknown')
  const channel = await councilOfChannel(world.db, told.conversationId)
  if (channel) return nearest(ofCouncil(free, channel), now)
  const { who } = told
  if (!who) return undefined
  const councils = (await membershipsOf(world.db, who)).map(({ councilId }) => councilId)
  const own = councils.flatMap((council) => ofCouncil(free, council))
  return nearest(
    own.filter((meeting) => takesPart(meeting, who)),
    now,
  )
}

function isNear(meeting: Meeting, now: Instant): boolean {
  return plusMs(startsAt(meeting), -aroundMs) <= now && now <= plusMs(endsAt(meeting), aroundMs)
}

function ofCouncil(meetings: readonly Meeting[], councilId: CouncilId): readonly Meeting[] {
  return meetings.filter((meeting) => meeting.councilId === councilId)
}

function takesPart(meeting: Meeting, who: Person): boolean {
  const holds = Object.values(meeting.offices).some(
    (holder) => holder?.person.aadObjectId === who.aadObjectId && holder.person.tenantId === who.tenantId,
  )
  return holds || calledAs(meeting, who) !== undefined || substitutesFor(meeting, who).length > 0
}

/** Whether the link of a meeting opens this one of Teams, another one, or who knows which. */
function opens({ link }: Meeting, { conversationId, joinUrl }: TeamsMeeting): 'this' | 'other' | 'unknown' {
  if (link !== '' && link === joinUrl) return 'this'
  const [named, told] = [threadIn(link), threadIn(joinUrl) ?? threadIn(conversationId)]
  if (!named) return 'unknown'
  return named === told || named === conversationId.toLowerCase() ? 'this' : 'other'
}

/** The conversation that an address of a Teams meeting names, `19:meeting_…@thread.v2`. */
function threadIn(address: string): string | undefined {
  const decoded = address.replaceAll(/%3a/gi, ':').replaceAll('%40', '@')
  return /19:[\w-]+@thread\.\w+/i.exec(decoded)?.[0].toLowerCase()
}

function nearest(meetings: readonly Meeting[], now: Instant): Meeting | undefined {
  const far = (meeting: Meeting) => Math.abs(Date.parse(startsAt(meeting)) - Date.parse(now))
  return meetings.toSorted((one, other) => far(one) - far(other) || (one.id < other.id ? -1 : 1))[0]
}
