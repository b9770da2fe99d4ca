import { addressSince, changeAddress, giveAddress } from '../calendar/index.ts'
import { type Ask, hasRole, type Member } from '../chat/index.ts'
import { memberOf, membershipsOf } from '../councils/index.ts'
import { actOnce, type DatabaseTransaction, type World } from '../database/index.ts'
import { promiseToSend } from '../delivery/index.ts'
import { type FileLink, linkTo } from '../files/index.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'
import type { CalendarMeeting } from './calendar-meeting.ts'
import { meetingForCalendar, meetingsOfMembers } from './calendar-store.ts'
import { reading } from './meeting.ts'

/** The kind of the link to one meeting as a file, and of the message that brings it to who asked among others. */
export const calendarFileKind = 'meetings.calendarFile'

/** The meetings of a person, in every council that they are a member of now. */
export async function meetingsOf(world: World, person: Person): Promise<readonly CalendarMeeting[]> {
  const members = await membershipsOf(world.db, person)
  return meetingsOfMembers(
    world.db,
    members.map(({ memberId }) => memberId),
  )
}

/** Since when who asks has had an address of their own; undefined when they have none. */
export async function calendarSince(world: World, { who }: Pick<Ask, 'who'>): Promise<Instant | undefined> {
  return addressSince(world.db, who.person)
}

/**
 * Gives who asks an address of their own: what stands in it. Undefined when they have one, which cannot be told again,
 * and when the same press comes again.
 */
export async function makeCalendar(world: World, ask: Ask): Promise<string | undefined> {
  return withToken(world, ask, 'meetings.calendarMake', giveAddress)
}

/** Gives who asks a new address, and closes the old one at once. Undefined when the same press comes again. */
export async function changeCalendar(world: World, ask: Ask): Promise<string | undefined> {
  return withToken(world, ask, 'meetings.calendarChange', changeAddress)
}

async function withToken(
  world: World,
  { who, locale, onceId }: Ask,
  verb: string,
  give: (
    tx: DatabaseTransaction,
    at: Instant,
    owner: { readonly person: Person; readonly locale: Locale },
  ) => Promise<string | undefined>,
): Promise<string | undefined> {
  const { councilId, person, memberId } = who
  let token: string | undefined
  const { again } = await actOnce(world, { councilId, who: person, verb, onceId }, async (tx) => {
    token = await give(tx, world.clock.now(), { person, locale })
    // What stands in it is told to nobody but its owner: not to the history either.
    const changes = token ? [{ field: 'calendar address', from: null, to: 'new' }] : []
    return { subjectKind: 'calendar', subjectId: memberId, changes }
  })
  return again ? undefined : token
}

/** Whose link it is to be. */
export interface LinkAsk {
  readonly who: Pick<Member, 'councilId' | 'person'>
  readonly locale: Locale
}

/** A link to one meeting as a file, for who asks, which works once. Throws a Refusal, `notFound`, when there is none. */
export async function linkToMeeting(
  world: World,
  { who, locale }: LinkAsk,
  id: MeetingId,
): Promise<{ readonly token: string; readonly meeting: CalendarMeeting }> {
  const meeting = await meetingForCalendar(world.db, who.councilId, id)
  if (!meeting) throw new Refusal('notFound')
  const { councilId, person } = who
  const token = await linkTo(world, { councilId, who: person, kind: calendarFileKind, about: id, locale })
  return { token, meeting }
}

/** The meeting behind such a link, as it is now; undefined when who asked for it may not see it any more. */
export async function meetingBehind(
  world: World,
  { councilId, who, about }: Pick<FileLink, 'councilId' | 'who' | 'about'>,
): Promise<CalendarMeeting | undefined> {
  const member = await memberOf(world.db, councilId, who)
  if (!member || !hasRole(member, reading)) return undefined
  return meetingForCalendar(world.db, councilId, about as MeetingId)
}

/**
 * Promises who asked where others read along the link in their own chat: there it is made, and lives from then. Throws a
 * Refusal, `notFound`, when there is no such meeting.
 */
export async function sendMeetingLink(world: World, { who, onceId }: Ask, id: MeetingId): Promise<void> {
  const { councilId, person } = who
  if (!(await meetingForCalendar(world.db, councilId, id))) throw new Refusal('notFound')
  const recipient = { kind: 'person', person } as const
  const owed = { councilId, kind: calendarFileKind, subjectId: id, occasion: onceId, recipient }
  await actOnce(world, { councilId, who: person, verb: calendarFileKind, onceId }, async (tx) => {
    await promiseToSend(tx, world.clock.now(), [owed])
    return { subjectKind: 'meeting', subjectId: id, changes: [] }
  })
}
