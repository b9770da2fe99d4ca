import type { Member } from '../chat/index.ts'
import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import { type CouncilId, type MemberId, newId, type OrganisationId } from '../shared/ids.ts'
import { type Person, personKey, type Role } from '../shared/person.ts'
import { swedishOrder } from '../shared/text.ts'
import type { ListedMember } from './council.ts'
import { holdCouncil } from './store.ts'

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

/** The person as a member of every council that they are a member of now. */
export async function membershipsOf(db: Database, person: Person): Promise<readonly Member[]> {
  const known = inLowerCase(person)
  const rows = await seats(db)
    .select(seatColumns)
    .where('m.tenant_id', '=', known.tenantId)
    .where('m.aad_object_id', '=', known.aadObjectId)
    .execute()
  return rows.map(memberFrom)
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
      'm.tenant_id as tenantId',
      'm.aad_object_id as aadObjectId',
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
      person: { tenantId: row.tenantId, aadObjectId: row.aadObjectId },
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
  readonly title: Checked
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

/**
 * Makes everything that changes the members of one council wait in line until this transaction is done (`holdCouncil`),
 * so that two coordinators cannot remove each other at once. Throws a Refusal (`notAllowed`) when the one who asks does
 * not coordinate the council now.
 */
export async function holdMembers(tx: DatabaseTransaction, who: Member, at: Instant): Promise<void> {
  await holdCouncil(tx, who.councilId, at)
  const now = await memberOf(tx, who.councilId, who.person)
  if (!now?.roles.includes('coordinator')) throw new Refusal('notAllowed')
}

/** Changes what a seat says. */
export async function updateSeat(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  memberId: MemberId,
  facts: SeatFacts,
): Promise<void> {
  await tx
    .updateTable('members')
    .set({
      title: facts.title,
      organisation_id: facts.organisationId,
      roles: JSON.stringify(facts.roles),
    })
    .where('council_id', '=', councilId)
    .where('id', '=', memberId)
    .execute()
}

/** Ends a seat. */
export async function leaveSeat(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  memberId: MemberId,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ removed_at: at })
    .where('council_id', '=', councilId)
    .where('id', '=', memberId)
    .execute()
}

/** A person as rows hold it: identities are compared in lower case. */
export function inLowerCase(person: Person): Person {
  return { tenantId: person.tenantId.toLowerCase(), aadObjectId: person.aadObjectId.toLowerCase() }
}

/** Everybody who has a role in one of these councils now, in one query, and always in the same order. */
export async function peopleWithRole(
  db: Database,
  role: Role,
  councils: readonly CouncilId[],
): Promise<readonly { readonly councilId: CouncilId; readonly person: Person }[]> {
  if (councils.length === 0) return []
  const rows = await seats(db)
    .select(['m.council_id as councilId', 'm.tenant_id as tenantId', 'm.aad_object_id as aadObjectId'])
    .where('m.council_id', 'in', councils)
    // The roles are a JSON array of words, of which none is a part of another in its quotes.
    .where('m.roles', 'like', `%"${role}"%`)
    .orderBy('m.tenant_id')
    .orderBy('m.aad_object_id')
    .execute()
  return rows.map(({ councilId, ...person }) => ({ councilId, person }))
}
