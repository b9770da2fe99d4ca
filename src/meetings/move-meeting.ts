import type { Ask } from '../chat/index.ts'
import type { DatabaseTransaction, Deed, World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import { changeMeeting, meetingChanges, saveMeeting, subjectKind } from './change-meeting.ts'
import type { Meeting } from './meeting.ts'
import { freeDayFor } from './series.ts'
import { findSeries, updateSeries } from './series-store.ts'
import { restOfSeries } from './store.ts'
import { tellOfChange } from './tell-called.ts'

/** When a meeting is held instead, why, and whether the later ones of its series are moved as far. */
export interface Move {
  readonly on: LocalDate
  readonly at: string
  readonly why: Checked
  readonly rest: boolean
  /** `2026-11-26T13:00`, as it stood when this was decided. */
  readonly seen: string
}

/**
 * Moves a meeting, or it and the rest of its series by as many days, to a time of day; everybody who was called is told,
 * and asked anew. Throws Refusal as changeMeeting, and changedMeanwhile when it is no longer at the time that was seen.
 */
export function moveMeeting(world: World, ask: Ask, id: MeetingId, move: Move): Promise<Meeting> {
  return changeMeeting(world, ask, 'meetings.move', id, async (before, tx) => {
    if (whenOf(before) !== move.seen) throw new Refusal('changedMeanwhile')
    // The rest is read before this one moves: it may pass a later one.
    const others = move.rest ? await laterOnes(tx, before) : []
    const after = movedTo(before, move.on, move)
    return {
      after,
      why: move.why,
      anew: true,
      also: async (_, saved) => {
        if (before.calledAt || others.some(({ calledAt }) => calledAt))
          await tellOfChange(tx, world, ask.who.person, before, saved, move.rest)
        return move.rest ? moveRest(tx, world, before, others, move) : []
      },
    }
  })
}

/** The day and time of a meeting as cards carry it. */
export function whenOf({ on, at }: Pick<Meeting, 'on' | 'at'>): string {
  return `${on}T${at}`
}

function movedTo(before: Meeting, on: LocalDate, { at, why }: Pick<Move, 'at' | 'why'>): Meeting {
  const moved = { on: before.on, at: before.at, why }
  return { ...before, on, at, moved, sequence: before.sequence + 1 }
}

/** The meetings of the same series after this one that are not cancelled. */
export async function laterOnes(tx: DatabaseTransaction, meeting: Meeting): Promise<readonly Meeting[]> {
  if (!meeting.seriesId) return []
  const rest = await restOfSeries(tx, meeting.councilId, meeting.seriesId, meeting.on)
  return rest.filter(({ id, on, at }) => id !== meeting.id && (on > meeting.on || at > meeting.at))
}

/** Moves the later ones as many days; a day that is a holiday then is moved off it, as when the series was planned. */
async function moveRest(
  tx: DatabaseTransaction,
  world: World,
  before: Meeting,
  others: readonly Meeting[],
  move: Move,
): Promise<readonly Deed[]> {
  const days = daysBetween(before.on, move.on)
  const deeds: Deed[] = []
  const series = before.seriesId && (await findSeries(tx, before.councilId, before.seriesId))
  for (const other of others) {
    // One that stands in for a holiday goes back to the day of its series, and is moved from there.
    const own = other.moved?.why === nothingWritten ? other.moved.on : other.on
    const on = freeDayFor(plusDays(own, days), series ? series.rule : '')
    const after = movedTo(other, on, move)
    if (on !== other.on || move.at !== other.at) await saveMeeting(tx, world, other, after, true)
    deeds.push({ subjectKind, subjectId: other.id, changes: meetingChanges(other, after, move.why) })
  }
  if (series) {
    const next = { ...series, at: move.at, shiftDays: series.shiftDays + days }
    await updateSeries(tx, series, next, world.clock.now())
  }
  return deeds
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
