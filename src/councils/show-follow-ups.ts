import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type FollowUp, type FollowUpState, followUpStates } from './follow-up.ts'
import { cameOn, followUpsOf } from './follow-up-store.ts'
import type { Law } from './law.ts'

/** What a council has noted, the latest first, and how it stands with what the law asks. */
export interface CouncilFollowUps {
  readonly followUps: readonly FollowUp[]
  readonly states: readonly FollowUpState[]
}

/** How a council stands with what it is to follow up. Throws a Refusal (`notFound`) when there is no such council. */
export async function showFollowUps(world: World, councilId: CouncilId, law: Law): Promise<CouncilFollowUps> {
  const since = await cameOn(world.db, councilId)
  if (!since) throw new Refusal('notFound')
  const followUps = await followUpsOf(world.db, councilId)
  const { everyYears } = law.followUp
  return { followUps, states: followUpStates(followUps, { since, everyYears }) }
}
