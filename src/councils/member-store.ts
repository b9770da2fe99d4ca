import type { Member } from '../chat/index.ts'
import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { type CouncilId, type MemberId, newId, type OrganisationId } from '../shared/ids.ts'
import { type Person, personKey, personOfKey, type Role } from '../shared/person.ts'
import { swedishOrder } from '../shared/text.ts'
import type { ListedMember } from './council.ts'

/** A seat in a council, with what tells which council a conversation is about. */
export interface Seat {
  readonly member: Member
  readonly channelConversation: string | null
  readonly chosenCouncil: CouncilId | null
}

/**
 * Every seat that counts now: not removed, and the council accepts the person's tenant. This and nothing else decides
 * who is a member; it is read anew at every intent, in one query.
 */
function seats(db: Database) {
  return db
    .selectFrom('members as m')
    .innerJoin('councils as c', 'c.id', 'm.council_id')
    .innerJoin('accepted_tenants as t', (join) =>
      join.onRef('t.council_id', '=', 'm.council_id').onRef('t.tenant_id', '=', 'm.tenant_id'),
    )
    .where('m.removed_at', 'is', null)
}

const seatColumns = [
  'm.id as memberId',
  'm.tenant_id as tenantId',
  'm.aad_object_id as aadObjectId',
  'm.council_id as councilId',
  'c.name as councilName',
  'm.organisation_id as organisationId',
  'm.title as title',
  'm.roles as roles',
] as const

type SeatRow = Omit<Member, 'person' | 'roles'> & Person & { readonly roles: string }

function memberFrom(row: SeatRow): Member {
  return {
    memberId: row.memberId,
    person: { tenantId: row.tenantId, aadObjectId: row.aadObjectId },
    councilId: row.councilId,
    councilName: row.councilName,
    organisationId: row.organisationId,
    title: row.title,
    roles: rolesFrom(row.roles),
  }
}

function rolesFrom(json: string): readonly Role[] {
  return JSON.parse(json) as Role[]
}

/** The person's seats in every council, with the choice that is remembered for the conversation; in Swedish order. */
export async function seatsOf(
  db: Database,
  person: Person,
  conversationId: string,
): Promise<readonly Seat[]> {
  const known = inLowerCase(person)
  const rows = await seats(db)
    .leftJoin('council_choices as ch', (join) =>
      join
        .onRef('ch.council_id', '=', 'm.council_id')
        .on('ch.who', '=', personKey(person))
        .on('ch.conversation_id', '=', conversationId),
    )
    .select([
      ...seatColumns,
      'c.channel_conversation as channelConversation',
      'ch.council_id as chosenCouncil',
    ])
    .where('m.tenant_id', '=', known.tenantId)
    .where('m.aad_object_id', '=', known.aadObjectId)
    .execute()
  return rows
    .map((row) => ({
      member: memberFrom(row),
      channelConversation: row.channelConversation,
      chosenCouncil: row.chosenCouncil,
    }))
    .toSorted((one, other) => swedishOrder(one.member.councilName, other.member.councilName))
}

/** The person as a member of the council; undefined when the person is not one now. */
export async function memberOf(
  db: Database,
  councilId: CouncilId,
  person: Person,
): Promise<Member | undefined> {
  const known = inLowerCase(person)
  const row = await seats(db)
    .select(seatColumns)
    .where('m.council_id', '=', councilId)
    .where('m.tenant_id', '=', known.tenantId)
    .where('m.aad_object_id', '=', known.aadObjectId)
    .executeTakeFirst()
  return row && memberFrom(row)
}

/** Those who coordinate the council now. */
export async function coordinatorsOf(db: Database, councilId: CouncilId): Promise<readonly Person[]> {
  const rows = await seats(db).select(seatColumns).where('m.council_id', '=', councilId).execute()
  return rows
    .map(memberFrom)
    .filter((member) => member.roles.includes('coordinator'))
    .map((member) => member.person)
    .toSorted((one, other) => (personKey(one) < personKey(other) ? -1 : 1))
}

/** The members of the council in Swedish order of their titles. */
export async function listedMembers(db: Database, councilId: CouncilId): Promise<readonly ListedMember[]> {
  const rows = await seats(db)
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select([
      'm.id as memberId',
      'm.title as title',
      'm.roles as roles',
      'o.id as organisationId',
      'o.key as key',
      'o.name_sv as sv',
      'o.name_en as en',
    ])
    .where('m.council_id', '=', councilId)
    .execute()
  return rows
    .map((row) => ({
      memberId: row.memberId,
      title: row.title,
      organisation: { id: row.organisationId, key: row.key, name: { sv: row.sv, en: row.en } },
      roles: rolesFrom(row.roles),
    }))
    .toSorted(
      (one, other) => swedishOrder(one.title, other.title) || (one.memberId < other.memberId ? -1 : 1),
    )
}

/** A member of the council by the member's id; undefined for a removed one and for another council's. */
export async function listedMember(
  db: Database,
  councilId: CouncilId,
  memberId: MemberId,
): Promise<ListedMember | undefined> {
  return (await listedMembers(db, councilId)).find((member) => member.memberId === memberId)
}

/** What a seat in the council says about the one who has it. */
export interface SeatFacts {
  readonly title: string
  readonly organisationId: OrganisationId
  readonly roles: readonly Role[]
}

/** Gives a person a seat, a new one or, for somebody who was a member before, the old one again. Gives its id. */
export async function seatPerson(
  tx: DatabaseTransaction,
  at: Instant,
  councilId: CouncilId,
  person: Person,
  facts: SeatFacts,
): Promise<MemberId> {
  const known = inLowerCase(person)
  const values = {
    title: facts.title,
    organisation_id: facts.organisationId,
    roles: JSON.stringify(facts.roles),
    added_at: at,
    removed_at: null,
  }
  const row = await tx
    .insertInto('members')
    .values({
      id: newId<MemberId>(),
      council_id: councilId,
      tenant_id: known.tenantId,
      aad_object_id: known.aadObjectId,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['council_id', 'tenant_id', 'aad_object_id']).doUpdateSet(values),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Somebody who has written to the bot: how Teams shows them, and when they were last seen. */
export interface Writer {
  readonly person: Person
  readonly shownName: string | null
  readonly seenAt: string
}

/** Those who have written to the bot, come from a tenant the council accepts and are not members; newest first. */
export async function writersOutside(db: Database, councilId: CouncilId): Promise<readonly Writer[]> {
  const rows = await db
    .selectFrom('addresses as a')
    .innerJoin('accepted_tenants as t', 't.tenant_id', 'a.tenant_id')
    .select(['a.person as person', 'a.shown_name as shownName', 'a.seen_at as seenAt'])
    .where('t.council_id', '=', councilId)
    .where('a.kind', '=', 'personal')
    .where('a.person', 'is not', null)
    .orderBy('a.seen_at', 'desc')
    .execute()
  const members = await db
    .selectFrom('members')
    .select(['tenant_id', 'aad_object_id'])
    .where('council_id', '=', councilId)
    .where('removed_at', 'is', null)
    .execute()
  const taken = new Set(
    members.map((row) => personKey({ tenantId: row.tenant_id, aadObjectId: row.aad_object_id })),
  )
  return rows.flatMap((row) => {
    if (row.person === null || taken.has(row.person)) return []
    taken.add(row.person)
    return [{ person: personOfKey(row.person), shownName: row.shownName, seenAt: row.seenAt }]
  })
}

/** A person as rows hold it: identities are compared in lower case. */
export function inLowerCase(person: Person): Person {
  return { tenantId: person.tenantId.toLowerCase(), aadObjectId: person.aadObjectId.toLowerCase() }
}
