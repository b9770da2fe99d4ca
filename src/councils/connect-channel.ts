import { actOnce, type World } from '../database/index.ts'
import type { OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { seatsOf } from './member-store.ts'

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
  const holder = await world.db
    .selectFrom('councils')
    .select('id')
    .where('channel_conversation', '=', conversationId)
    .executeTakeFirst()
  if (holder) return undefined
  const act = { councilId, who: person, verb: 'councils.connectChannel', onceId: newId<OnceId>() }
  await actOnce(world, act, async (tx) => {
    await tx
      .updateTable('councils')
      .set({ channel_conversation: conversationId, updated_at: world.clock.now() })
      .where('id', '=', councilId)
      .execute()
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
  const councils = await world.db
    .selectFrom('councils')
    .select('id')
    .where('channel_conversation', '=', conversationId)
    .execute()
  for (const { id } of councils) {
    const act = { councilId: id, who: teams, verb: 'councils.disconnectChannel', onceId: newId<OnceId>() }
    await actOnce(world, act, async (tx) => {
      await tx
        .updateTable('councils')
        .set({ channel_conversation: null, updated_at: world.clock.now() })
        .where('id', '=', id)
        .where('channel_conversation', '=', conversationId)
        .execute()
      const changes = [{ field: 'channel', from: conversationId, to: null }]
      return { subjectKind: 'council', subjectId: id, changes }
    })
  }
}
