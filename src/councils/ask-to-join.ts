import type { OutsiderAsk } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import { type CouncilId, type JoinRequestId, newId } from '../shared/ids.ts'
import { type JoinFacts, type JoinRequest, pausedUntil } from './join-request.ts'
import { lastDecisionOn, openRequestOf, saveRequest } from './join-store.ts'
import { memberOf } from './member-store.ts'
import { holdCouncil, organisationsOf } from './store.ts'
import { tellCoordinators } from './tell-of-join.ts'
import { acceptsTenantOf } from './tenant-store.ts'

/**
 * Somebody outside asks to be let into a council. Asking again changes the open request and the card that the
 * coordinators have; nothing is sent when nothing has changed. Throws a Refusal: `notFound` for a council that does not
 * accept the person's tenant and for an organisation that is not the council's, `alreadyMember`, `notAllowed` within
 * seven days of a no.
 */
export async function askToJoin(
  world: World,
  ask: Pick<OutsiderAsk, 'person' | 'onceId'>,
  councilId: CouncilId,
  facts: JoinFacts,
): Promise<void> {
  const { person } = ask
  const act = { councilId, who: person, verb: 'councils.join', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const now = world.clock.now()
    await holdCouncil(tx, councilId, now)
    if (!(await acceptsTenantOf(tx, councilId, person))) throw new Refusal('notFound')
    if (await memberOf(tx, councilId, person)) throw new Refusal('alreadyMember')
    const organisations = await organisationsOf(tx, councilId)
    const organisation = organisations.find((one) => one.id === facts.organisation.id)
    if (!organisation) throw new Refusal('notFound')
    const open = await openRequestOf(tx, councilId, person)
    if (!open && pausedUntil(await lastDecisionOn(tx, councilId, person), now))
      throw new Refusal('notAllowed')
    const changes = changesFrom(open, { title: facts.title, organisation })
    const request: JoinRequest = {
      id: open?.id ?? newId<JoinRequestId>(),
      councilId,
      person,
      title: facts.title,
      organisation,
      askedAt: open?.askedAt ?? now,
      version: (open?.version ?? 0) + 1,
      state: 'asked',
      decidedBy: null,
      decidedAt: null,
      role: null,
      reason: nothingWritten,
    }
    if (changes.length > 0) {
      await saveRequest(tx, request)
      await tellCoordinators(tx, now, request)
    }
    return { subjectKind: 'joinRequest', subjectId: request.id, changes }
  })
}

function changesFrom(open: JoinRequest | undefined, facts: JoinFacts): readonly Change[] {
  const changes: readonly Change[] = [
    { field: 'state', from: open?.state ?? null, to: 'asked' },
    { field: 'title', from: open?.title ?? null, to: facts.title },
    { field: 'organisation', from: open?.organisation.name.sv ?? null, to: facts.organisation.name.sv },
  ]
  return changes.filter((change) => change.from !== change.to)
}
