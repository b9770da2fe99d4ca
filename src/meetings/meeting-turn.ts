import { lastWorkingDay, nextWorkingDay } from '../schedule/index.ts'
import { type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import { type Body, type Meeting, startsAt } from './meeting.ts'
import type { MeetingSettings } from './meeting-settings.ts'

/** What people are told of about one meeting, in the order of the days before and after it. */
export const turns = [
  'prepare',
  'lastPlanned',
  'unanswered',
  'briefing',
  'owners',
  'eve',
  'soon',
  'unwritten',
  'unapproved',
] as const
export type MeetingTurn = (typeof turns)[number]

/** Those that only the coordinators are told of. */
export const forCoordinators: readonly MeetingTurn[] = ['prepare', 'lastPlanned', 'unwritten', 'unapproved']

/** Those that come when the meeting has been. */
export const afterwards: readonly MeetingTurn[] = ['unwritten', 'unapproved']

/** How far the minutes of a meeting have come; undefined when nobody knows, and then nobody is reminded of them. */
export type MinutesState = 'none' | 'written' | 'approved' | undefined
export type MinutesStateOf = (meeting: Meeting) => Promise<MinutesState>

/** The day and time of a meeting, and of whom it is. */
export interface MeetingDay {
  readonly id: MeetingId
  readonly councilId: CouncilId
  readonly body: Body
  readonly on: LocalDate
  readonly at: string
}

/** The day and time that are meant, and how long before or after: moved, or with another offset, it is another occasion. */
export function occasionOf(
  { on, at }: Pick<Meeting, 'on' | 'at'>,
  turn: MeetingTurn,
  { offsets }: Pick<MeetingSettings, 'offsets'>,
): string {
  return `${on}T${at}/${turn === 'soon' ? offsets.soonMinutes : offsets[turn === 'lastPlanned' ? 'prepare' : turn]}`
}

/**
 * When a meeting is told of; undefined when it is not. What comes before a meeting comes on a working day before it, so
 * that a Monday is told of on the Friday.
 *
 * A group that meets often is told less: nothing is said of a meeting until the one before it (`previousOn`, of the same
 * body) has been. A weekly meeting is prepared the working day after the last one, and told of the day before and the hour
 * before; its agenda is not sent out, and so neither asks who is late nor who has not answered.
 */
export function dueOf(
  meeting: Pick<Meeting, 'on' | 'at'>,
  turn: MeetingTurn,
  { offsets }: Pick<MeetingSettings, 'offsets'>,
  previousOn: LocalDate | undefined,
): { readonly on: LocalDate } | { readonly at: Instant } | undefined {
  const before = (days: number) => lastWorkingDay(plusDays(meeting.on, -days))
  switch (turn) {
    case 'soon':
      return { at: plusMs(startsAt(meeting), -offsets.soonMinutes * minuteMs) }
    case 'unwritten':
    case 'unapproved':
      return { on: plusDays(meeting.on, offsets[turn]) }
    case 'lastPlanned':
      // A week before the meeting itself is to be prepared.
      return { on: before(offsets.prepare + 7) }
    case 'eve':
      return { on: before(offsets.eve) }
    case 'prepare':
      if (previousOn && isOften(meeting, turn, { offsets }, previousOn))
        return { on: nextWorkingDay(previousOn) }
      return { on: before(offsets.prepare) }
    case 'owners':
      return isOften(meeting, 'briefing', { offsets }, previousOn)
        ? undefined
        : { on: before(offsets.owners) }
    default:
      return isOften(meeting, turn, { offsets }, previousOn) ? undefined : { on: before(offsets[turn]) }
  }
}

/** Whether the meeting before is not over yet when a turn of this one would come: so often the group meets. */
export function isOften(
  meeting: Pick<Meeting, 'on'>,
  turn: 'prepare' | 'unanswered' | 'briefing',
  { offsets }: Pick<MeetingSettings, 'offsets'>,
  previousOn: LocalDate | undefined,
): boolean {
  return previousOn !== undefined && previousOn >= lastWorkingDay(plusDays(meeting.on, -offsets[turn]))
}
