import type { Ask } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MemberId } from '../shared/ids.ts'
import type { ListedMember } from './council.ts'
import { coordinatorsOf, holdMembers, listedMember, type SeatFacts, updateSeat } from './member-store.ts'
import { organisationsOf } from './store.ts'

/**
 * A coordinator changes a member's title, organisation and roles. Throws a Refusal: `notAllowed` when the one who asks
 * does not coordinate the council, `notFound` for a member or an organisation that is not the council's (or no longer),
 * `lastCoordinator` when nobody would coordinate it.
 */
export async function changeMember(
  world: World,
  ask: Pick<Ask, 'who' | 'onceId'>,
  memberId: MemberId,
  facts: SeatFacts,
): Promise<ListedMember> {
  const { councilId } = ask.who
  const act = { councilId, who: ask.who.person, verb: 'councils.change', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    await holdMembers(tx, ask.who, world.clock.now())
    const before = await listedMember(tx, councilId, memberId)
    const organisations = await organisationsOf(tx, councilId)
    const organisation = organisations.find((one) => one.id === facts.organisationId)
    if (!before || !organisation) throw new Refusal('notFound')
    await updateSeat(tx, councilId, memberId, facts)
    if ((await coordinatorsOf(tx, councilId)).length === 0) throw new Refusal('lastCoordinator')
    const compared: readonly Change[] = [
      { field: 'title', from: before.title, to: facts.title },
      { field: 'organisation', from: before.organisation.name.sv, to: organisation.name.sv },
      { field: 'roles', from: before.roles.join(', '), to: facts.roles.join(', ') },
    ]
    const changes = compared.filter((change) => change.from !== change.to)
    return { subjectKind: 'member', subjectId: memberId, changes }
  })
  const changed = await listedMember(world.db, councilId, memberId)
  if (!changed) throw new Refusal('notFound')
  return changed
}
