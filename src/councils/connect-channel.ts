import type { Ask, Member } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { channelTenantOf, connectedChannelOf, councilOfChannel, setChannel } from './channel-store.ts'
import { holdMembers, seatsOf } from './member-store.ts'
import { acceptsTenantOf } from './tenant-store.ts'

type Coordinating = Pick<Ask, 'who' | 'onceId'>

/**
 * What came of connecting: done; done, and the council's earlier channel is let go; nothing to do; or no, since the
 * channel is another council's, or in a tenant that the council does not accept.
 */
export type Connected = 'connected' | 'moved' | 'already' | 'taken' | 'foreign'

/** The council has another channel, and was not to be moved from it. */
class HasAnother extends Error {}

/**
 * A coordinator makes a channel the council's: its coordinators' cards come there from now on. Throws a Refusal
 * (`notAllowed`) when the one who asks does not coordinate the council.
 */
export function connectCouncil(world: World, ask: Coordinating, conversationId: string): Promise<Connected> {
  return connect(world, ask, conversationId, true)
}

async function connect(
  world: World,
  ask: Coordinating,
  conversationId: string,
  mayMove: boolean,
): Promise<Connected> {
  const { councilId, person } = ask.who
  const owner = await councilOfChannel(world.db, conversationId)
  if (owner === councilId) return 'already'
  if (owner) return 'taken'
  if (await isForeign(world, ask.who, conversationId)) return 'foreign'
  const act = { councilId, who: person, verb: 'councils.connectChannel', onceId: ask.onceId }
  let earlier: string | null = null
  try {
    await actOnce(world, act, async (tx) => {
      await holdMembers(tx, ask.who, world.clock.now())
      earlier = await connectedChannelOf(tx, councilId)
      if (earlier !== null && !mayMove) throw new HasAnother()
      await setChannel(tx, councilId, conversationId, world.clock.now())
      const changes = [{ field: 'channel', from: earlier, to: conversationId }]
      return { subjectKind: 'council', subjectId: councilId, changes }
    })
  } catch (problem) {
    // Two councils at once: the unique index let one through, and this is the other.
    const mine = problem instanceof Refusal || problem instanceof HasAnother
    if (mine || !(await councilOfChannel(world.db, conversationId))) throw problem
    return 'taken'
  }
  return earlier === null ? 'connected' : 'moved'
}

/**
 * A coordinator lets go of the council's channel: a given one, or whichever it is. Gives whether there was one to let go
 * of. Throws a Refusal (`notAllowed`) when the one who asks does not coordinate the council.
 */
export async function disconnectCouncil(
  world: World,
  ask: Coordinating,
  conversationId: string | undefined,
): Promise<boolean> {
  const channel = await connectedChannelOf(world.db, ask.who.councilId)
  if (channel === null || (conversationId !== undefined && channel !== conversationId)) return false
  await letGo(world, ask.who.councilId, ask.who.person, channel, ask)
  return true
}

/** What an installation in a channel came to, for which council: its cards come here, or go on coming in another channel. */
export interface Installed {
  readonly council: { readonly id: CouncilId; readonly name: string }
  readonly came: 'here' | 'elsewhere'
}

/**
 * The bot was installed in a channel by a person: when that is a coordinator of exactly one council which has no channel,
 * the council's cards go to it from now on. A council that has one is not moved, since Teams installs us by itself where
 * somebody puts a card of the message extension; a channel that is another council's stays so. Gives undefined when there
 * is nothing to say about any council.
 */
export async function connectChannel(
  world: World,
  person: Person,
  conversationId: string,
): Promise<Installed | undefined> {
  const coordinated = (await seatsOf(world.db, person, conversationId)).filter(({ member }) =>
    member.roles.includes('coordinator'),
  )
  const [seat] = coordinated
  if (!seat || coordinated.length > 1) return undefined
  const { member } = seat
  const council = { id: member.councilId, name: member.councilName }
  try {
    const came = await connect(world, { who: member, onceId: newId<OnceId>() }, conversationId, false)
    return came === 'taken' || came === 'foreign' ? undefined : { council, came: 'here' }
  } catch (problem) {
    if (problem instanceof HasAnother) return { council, came: 'elsewhere' }
    throw problem
  }
}

/** Who is named in the books when Teams, not a person, tells us that the bot was taken out of a channel. */
const teams: Person = { tenantId: 'teams', aadObjectId: 'teams' }

/** The bot was taken out of a channel: the council's cards go to its coordinators one by one again. */
export async function disconnectChannel(world: World, conversationId: string): Promise<void> {
  const councilId = await councilOfChannel(world.db, conversationId)
  if (councilId) await letGo(world, councilId, teams, conversationId, undefined)
}

async function letGo(
  world: World,
  councilId: CouncilId,
  who: Person,
  channel: string,
  asked: Coordinating | undefined,
): Promise<void> {
  const onceId = asked?.onceId ?? newId<OnceId>()
  await actOnce(world, { councilId, who, verb: 'councils.disconnectChannel', onceId }, async (tx) => {
    if (asked) await holdMembers(tx, asked.who, world.clock.now())
    await setChannel(tx, councilId, null, world.clock.now())
    const changes = [{ field: 'channel', from: channel, to: null }]
    return { subjectKind: 'council', subjectId: councilId, changes }
  })
}

/** Whether a channel lies in a tenant that the council does not accept; one we never heard of does not. */
async function isForeign(world: World, who: Member, conversationId: string): Promise<boolean> {
  const tenantId = await channelTenantOf(world.db, conversationId)
  return (
    tenantId !== undefined && !(await acceptsTenantOf(world.db, who.councilId, { ...who.person, tenantId }))
  )
}
