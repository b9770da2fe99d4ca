import type { Member } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { reachabilityOf, type Unreachable } from '../delivery/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, MemberId } from '../shared/ids.ts'
import { type Person, personKey, samePerson } from '../shared/person.ts'
import type { ListedMember, Organisation } from './council.ts'
import { countOpenRequests } from './join-store.ts'
import { listedMember, listedMembers } from './member-store.ts'
import { organisationsOf } from './store.ts'
import { acceptsTenantOf } from './tenant-store.ts'
import { shownNameOf, type Writer, writersOutside, writersWithId } from './writer-store.ts'

/** How many of those who have written are offered: the newest, for a card has room for no more. */
const offered = 40

/** How much of the list of members a person may see: to change it, to read it, or only who coordinates. */
export type MemberView = 'change' | 'read' | 'coordinators'

/** The members as one person may see them. */
export interface ShownMembers {
  readonly view: MemberView
  readonly members: readonly ListedMember[]
  /** Those of them whom no message reaches, and why: a coordinator can help them, and nobody else is told. */
  readonly unreachable: ReadonlyMap<MemberId, Unreachable>
  /** How many have asked to join and wait for an answer. */
  readonly waiting: number
}

/** The members as a person may see them: a reporter sees those who coordinate, the others see all. */
export async function showMembers(world: World, who: Member): Promise<ShownMembers> {
  const members = await listedMembers(world.db, who.councilId)
  if (who.roles.includes('coordinator'))
    return {
      view: 'change',
      members,
      unreachable: await unreachableAmong(world, members),
      waiting: await countOpenRequests(world.db, who.councilId),
    }
  const others = { unreachable: new Map<MemberId, Unreachable>(), waiting: 0 }
  if (who.roles.some((role) => role !== 'reporter')) return { view: 'read', members, ...others }
  const coordinators = members.filter((member) => member.roles.includes('coordinator'))
  return { view: 'coordinators', members: coordinators, ...others }
}

async function unreachableAmong(
  world: World,
  members: readonly ListedMember[],
): Promise<ReadonlyMap<MemberId, Unreachable>> {
  const reachability = await reachabilityOf(
    world.db,
    members.map(({ person }) => person),
  )
  return new Map(
    members.flatMap(({ memberId, person }) => {
      const found = reachability.get(personKey(person))
      return found && !found.reachable ? [[memberId, found] as const] : []
    }),
  )
}

/** What the form for a new member offers. */
export interface NewMemberOffer {
  readonly writers: readonly Writer[]
  readonly organisations: readonly Organisation[]
}

/** Those who can be picked, and the organisations they can be put under. */
export async function offerNewMember(world: World, councilId: CouncilId): Promise<NewMemberOffer> {
  return {
    writers: await writersOutside(world.db, councilId, offered),
    organisations: await organisationsOf(world.db, councilId),
  }
}

/** A member as the form to change it shows it. */
export interface MemberOffer {
  readonly member: ListedMember
  /** The name Teams shows, when the person has written to the bot. */
  readonly shownName: string | undefined
  readonly organisations: readonly Organisation[]
}

/** The member to change. Throws a Refusal (`notFound`) for a removed one and for another council's. */
export async function offerMember(
  world: World,
  councilId: CouncilId,
  memberId: MemberId,
): Promise<MemberOffer> {
  const member = await listedMember(world.db, councilId, memberId)
  if (!member) throw new Refusal('notFound')
  return {
    member,
    shownName: await shownNameOf(world.db, councilId, memberId),
    organisations: await organisationsOf(world.db, councilId),
  }
}

/**
 * The person that a pick in the form means. The list of those who have written gives `tenantId/aadObjectId`, the people
 * picker of Teams gives an id alone: then the tenant is the one the person has written from, or else that of the person
 * who asks. Undefined when it is nobody we can vouch for: never heard of, or of a tenant the council does not accept.
 */
export async function personPicked(world: World, who: Member, pick: string): Promise<Person | undefined> {
  const [first = '', second] = pick.toLowerCase().split('/')
  const known = await writersWithId(world.db, second ?? first)
  const accepted: Person[] = []
  for (const person of known)
    if (await acceptsTenantOf(world.db, who.councilId, person)) accepted.push(person)
  if (second !== undefined)
    return accepted.find((person) => samePerson(person, { tenantId: first, aadObjectId: second }))
  const own = { tenantId: who.person.tenantId, aadObjectId: first }
  return accepted.find((person) => samePerson(person, own)) ?? accepted[0] ?? own
}
