import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, MemberId } from '../shared/ids.ts'
import { type Person, personKey, personOfKey } from '../shared/person.ts'

/** Somebody who has written to the bot: how Teams shows them, and when they were last seen. */
export interface Writer {
  readonly person: Person
  readonly shownName: string | null
  readonly seenAt: Instant
}

/** Those who have written to the bot, come from a tenant the council accepts and are not members; newest first. */
export async function writersOutside(
  db: Database,
  councilId: CouncilId,
  limit: number,
): Promise<readonly Writer[]> {
  const rows = await db
    .selectFrom('addresses as a')
    .innerJoin('accepted_tenants as t', (join) =>
      join.on((eb) => eb('t.tenant_id', '=', eb.fn<string>('lower', [eb.ref('a.tenant_id')]))),
    )
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
  const writers = rows.flatMap((row) => {
    if (row.person === null || taken.has(row.person)) return []
    taken.add(row.person)
    return [{ person: personOfKey(row.person), shownName: row.shownName, seenAt: row.seenAt }]
  })
  return writers.slice(0, limit)
}

/** Everybody who has written to the bot and has this id, whatever tenant they come from. */
export async function writersWithId(db: Database, aadObjectId: string): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom('addresses')
    .select('person')
    .distinct()
    .where('kind', '=', 'personal')
    .where('person', 'like', `%/${aadObjectId}`)
    .execute()
  return rows.flatMap((row) => (row.person === null ? [] : [personOfKey(row.person)]))
}

/** The name Teams shows for a member of the council, when the member has written to the bot. */
export async function shownNameOf(
  db: Database,
  councilId: CouncilId,
  memberId: MemberId,
): Promise<string | undefined> {
  const member = await db
    .selectFrom('members')
    .select(['tenant_id', 'aad_object_id'])
    .where('council_id', '=', councilId)
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!member) return undefined
  return shownNameOfPerson(db, { tenantId: member.tenant_id, aadObjectId: member.aad_object_id })
}

/** The name Teams shows for a person, when the person has written to the bot in a chat of their own. */
export async function shownNameOfPerson(db: Database, person: Person): Promise<string | undefined> {
  const address = await db
    .selectFrom('addresses')
    .select('shown_name')
    .where('person', '=', personKey(person))
    .where('kind', '=', 'personal')
    .orderBy('seen_at', 'desc')
    .executeTakeFirst()
  return address?.shown_name ?? undefined
}
