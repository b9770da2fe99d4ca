import type { World } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { localDate } from '../shared/stockholm.ts'
import { channelOf } from './channel-store.ts'
import { type Agreement, agreementOn, type FocusArea } from './council.ts'
import { agreementsOf, councilOf, focusAreasOn } from './store.ts'

/** What a council has agreed, as it stood on a day. */
export interface CouncilOnDay {
  readonly name: string
  readonly municipality: string
  readonly date: LocalDate
  readonly isToday: boolean
  readonly agreement: Agreement | undefined
  readonly focusAreas: readonly FocusArea[]
  /** Every version there is, the newest first. */
  readonly agreements: readonly Agreement[]
  /** The channel that the coordinators' cards come to; undefined when they come to each of them. */
  readonly channel: string | undefined
}

/**
 * Reads what was in force on the first of some days that had an agreement (the first of them when none had), today when
 * no day is given. Gives undefined when there is no such council.
 */
export async function showCouncil(
  world: World,
  councilId: CouncilId,
  days: readonly LocalDate[] = [],
): Promise<CouncilOnDay | undefined> {
  const today = localDate(world.clock.now())
  const council = await councilOf(world.db, councilId)
  if (!council) return undefined
  const agreements = await agreementsOf(world.db, councilId)
  const day = days.find((one) => agreementOn(agreements, one)) ?? days[0] ?? today
  return {
    name: council.name,
    municipality: council.municipality,
    date: day,
    isToday: day === today,
    agreement: agreementOn(agreements, day),
    focusAreas: await focusAreasOn(world.db, councilId, day),
    agreements,
    channel: await channelOf(world.db, councilId),
  }
}
