import type { Member } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { CouncilId, JoinRequestId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { councilOfChannel } from './channel-store.ts'
import { pausedUntil } from './join-request.ts'
import { joinRequestOf } from './join-store.ts'
import { memberOf } from './member-store.ts'
import { councilOf } from './store.ts'

/** What somebody who asked to join is told. */
export type JoinAnswer =
  | { readonly kind: 'approved'; readonly member: Member }
  | {
      readonly kind: 'declined'
      readonly councilName: string
      readonly reason: string
      /** The first day to ask again; undefined when that has come. */
      readonly askAgainOn: LocalDate | undefined
    }

/**
 * The answer to a request as it is true today, for its asker; undefined when there is none for this person any longer (let in
 * and removed since, or declined and let in since).
 */
export async function showAnswer(
  world: World,
  councilId: CouncilId,
  id: JoinRequestId,
  person: Person,
): Promise<JoinAnswer | undefined> {
  const request = await joinRequestOf(world.db, councilId, id)
  const council = await councilOf(world.db, councilId)
  if (!request || !council || !samePerson(request.person, person)) return undefined
  const member = await memberOf(world.db, councilId, person)
  if (request.state === 'approved') return member && { kind: 'approved', member }
  if (request.state !== 'declined' || member) return undefined
  const until = pausedUntil(request, world.clock.now())
  return {
    kind: 'declined',
    councilName: council.name,
    reason: request.reason,
    askAgainOn: until && localDate(until),
  }
}

/**
 * The council's name when a recipient is to have the coordinators' cards today: one of its coordinators, or its channel.
 * Undefined for everybody else.
 */
export async function coordinatesNow(
  world: World,
  councilId: CouncilId,
  reader: Person | { readonly conversationId: string },
): Promise<string | undefined> {
  const council = await councilOf(world.db, councilId)
  if (!council) return undefined
  if ('conversationId' in reader) {
    const owner = await councilOfChannel(world.db, reader.conversationId)
    return owner === councilId ? council.name : undefined
  }
  const member = await memberOf(world.db, councilId, reader)
  return member?.roles.includes('coordinator') ? council.name : undefined
}
