import type { World } from '../database/index.ts'
import { localDate } from '../shared/stockholm.ts'
import type { AgendaItem } from './agenda.ts'
import type { AgendaFacts, DecisionsOf } from './agenda-facts.ts'
import { gatherFacts } from './gather-facts.ts'
import { isLocked, type Meeting } from './meeting.ts'
import { agendaOf, lockDaysOf } from './show-meetings.ts'

/** The agenda of a meeting, whether it is locked, and how things stand today. */
export async function briefingOf(
  world: World,
  meeting: Meeting,
  decisionsOf: DecisionsOf,
): Promise<{
  readonly agenda: readonly AgendaItem[]
  readonly facts: AgendaFacts
  readonly isLocked: boolean
}> {
  const lockDays = await lockDaysOf(world, meeting.councilId)
  return {
    agenda: await agendaOf(world, meeting),
    facts: await gatherFacts(world, meeting, decisionsOf),
    isLocked: isLocked(meeting, lockDays, localDate(world.clock.now())),
  }
}
