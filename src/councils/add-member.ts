import type { Ask } from '../chat/index.ts'
import { actOnce, type DatabaseTransaction, type Deed, type World } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, MemberId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import type { ListedMember } from './council.ts'
import { openRequestOf } from './join-store.ts'
import { holdMembers, listedMember, memberOf, type SeatFacts, seatPerson } from './member-store.ts'
import { settleJoin } from './settle-join.ts'
import { organisationsOf } from './store.ts'
import { acceptsTenantOf } from './tenant-store.ts'

/**
 * A coordinator lets a person into the council, or in again; had the person asked for it, that is the answer. Throws a
 * Refusal: `notAllowed` when the one who asks does not coordinate the council or the person's tenant is not accepted,
 * `alreadyMember`, `notFound` for an organisation that is not the council's.
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
    const at = world.clock.now()
    await holdMembers(tx, ask.who, at)
    if (await memberOf(tx, councilId, person)) throw new Refusal('alreadyMember')
    const deed = await letIn(tx, at, councilId, person, facts)
    const asked = await openRequestOf(tx, councilId, person)
    if (!asked) return deed
    const role = facts.roles.length === 1 ? (facts.roles[0] ?? null) : null
    const decision = { state: 'approved', decidedBy: ask.who.person, role, reason: nothingWritten } as const
    return { ...deed, also: [await settleJoin(tx, at, asked, decision)] }
  })
  const added = await listedMember(world.db, councilId, subjectId as MemberId)
  if (!added) throw new Refusal('notFound')
  return added
}

/**
 * Gives a person a seat, inside the transaction of the act that does so, and gives what is to stand in its books. Throws
 * a Refusal: `notAllowed` when the person's tenant is not accepted, `notFound` for an organisation that is not the
 * council's.
 */
export async function letIn(
  tx: DatabaseTransaction,
  at: Instant,
  councilId: CouncilId,
  person: Person,
  facts: SeatFacts,
): Promise<Deed> {
  if (!(await acceptsTenantOf(tx, councilId, person))) throw new Refusal('notAllowed')
  const organisations = await organisationsOf(tx, councilId)
  const organisation = organisations.find((one) => one.id === facts.organisationId)
  if (!organisation) throw new Refusal('notFound')
  const memberId = await seatPerson(tx, at, councilId, person, facts)
  const changes = [
    { field: 'membership', from: null, to: 'member' },
    { field: 'title', from: null, to: facts.title },
    { field: 'organisation', from: null, to: organisation.name.sv },
    { field: 'roles', from: null, to: facts.roles.join(', ') },
  ]
  return { subjectKind: 'member', subjectId: memberId, changes }
}
