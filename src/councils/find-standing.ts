import type { FindStanding } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { seatsOf } from './member-store.ts'

/**
 * How a person stands, from today's members and in one query. A card's council is only a pointer: whoever is not a
 * member of it stands outside. Otherwise the only council; of several, the one whose channel this is, then the one
 * that was chosen in this conversation.
 */
export function findStanding(world: World): FindStanding {
  return async (person, where, councilId) => {
    const seats = await seatsOf(world.db, person, where.conversationId)
    const seat =
      councilId !== undefined
        ? seats.find(({ member }) => member.councilId === councilId)
        : ((seats.length === 1 ? seats[0] : undefined) ??
          seats.find((one) => one.channelConversation === where.conversationId) ??
          seats.find((one) => one.chosenCouncil !== null))
    if (seat) return { kind: 'member', member: seat.member, several: seats.length > 1 }
    if (councilId !== undefined || seats.length === 0) return { kind: 'outsider' }
    return {
      kind: 'undecided',
      councils: seats.map(({ member }) => ({ id: member.councilId, name: member.councilName })),
    }
  }
}
