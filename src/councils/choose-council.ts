import type { Ask, Where } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { seatsOf } from './member-store.ts'
import { setChoice } from './store.ts'

/**
 * Remembers that the conversation is about the council the person speaks in now, until another is chosen. Choosing is
 * done anew at every press: on one and the same card a person may choose this council, then that, then this again.
 */
export async function chooseCouncil(world: World, { who, where }: Ask): Promise<void> {
  const act = {
    councilId: who.councilId,
    who: who.person,
    verb: 'councils.choose',
    onceId: newId<OnceId>(),
  }
  await actOnce(world, act, async (tx) => {
    await setChoice(tx, who.person, where.conversationId, who.councilId, world.clock.now())
    return { subjectKind: 'choice', subjectId: who.councilId, changes: [] }
  })
}

/** The councils that a person can choose among in a conversation. */
export interface Choice {
  /** In Swedish order. */
  readonly councils: readonly { id: CouncilId; name: string }[]
  /** The council whose channel the conversation is: there, no other can be chosen. */
  readonly decided: string | undefined
}

/** What a person can choose among where they are. */
export async function choiceOf(world: World, person: Person, where: Where): Promise<Choice> {
  const seats = await seatsOf(world.db, person, where.conversationId)
  return {
    councils: seats.map(({ member }) => ({ id: member.councilId, name: member.councilName })),
    decided: seats.find((seat) => seat.channelConversation === where.conversationId)?.member.councilName,
  }
}
