import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, JoinRequestId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { channelTenantOf } from './channel-store.ts'
import type { Organisation } from './council.ts'
import { type JoinRequest, pausedUntil } from './join-request.ts'
import {
  councilsToJoin,
  joinRequestOf,
  lastDecisionOn,
  openRequestOf,
  openRequestsOf,
  titleOf,
} from './join-store.ts'
import { coordinatorsOf } from './member-store.ts'
import { organisationsOf } from './store.ts'
import { shownNameOfPerson } from './writer-store.ts'

/** The councils a person may ask to join, in Swedish order. */
export function joinable(world: World, person: Person): Promise<readonly { id: CouncilId; name: string }[]> {
  return councilsToJoin(world.db, person)
}

/** How somebody who wants to join a council stands with it. */
export interface Joining {
  readonly councilId: CouncilId
  readonly councilName: string
  readonly organisations: readonly Organisation[]
  /** The person's request that waits for an answer. */
  readonly open: JoinRequest | undefined
  /** Set while the person has to wait after a no: the first day to ask again, and what the coordinator wrote. */
  readonly paused: { readonly until: LocalDate; readonly reason: string } | undefined
}

/** How a person stands with a council they may ask to join; undefined for every other council, and for none. */
export async function showJoining(
  world: World,
  person: Person,
  councilId: string,
): Promise<Joining | undefined> {
  const council = (await councilsToJoin(world.db, person)).find(({ id }) => id === councilId)
  if (!council) return undefined
  const open = await openRequestOf(world.db, council.id, person)
  const decided = open ? undefined : await lastDecisionOn(world.db, council.id, person)
  const until = pausedUntil(decided, world.clock.now())
  return {
    councilId: council.id,
    councilName: council.name,
    organisations: await organisationsOf(world.db, council.id),
    open,
    paused: until && decided ? { until: localDate(until), reason: decided.reason } : undefined,
  }
}

/** A request as a coordinator reads it: with what Teams tells about the asker, which is stored nowhere with it. */
export interface JoinRequestSeen {
  readonly request: JoinRequest
  readonly shownName: string | undefined
  /** Whether the asker's tenant is the reader's own. */
  readonly sameTenant: boolean
  /** The title of who decided, when somebody has. */
  readonly decidedBy: string | undefined
}

/**
 * A request for a reader: a coordinator, or the conversation its card stands in. Throws a Refusal (`notFound`) for
 * another council's.
 */
export async function showJoinRequest(
  world: World,
  councilId: CouncilId,
  id: JoinRequestId,
  reader: Person | { readonly conversationId: string },
): Promise<JoinRequestSeen> {
  const { db } = world
  const request = await joinRequestOf(db, councilId, id)
  if (!request) throw new Refusal('notFound')
  const { tenantId } = request.person
  const own = 'tenantId' in reader ? reader.tenantId : await channelTenantOf(db, reader.conversationId)
  const tenants = own
    ? [own.toLowerCase()]
    : (await coordinatorsOf(db, councilId)).map((person) => person.tenantId)
  return {
    request,
    shownName: await shownNameOfPerson(db, request.person),
    sameTenant: tenants.includes(tenantId),
    decidedBy: request.decidedBy ? await titleOf(db, councilId, request.decidedBy) : undefined,
  }
}

/** The requests that wait for an answer from the council, the longest waiting first. */
export function openRequests(world: World, councilId: CouncilId): Promise<readonly JoinRequest[]> {
  return openRequestsOf(world.db, councilId)
}

/** Whether a request is the person's own. */
export function isAsker(request: JoinRequest, person: Person): boolean {
  return samePerson(request.person, person)
}
