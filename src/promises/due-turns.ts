import { lastWorkingDay } from '../schedule/index.ts'
import { type LocalDate, plusDays } from '../shared/stockholm.ts'
import { lackingNow, type Pace, type Turn } from './pace.ts'
import { mondayOf } from './stretch.ts'

/** The day of the week, and how many working days before the end of a month, on which it is still time to act. */
const [thursday, workingDaysLeft] = [3, 5] as const

/** A week or a month that is about to be missed, and the day its owner is told. */
export interface DueTurn {
  readonly turn: Turn
  readonly on: LocalDate
}

/**
 * The weeks and months going on for which something is still lacking, each with the day that its owner is told: the
 * Thursday of a week, or the last working day before it when that is free; and the fifth of the working days that are
 * left of a month. A stump that is over before then is not told of, and neither are holidays: they begin on a free day.
 */
export function dueTurns(pace: Pace, on: LocalDate): readonly DueTurn[] {
  return lackingNow(pace, on).flatMap((turn) => {
    if (turn.kind === 'holiday') return []
    const day = turn.kind === 'week' ? thursdayOf(turn) : fifthLast(turn.to)
    return day >= turn.from && day <= turn.to ? [{ turn, on: day }] : []
  })
}

/** What a turn is called where what was sent is kept: it never changes. */
export function turnName({ kind, key }: Turn): string {
  return `${kind}/${key}`
}

function thursdayOf({ from }: Turn): LocalDate {
  return lastWorkingDay(plusDays(mondayOf(from), thursday))
}

/** The working day with which five are left to the last day, itself and that day among them. */
function fifthLast(last: LocalDate): LocalDate {
  let day = lastWorkingDay(last)
  for (let left = 1; left < workingDaysLeft; left += 1) day = lastWorkingDay(plusDays(day, -1))
  return day
}
