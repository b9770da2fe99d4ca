import type { Database, DatabaseTransaction, Tables } from '../database/index.ts'
import type { CouncilId, JoinRequestId } from '../shared/ids.ts'
import { type Person, personKey, personOfKey, type Role } from '../shared/person.ts'
import { swedishOrder } from '../shared/text.ts'
import type { JoinRequest } from './join-request.ts'
import { inLowerCase } from './member-store.ts'

/** How many open requests are listed: the oldest, for they have waited the longest. */
const listed = 20

/** The councils that accept the person's tenant and where the person is no member now; in Swedish order. */
export async function councilsToJoin(
  db: Database,
  person: Person,
): Promise<readonly { id: CouncilId; name: string }[]> {
  const known = inLowerCase(person)
  const rows = await db
    .selectFrom('councils as c')
    .innerJoin('accepted_tenants as t', 't.council_id', 'c.id')
    .leftJoin('members as m', (join) =>
      join
        .onRef('m.council_id', '=', 'c.id')
        .on('m.tenant_id', '=', known.tenantId)
        .on('m.aad_object_id', '=', known.aadObjectId)
        .on('m.removed_at', 'is', null),
    )
    .select(['c.id as id', 'c.name as name'])
    .where('t.tenant_id', '=', known.tenantId)
    .where('m.id', 'is', null)
    .execute()
  return rows.toSorted((one, other) => swedishOrder(one.name, other.name))
}

/** A request of a council by its id; undefined for another council's. */
export async function joinRequestOf(
  db: Database,
  councilId: CouncilId,
  id: JoinRequestId,
): Promise<JoinRequest | undefined> {
  const row = await requests(db, councilId).where('r.id', '=', id).executeTakeFirst()
  return row && requestFrom(row)
}

/** The person's open request to a council; undefined when there is none. */
export async function openRequestOf(
  db: Database,
  councilId: CouncilId,
  person: Person,
): Promise<JoinRequest | undefined> {
  const row = await ofPerson(db, councilId, person).where('r.state', '=', 'asked').executeTakeFirst()
  return row && requestFrom(row)
}

/** What was last decided about the person in a council; undefined when nothing was. */
export async function lastDecisionOn(
  db: Database,
  councilId: CouncilId,
  person: Person,
): Promise<JoinRequest | undefined> {
  const row = await ofPerson(db, councilId, person)
    .where('r.decided_at', 'is not', null)
    .orderBy('r.decided_at', 'desc')
    .executeTakeFirst()
  return row && requestFrom(row)
}

/** The council's open requests, the one that has waited longest first. */
export async function openRequestsOf(db: Database, councilId: CouncilId): Promise<readonly JoinRequest[]> {
  const rows = await requests(db, councilId)
    .where('r.state', '=', 'asked')
    .orderBy('r.asked_at')
    .orderBy('r.id')
    .limit(listed)
    .execute()
  return rows.map(requestFrom)
}

/** How many wait for an answer from the council. */
export async function countOpenRequests(db: Database, councilId: CouncilId): Promise<number> {
  const row = await db
    .selectFrom('join_requests')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('council_id', '=', councilId)
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Saves a request, in the place of its earlier version when there is one. */
export async function saveRequest(tx: DatabaseTransaction, request: JoinRequest): Promise<void> {
  const known = inLowerCase(request.person)
  const values = {
    title: request.title,
    organisation_id: request.organisation.id,
    asked_at: request.askedAt,
    version: request.version,
    state: request.state,
    decided_by: request.decidedBy && personKey(request.decidedBy),
    decided_at: request.decidedAt,
    role: request.role,
    reason: request.reason,
  }
  await tx
    .insertInto('join_requests')
    .values({
      id: request.id,
      council_id: request.councilId,
      tenant_id: known.tenantId,
      aad_object_id: known.aadObjectId,
      ...values,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** The title of somebody who is or was a member of the council; undefined when they never were. */
export async function titleOf(
  db: Database,
  councilId: CouncilId,
  person: Person,
): Promise<string | undefined> {
  const known = inLowerCase(person)
  const row = await db
    .selectFrom('members')
    .select('title')
    .where('council_id', '=', councilId)
    .where('tenant_id', '=', known.tenantId)
    .where('aad_object_id', '=', known.aadObjectId)
    .executeTakeFirst()
  return row?.title
}

function requests(db: Database, councilId: CouncilId) {
  return db
    .selectFrom('join_requests as r')
    .innerJoin('organisations as o', 'o.id', 'r.organisation_id')
    .selectAll('r')
    .select(['o.key as key', 'o.name_sv as sv', 'o.name_en as en'])
    .where('r.council_id', '=', councilId)
}

function ofPerson(db: Database, councilId: CouncilId, person: Person) {
  const known = inLowerCase(person)
  return requests(db, councilId)
    .where('r.tenant_id', '=', known.tenantId)
    .where('r.aad_object_id', '=', known.aadObjectId)
}

type RequestRow = Tables['join_requests'] & {
  readonly key: string
  readonly sv: string
  readonly en: string
}

function requestFrom(row: RequestRow): JoinRequest {
  return {
    id: row.id,
    councilId: row.council_id,
    person: { tenantId: row.tenant_id, aadObjectId: row.aad_object_id },
    title: row.title,
    organisation: { id: row.organisation_id, key: row.key, name: { sv: row.sv, en: row.en } },
    askedAt: row.asked_at,
    version: row.version,
    state: row.state,
    decidedBy: row.decided_by === null ? null : personOfKey(row.decided_by),
    decidedAt: row.decided_at,
    role: row.role as Role | null,
    reason: row.reason,
  }
}
