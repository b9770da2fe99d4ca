import type { Ask } from '../chat/index.ts'
import { actOnce, type DatabaseTransaction, type Deed, type World } from '../database/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { JoinRequestId } from '../shared/ids.ts'
import type { Role } from '../shared/person.ts'
import { letIn } from './add-member.ts'
import type { JoinRequest } from './join-request.ts'
import { joinRequestOf } from './join-store.ts'
import { holdMembers, memberOf } from './member-store.ts'
import { settleJoin } from './settle-join.ts'

type Coordinating = Pick<Ask, 'who' | 'onceId'>

/**
 * A coordinator lets somebody who asked into the council, as one role. Whoever is a member by now keeps the seat as it
 * is. Gives the request as it now stands: when another decided first, what they decided. Throws a Refusal: `notAllowed`
 * when the one who asks does not coordinate the council or the person's tenant is no longer accepted, `notFound` for
 * another council's request.
 */
export async function approveJoin(
  world: World,
  ask: Coordinating,
  id: JoinRequestId,
  role: Role,
): Promise<JoinRequest> {
  return decide(world, ask, id, 'councils.approveJoin', async (tx, request) => {
    const at = world.clock.now()
    const { councilId, person, title, organisation } = request
    const seat = (await memberOf(tx, councilId, person))
      ? []
      : [await letIn(tx, at, councilId, person, { title, organisationId: organisation.id, roles: [role] })]
    const decision = { state: 'approved', decidedBy: ask.who.person, role, reason: nothingWritten } as const
    return { ...(await settleJoin(tx, at, request, decision)), also: seat }
  })
}

/**
 * A coordinator says no to somebody who asked; `reason` may be empty and is shown to the asker. Gives the request as it
 * now stands: when another decided first, what they decided. Throws a Refusal as `approveJoin` does.
 */
export async function declineJoin(
  world: World,
  ask: Coordinating,
  id: JoinRequestId,
  reason: Checked,
): Promise<JoinRequest> {
  return decide(world, ask, id, 'councils.declineJoin', async (tx, request) => {
    const decision = { state: 'declined', decidedBy: ask.who.person, role: null, reason } as const
    return settleJoin(tx, world.clock.now(), request, decision)
  })
}

async function decide(
  world: World,
  ask: Coordinating,
  id: JoinRequestId,
  verb: string,
  work: (tx: DatabaseTransaction, request: JoinRequest) => Promise<Deed>,
): Promise<JoinRequest> {
  const { councilId, person } = ask.who
  try {
    await actOnce(world, { councilId, who: person, verb, onceId: ask.onceId }, async (tx) => {
      await holdMembers(tx, ask.who, world.clock.now())
      const request = await joinRequestOf(tx, councilId, id)
      if (!request) throw new Refusal('notFound')
      if (request.state !== 'asked') throw new Refusal('changedMeanwhile')
      return work(tx, request)
    })
  } catch (problem) {
    // Another coordinator was first: what they decided is shown, and nothing is decided twice.
    if (!(problem instanceof Refusal && problem.reason === 'changedMeanwhile')) throw problem
  }
  const now = await joinRequestOf(world.db, councilId, id)
  if (!now) throw new Refusal('notFound')
  return now
}
