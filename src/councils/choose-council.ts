import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { seatsOf } from './member-store.ts'
import { setChoice } from './store.ts'

/**
 * Remembers that the conversation is about the council the person speaks in now, until another is chosen. Choosing is
 * done anew at every press: on one and the same card a person may choose this council, then that, then this again.
 */
export async function chooseCouncil(world: World, { who, where }: Ask): Promise<void> {
  const act = {
    councilId: who.councilId,
    who: who.person,
    verb: 'councils.choose',
    onceId: newId<OnceId>(),
  }
  await actOnce(world, act, async (tx) => {
    await setChoice(tx, who.person, where.conversationId, who.councilId, world.clock.now())
    return { subjectKind: 'choice', subjectId: who.councilId, changes: [] }
  })
}

/** The councils that a person can choose among, in Swedish order. */
export async function councilsOf(
  world: World,
  person: Person,
): Promise<readonly { id: CouncilId; name: string }[]> {
  const seats = await seatsOf(world.db, person, '')
  return seats.map(({ member }) => ({ id: member.councilId, name: member.councilName }))
}
