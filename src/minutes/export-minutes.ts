import { type Ask, hasRole } from '../chat/index.ts'
import { listedMembers, memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { type FileLink, linkTo } from '../files/index.ts'
import { findMeeting } from '../meetings/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import { reading } from './minutes.ts'
import { paperFor, type ReadPaper, seenMeeting } from './show-minutes.ts'

/** The minutes as a file, and the kind of its links. */
export const documentKind = 'minutes.document'

/** A link to the minutes as a file, for who may read them, that works once. Throws Refusal('notFound') for others. */
export async function linkToMinutes(world: World, ask: Ask, id: MeetingId): Promise<string | undefined> {
  const meeting = await seenMeeting(world, ask.who, id)
  if (!(await paperFor(world, ask.who, meeting))) return undefined
  const { councilId, person } = ask.who
  return linkTo(world, { councilId, who: person, kind: documentKind, about: id, locale: ask.locale })
}

/** The paper behind a link, for who asked for it, as far as they may read it now; undefined when they may not. */
export async function paperBehind(world: World, link: FileLink): Promise<ReadPaper | undefined> {
  const member = await memberOf(world.db, link.councilId, link.who)
  if (!member || !hasRole(member, reading)) return undefined
  const meeting = await findMeeting(world.db, link.councilId, link.about as MeetingId)
  return meeting && paperFor(world, member, meeting)
}

/** The titles that the public does not read: everybody's in the council. */
export async function titlesToHide(world: World, ask: Ask): Promise<readonly string[]> {
  return (await listedMembers(world.db, ask.who.councilId)).map(({ title }) => title)
}
