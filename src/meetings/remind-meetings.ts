import { hasRole } from '../chat/index.ts'
import { memberOf, peopleWithRole } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { lastWorkingDay, type Occasion, type Reminder } from '../schedule/index.ts'
import { dayMs, hourMs, minuteMs, plusMs } from '../shared/clock.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { localDate, plusDays } from '../shared/stockholm.ts'
import { endsAt, type Meeting, startsAt } from './meeting.ts'
import type { MeetingSettings } from './meeting-settings.ts'
import { meetingsBetween } from './remind-store.ts'
import { meetingSettings } from './settings-store.ts'
import { findMeeting } from './store.ts'

/** What people are told of about one meeting, in the order of the days before and after it. */
export const turns = ['prepare', 'unanswered', 'briefing', 'eve', 'soon', 'unwritten', 'unapproved'] as const
export type MeetingTurn = (typeof turns)[number]

/** Those that only the coordinators are told of. */
export const forCoordinators: readonly MeetingTurn[] = ['prepare', 'unwritten', 'unapproved']

/** How far the minutes of a meeting have come; undefined when nobody knows, and then nobody is reminded of them. */
export type MinutesStateOf = (meeting: Meeting) => Promise<'none' | 'written' | 'approved' | undefined>

/** No meeting is told of longer before or after it than this. */
const furthestDays = 100

/** The kind of the notice that says it. */
export const turnKind = (turn: MeetingTurn) => `meetings.${turn}`

/** To those a meeting concerns, when its council has decided: a moved meeting is another occasion, a cancelled one none. */
export function meetingReminder(world: World, turn: MeetingTurn, minutesOf: MinutesStateOf): Reminder {
  const usefulForMs = turn === 'soon' ? hourMs : turn === 'prepare' ? 3 * dayMs : dayMs
  return {
    kind: turnKind(turn),
    usefulForMs,
    hours: turn === 'soon' ? 'any' : 'working',
    timeOfDay: '08:00',
    occasions: async ({ after, until }) => {
      const from = localDate(after)
      const today = localDate(plusMs(until, -1))
      const near = await meetingsBetween(
        world.db,
        plusDays(from, -furthestDays),
        plusDays(today, furthestDays),
      )
      const known = new Map<CouncilId, MeetingSettings>()
      const found: Occasion[] = []
      for (const meeting of near) {
        const { councilId, id: subjectId } = meeting
        const settings = known.get(councilId) ?? (await meetingSettings(world.db, councilId))
        known.set(councilId, settings)
        const due = dueOf(meeting, turn, settings)
        const on = 'on' in due ? due.on : localDate(due.at)
        if (on < from || on > today) continue
        const occasion = occasionOf(meeting, turn, settings)
        for (const person of await toldOf(world, meeting, turn, settings, minutesOf))
          found.push({ councilId, subjectId, occasion, person, due })
      }
      return found
    },
  }
}

/** The day and time that are meant, and how long before or after: moved, or with another offset, it is another occasion. */
function occasionOf({ on, at }: Meeting, turn: MeetingTurn, { offsets }: MeetingSettings): string {
  return `${on}T${at}/${turn === 'soon' ? offsets.soonMinutes : offsets[turn]}`
}

/** What comes before a meeting comes on a working day before it, so that a Monday is told of on the Friday. */
function dueOf(meeting: Meeting, turn: MeetingTurn, { offsets }: MeetingSettings): Occasion['due'] {
  switch (turn) {
    case 'soon':
      return { at: plusMs(startsAt(meeting), -offsets.soonMinutes * minuteMs) }
    case 'unwritten':
    case 'unapproved':
      return { on: plusDays(meeting.on, offsets[turn]) }
    default:
      return { on: lastWorkingDay(plusDays(meeting.on, -offsets[turn])) }
  }
}

/** Whom a turn concerns by what is known now. Nobody but the coordinators hears of a meeting before its call is sent. */
async function toldOf(
  world: World,
  meeting: Meeting,
  turn: MeetingTurn,
  settings: MeetingSettings,
  minutesOf: MinutesStateOf,
): Promise<readonly Person[]> {
  if (forCoordinators.includes(turn)) {
    const minutes = turn === 'prepare' ? undefined : await minutesOf(meeting)
    if (turn === 'unwritten' && minutes !== 'none') return []
    if (turn === 'unapproved' && (minutes === undefined || minutes === 'approved')) return []
    const all = await peopleWithRole(world.db, 'coordinator', [meeting.councilId])
    return all.map(({ person }) => person)
  }
  if (meeting.calledAt === undefined) return []
  if (turn === 'unanswered') {
    const due = dueOf(meeting, turn, settings)
    // Who is called later than that has hardly had time to answer.
    if ('on' in due && localDate(meeting.calledAt) >= due.on) return []
    return meeting.called.filter(({ answer }) => answer === 'none').map(({ person }) => person)
  }
  const coming = meeting.called.flatMap(({ answer, person, substitute }) => {
    if (answer === 'notComing') return []
    return answer === 'substitute' && substitute ? [substitute.person] : [person]
  })
  return coming.filter((one, at) => coming.findIndex((other) => samePerson(one, other)) === at)
}

/** The meeting somebody is to be told of, as it is now; undefined when there is no need of it any more. */
export async function turnFor(
  world: World,
  turn: MeetingTurn,
  about: { readonly councilId: CouncilId; readonly id: MeetingId; readonly occasion: string },
  person: Person,
  minutesOf: MinutesStateOf,
): Promise<Meeting | undefined> {
  const meeting = await findMeeting(world.db, about.councilId, about.id)
  if (!meeting || meeting.cancelled) return undefined
  const settings = await meetingSettings(world.db, about.councilId)
  if (occasionOf(meeting, turn, settings) !== about.occasion) return undefined
  const isBefore = turn !== 'unwritten' && turn !== 'unapproved'
  const now = world.clock.now()
  if (isBefore && (turn === 'soon' ? endsAt(meeting) : startsAt(meeting)) <= now) return undefined
  const member = await memberOf(world.db, about.councilId, person)
  if (!member || (forCoordinators.includes(turn) && !hasRole(member, ['coordinator']))) return undefined
  const told = await toldOf(world, meeting, turn, settings, minutesOf)
  return told.some((one) => samePerson(one, person)) ? meeting : undefined
}
