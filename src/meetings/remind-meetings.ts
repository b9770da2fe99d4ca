import { type Action, lateActions } from '../actions/index.ts'
import { hasRole } from '../chat/index.ts'
import { memberOf, peopleWithRole } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { daysOf, type Occasion, type Reminder } from '../schedule/index.ts'
import { dayMs, hourMs } from '../shared/clock.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { type LocalDate, localDate, plusDays } from '../shared/stockholm.ts'
import { endsAt, type Meeting, startsAt } from './meeting.ts'
import type { MeetingSettings } from './meeting-settings.ts'
import {
  afterwards,
  dueOf,
  forCoordinators,
  isOften,
  type MeetingTurn,
  type MinutesStateOf,
  occasionOf,
} from './meeting-turn.ts'
import { isLastPlanned } from './plan-on.ts'
import { dayOfPrevious, meetingDaysBetween, meetingsWith } from './remind-store.ts'
import { meetingSettings } from './settings-store.ts'
import { agendaOf } from './show-meetings.ts'
import { findMeeting } from './store.ts'

/** No meeting is told of longer before or after it than this. */
const furthestDays = 100

/** The kind of the notice that says it. */
export const turnKind = (turn: MeetingTurn) => `meetings.${turn}`

/** To those a meeting concerns, when its council has decided: a moved meeting is another occasion, a cancelled one none. */
export function meetingReminder(world: World, turn: MeetingTurn, minutesOf: MinutesStateOf): Reminder {
  const usefulForMs =
    turn === 'soon' ? hourMs : turn === 'prepare' || turn === 'lastPlanned' ? 3 * dayMs : dayMs
  return {
    kind: turnKind(turn),
    usefulForMs,
    hours: turn === 'soon' ? 'any' : 'working',
    timeOfDay: '08:00',
    occasions: async (span) => {
      const found: Occasion[] = []
      for (const [councilId, due] of await dueIn(world, turn, daysOf(span))) {
        const { settings, days } = due
        for (const meeting of await meetingsWith(world.db, councilId, [...days.keys()])) {
          const day = days.get(meeting.id)
          if (!day) continue
          const occasion = occasionOf(meeting, turn, settings)
          for (const person of await toldOf(world, meeting, turn, { settings, ...day, minutesOf }))
            found.push({ councilId, subjectId: meeting.id, occasion, person, due: day.due })
        }
      }
      return found
    },
  }
}

interface DueDay {
  readonly due: Occasion['due']
  readonly previousOn: LocalDate | undefined
}

/** The meetings of each council that a turn of comes within some days: only those are then read as a whole. */
async function dueIn(
  world: World,
  turn: MeetingTurn,
  { from, today }: { readonly from: LocalDate; readonly today: LocalDate },
) {
  const near = await meetingDaysBetween(
    world.db,
    plusDays(from, -furthestDays),
    plusDays(today, furthestDays),
  )
  const found = new Map<CouncilId, { settings: MeetingSettings; days: Map<MeetingId, DueDay> }>()
  const previous = new Map<string, LocalDate>()
  for (const day of near) {
    const { councilId } = day
    const known = found.get(councilId) ?? {
      settings: await meetingSettings(world.db, councilId),
      days: new Map(),
    }
    found.set(councilId, known)
    const group = `${councilId} ${day.body}`
    const previousOn = previous.get(group)
    previous.set(group, day.on)
    const due = dueOf(day, turn, known.settings, previousOn)
    if (due && isWithin(due, from, today)) known.days.set(day.id, { due, previousOn })
  }
  return found
}

function isWithin(due: Occasion['due'], from: LocalDate, today: LocalDate): boolean {
  const on = 'on' in due ? due.on : localDate(due.at)
  return from <= on && on <= today
}

interface Known {
  readonly settings: MeetingSettings
  readonly due: Occasion['due']
  readonly previousOn: LocalDate | undefined
  readonly minutesOf: MinutesStateOf
}

/** Whom a turn concerns by what is known now. Nobody but the coordinators hears of a meeting before its call is sent. */
async function toldOf(
  world: World,
  meeting: Meeting,
  turn: MeetingTurn,
  known: Known,
): Promise<readonly Person[]> {
  const { settings, due, previousOn } = known
  if (forCoordinators.includes(turn)) {
    if (!(await isWanting(world, meeting, turn, known))) return []
    // Who meets every week needs no word of it when the call is sent already.
    if (turn === 'prepare' && meeting.calledAt && isOften(meeting, turn, settings, previousOn)) return []
    const all = await peopleWithRole(world.db, 'coordinator', [meeting.councilId])
    return all.map(({ person }) => person)
  }
  if (meeting.calledAt === undefined) return []
  if (turn === 'owners') return distinct((await lateOn(world, meeting)).map(({ owner }) => owner.person))
  if (turn === 'unanswered') {
    // Who is called later than that has hardly had time to answer.
    if ('on' in due && localDate(meeting.calledAt) >= due.on) return []
    return meeting.called.filter(({ answer }) => answer === 'none').map(({ person }) => person)
  }
  return distinct(
    meeting.called.flatMap(({ answer, person, substitute }) => {
      if (answer === 'notComing') return []
      return answer === 'substitute' && substitute ? [substitute.person] : [person]
    }),
  )
}

function distinct(people: readonly Person[]): readonly Person[] {
  return people.filter((one, at) => people.findIndex((other) => samePerson(one, other)) === at)
}

/**
 * Whether something is left to do about a series or the minutes. Only the council itself is asked for minutes: a group that keeps none
 * is left alone, and one that has written some is reminded to have them approved.
 */
async function isWanting(
  world: World,
  meeting: Meeting,
  turn: MeetingTurn,
  { minutesOf }: Known,
): Promise<boolean> {
  if (turn === 'lastPlanned') return isLastPlanned(world.db, meeting)
  if (!afterwards.includes(turn)) return true
  const minutes = await minutesOf(meeting)
  if (minutes === 'none') return meeting.body === 'council'
  return turn === 'unapproved' && minutes === 'written'
}

/** The late actions that the agenda of a meeting takes up, but those whose owner has said no. */
export async function lateOn(world: World, meeting: Meeting): Promise<readonly Action[]> {
  const items = await agendaOf(world, meeting)
  if (!items.some(({ kind }) => kind === 'lateActions')) return []
  const late = await lateActions(world, meeting.councilId)
  return late.filter(({ ownership }) => ownership !== 'declined')
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
  const now = world.clock.now()
  if (!afterwards.includes(turn) && (turn === 'soon' ? endsAt(meeting) : startsAt(meeting)) <= now)
    return undefined
  const member = await memberOf(world.db, about.councilId, person)
  if (!member || (forCoordinators.includes(turn) && !hasRole(member, ['coordinator']))) return undefined
  const previousOn = await dayOfPrevious(world.db, meeting)
  const due = dueOf(meeting, turn, settings, previousOn)
  if (!due) return undefined
  const told = await toldOf(world, meeting, turn, { settings, due, previousOn, minutesOf })
  return told.some((one) => samePerson(one, person)) ? meeting : undefined
}
