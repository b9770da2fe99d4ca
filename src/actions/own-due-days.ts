import { membershipsOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Person } from '../shared/person.ts'
import { dueDaysOf } from './calendar-store.ts'
import type { DueDay } from './due-day.ts'

/** The days of the open actions that a person answers for, in every council that they are a member of now. */
export async function ownDueDays(world: World, person: Person): Promise<readonly DueDay[]> {
  const members = await membershipsOf(world.db, person)
  return dueDaysOf(
    world.db,
    members.map(({ memberId }) => memberId),
  )
}
