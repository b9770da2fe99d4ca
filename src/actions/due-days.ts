import { lastWorkingDay } from '../schedule/index.ts'
import { type LocalDate, localDate, plusDays } from '../shared/stockholm.ts'
import { type Action, isLate, isOpen } from './action.ts'

/** How many days late an action is when the coordinators are told, and when it goes to the council's next meeting. */
export const [toldAfterDays, agendaAfterDays] = [14, 30] as const

/** How many days before its day an action's owner is reminded. */
const daysBefore = [7, 1, 0] as const
const week = 7

/** What is needed of an action to say on which days its owner is reminded. */
export type Due = Pick<Action, 'dueOn' | 'createdAt'>

/** One reminder of an action. `which` is kept with what was sent: it holds the day it is about, and nothing that changes. */
export interface DueDay {
  readonly on: LocalDate
  readonly which: string
}

/**
 * The days on which an action's owner is reminded of it, from the first day up to the other: seven days before its day,
 * one day before, on the day, and then once a week for as long as it is late. A reminder ahead of the day that would fall
 * on a free day comes on the last working day before it, for afterwards is too late; when two fall on one day there is one.
 * What is late waits for the next working day, as reminders do. Nobody is reminded on the day the action is agreed.
 */
export function dueDays({ dueOn, createdAt }: Due, from: LocalDate, until: LocalDate): readonly DueDay[] {
  const ahead = new Map(
    daysBefore.map((days) => [lastWorkingDay(plusDays(dueOn, -days)), `${dueOn}/${days}`] as const),
  )
  const agreedOn = localDate(createdAt)
  const days: DueDay[] = [...ahead].map(([on, which]) => ({ on, which }))
  const weeksLate = Math.max(1, Math.floor(daysFrom(dueOn, from) / week))
  for (let at = weeksLate; plusDays(dueOn, at * week) <= until; at += 1)
    days.push({ on: plusDays(dueOn, at * week), which: `${dueOn}/late${at}` })
  return days.filter(({ on }) => from <= on && on <= until && on > agreedOn)
}

/** Whether a reminder of a day still is about the day an action has: a postponed one is not reminded of its old day. */
export function isAboutDay(which: string, { dueOn }: Pick<Action, 'dueOn'>): boolean {
  return which.startsWith(`${dueOn}/`)
}

/** Whether an action is so late that the council's next meeting takes it up. */
export function isForAgenda(
  action: Pick<Action, 'status' | 'dueOn' | 'training'>,
  today: LocalDate,
): boolean {
  return !action.training && isLate(action, today) && daysFrom(action.dueOn, today) >= agendaAfterDays
}

/** Whether anybody is to be reminded of an action: it is open, and not for training. */
export function isRemindedOf(action: Action): boolean {
  return isOpen(action) && !action.training
}

/** How many days there are from one day to another; below 0 when the other is earlier. */
export function daysFrom(day: LocalDate, other: LocalDate): number {
  return Math.round((Date.parse(other) - Date.parse(day)) / 86_400_000)
}
