import { lastWorkingDay } from '../schedule/index.ts'
import type { CouncilId, FollowUpId } from '../shared/ids.ts'
import { type LocalDate, plusDays, plusMonths } from '../shared/stockholm.ts'

/** What the law asks the council to follow up: lägesbild, åtgärdsplan and överenskommelse. */
export const followedThings = ['situationPicture', 'actionPlan', 'agreement'] as const

export type FollowedThing = (typeof followedThings)[number]

/** That some of it was followed up on a day. */
export interface FollowUp {
  readonly id: FollowUpId
  readonly councilId: CouncilId
  readonly followedOn: LocalDate
  readonly things: readonly FollowedThing[]
  /** Whether the council's file said it, and nobody in the chat. */
  readonly fromFile: boolean
  readonly withdrawn: boolean
  /** How many times it was saved: a form knows by it whether somebody else has changed it meanwhile. */
  readonly version: number
}

/** What a person says of a follow-up. */
export type ToldFollowUp = Pick<FollowUp, 'followedOn' | 'things'>

/** When one thing was followed up last, and the last day on which it is to be followed up again. */
export interface FollowUpState {
  readonly thing: FollowedThing
  readonly lastOn: LocalDate | undefined
  readonly dueOn: LocalDate
}

/**
 * How each thing stands. What was never noted is counted from the day that the council came to us: we do not know that it
 * is late, and do not say so, but by the time that the law gives we ask.
 */
export function followUpStates(
  followUps: readonly FollowUp[],
  { since, everyYears }: { readonly since: LocalDate; readonly everyYears: number },
): readonly FollowUpState[] {
  return followedThings.map((thing) => {
    const lastOn = followUps
      .filter(({ withdrawn, things }) => !withdrawn && things.includes(thing))
      .map(({ followedOn }) => followedOn)
      .toSorted()
      .at(-1)
    return { thing, lastOn, dueOn: plusMonths(lastOn ?? since, 12 * everyYears) }
  })
}

/** How many days before a day they who are to act are told: for an agreement that ends, and for the law's follow-up. */
export const daysBefore = [180, 90, 30] as const

/** How a thing stands on a day: noted in time, soon to be done again, late, or never noted. */
export function standingOn(
  { lastOn, dueOn }: FollowUpState,
  today: LocalDate,
): 'fine' | 'soon' | 'late' | 'unknown' {
  if (lastOn === undefined) return 'unknown'
  if (dueOn < today) return 'late'
  return plusDays(dueOn, -daysBefore[0]) <= today ? 'soon' : 'fine'
}

/** One day on which they who are to act are told. `which` is kept with what was sent, and never changes. */
export interface Turn {
  readonly on: LocalDate
  readonly which: string
}

/** 180, 90 and 30 days before a day, or on the last working day before that. */
export function turnsBefore(day: LocalDate): readonly Turn[] {
  return daysBefore.map((days) => ({ on: lastWorkingDay(plusDays(day, -days)), which: `${day}/${days}` }))
}

/** The day after a day has passed, and then once a month, as far as another day. */
export function turnsAfter(day: LocalDate, until: LocalDate): readonly Turn[] {
  const turns: Turn[] = []
  const first = plusDays(day, 1)
  for (let months = 0; ; months += 1) {
    const on = plusMonths(first, months)
    if (on > until) return turns
    turns.push({ on, which: `${day}/late${months}` })
  }
}
