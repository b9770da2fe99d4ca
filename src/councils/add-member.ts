import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MemberId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import type { ListedMember } from './council.ts'
import { organisationsOf } from './list-store.ts'
import { holdMembers, listedMember, memberOf, type SeatFacts, seatPerson } from './member-store.ts'
import { acceptsTenantOf } from './store.ts'

/**
 * A coordinator lets a person into the council, or in again. Throws a Refusal: `notAllowed` when the one who asks does
 * not coordinate the council or the person's tenant is not accepted, `alreadyMember`, `notFound` for an organisation
 * that is not the council's.
 */
export async function addMember(
  world: World,
  ask: Pick<Ask, 'who' | 'onceId'>,
  person: Person,
  facts: SeatFacts,
): Promise<ListedMember> {
  const { councilId } = ask.who
  const act = { councilId, who: ask.who.person, verb: 'councils.add', onceId: ask.onceId }
  const { subjectId } = await actOnce(world, act, async (tx) => {
    await holdMembers(tx, ask.who, world.clock.now())
    if (!(await acceptsTenantOf(tx, councilId, person))) throw new Refusal('notAllowed')
    if (await memberOf(tx, councilId, person)) throw new Refusal('alreadyMember')
    const organisations = await organisationsOf(tx, councilId)
    const organisation = organisations.find((one) => one.id === facts.organisationId)
    if (!organisation) throw new Refusal('notFound')
    const memberId = await seatPerson(tx, world.clock.now(), councilId, person, facts)
    const changes = [
      { field: 'membership', from: null, to: 'member' },
      { field: 'title', from: null, to: facts.title },
      { field: 'organisation', from: null, to: organisation.name.sv },
      { field: 'roles', from: null, to: facts.roles.join(', ') },
    ]
    return { subjectKind: 'member', subjectId: memberId, changes }
  })
  const added = await listedMember(world.db, councilId, subjectId as MemberId)
  if (!added) throw new Refusal('notFound')
  return added
}
