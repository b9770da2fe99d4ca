import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MemberId } from '../shared/ids.ts'
import { coordinatorsOf, holdMembers, leaveSeat, listedMember } from './member-store.ts'

/**
 * A coordinator takes a member out of the council, at once: every press reads anew who is a member. What the person has
 * reported stays. Throws a Refusal: `notAllowed` when the one who asks does not coordinate the council, `notFound` for
 * a member that is not the council's (or no longer), `lastCoordinator` when nobody would coordinate it.
 */
export async function removeMember(
  world: World,
  ask: Pick<Ask, 'who' | 'onceId'>,
  memberId: MemberId,
): Promise<void> {
  const { councilId } = ask.who
  const act = { councilId, who: ask.who.person, verb: 'councils.remove', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    await holdMembers(tx, ask.who, world.clock.now())
    if (!(await listedMember(tx, councilId, memberId))) throw new Refusal('notFound')
    await leaveSeat(tx, councilId, memberId, world.clock.now())
    if ((await coordinatorsOf(tx, councilId)).length === 0) throw new Refusal('lastCoordinator')
    const changes = [{ field: 'membership', from: 'member', to: null }]
    return { subjectKind: 'member', subjectId: memberId, changes }
  })
}
