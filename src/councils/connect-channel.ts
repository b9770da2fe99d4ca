import { actOnce, type World } from '../database/index.ts'
import type { OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { seatsOf } from './member-store.ts'
import { councilOfChannel, setChannel } from './store.ts'

/**
 * The bot was installed in a channel by a person: when that is a coordinator of exactly one council, the council's
 * cards go to the channel from now on. A channel that already is another council's stays so. Gives the council's name,
 * or undefined when nothing was connected.
 */
export async function connectChannel(
  world: World,
  person: Person,
  conversationId: string,
): Promise<{ councilName: string } | undefined> {
  const coordinated = (await seatsOf(world.db, person, conversationId)).filter(({ member }) =>
    member.roles.includes('coordinator'),
  )
  const [seat] = coordinated
  if (!seat || coordinated.length > 1) return undefined
  const { councilId, councilName } = seat.member
  if (seat.channelConversation === conversationId) return { councilName }
  if (await councilOfChannel(world.db, conversationId)) return undefined
  const act = { councilId, who: person, verb: 'councils.connectChannel', onceId: newId<OnceId>() }
  await actOnce(world, act, async (tx) => {
    await setChannel(tx, councilId, conversationId, world.clock.now())
    return {
      subjectKind: 'council',
      subjectId: councilId,
      changes: [{ field: 'channel', from: seat.channelConversation, to: conversationId }],
    }
  })
  return { councilName }
}

/** Who is named in the books when Teams, not a person, tells us that the bot was taken out of a channel. */
const teams: Person = { tenantId: 'teams', aadObjectId: 'teams' }

/** The bot was taken out of a channel: the council's cards go to its coordinators one by one again. */
export async function disconnectChannel(world: World, conversationId: string): Promise<void> {
  const councilId = await councilOfChannel(world.db, conversationId)
  if (!councilId) return
  const act = { councilId, who: teams, verb: 'councils.disconnectChannel', onceId: newId<OnceId>() }
  await actOnce(world, act, async (tx) => {
    await setChannel(tx, councilId, null, world.clock.now())
    const changes = [{ field: 'channel', from: conversationId, to: null }]
    return { subjectKind: 'council', subjectId: councilId, changes }
  })
}
