import type { Database, DatabaseTransaction, Tables } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { type Agreement, type Council, type FocusArea, inForce } from './council.ts'

/** The council by its id. */
export async function councilOf(db: Database, councilId: CouncilId): Promise<Council | undefined> {
  return db
    .selectFrom('councils')
    .select(['id', 'key', 'name', 'municipality'])
    .where('id', '=', councilId)
    .executeTakeFirst()
}

/** The council by the key of its file. */
export async function councilWithKey(db: Database, key: string): Promise<Council | undefined> {
  return db
    .selectFrom('councils')
    .select(['id', 'key', 'name', 'municipality'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Every council there is. */
export async function allCouncils(db: Database): Promise<readonly Council[]> {
  return db.selectFrom('councils').select(['id', 'key', 'name', 'municipality']).orderBy('key').execute()
}

/** Every version of the agreement, the newest first. */
export async function agreementsOf(db: Database, councilId: CouncilId): Promise<readonly Agreement[]> {
  const rows = await db
    .selectFrom('agreements')
    .selectAll()
    .where('council_id', '=', councilId)
    .orderBy('valid_from', 'desc')
    .orderBy('key')
    .execute()
  return rows.map(agreementFrom)
}

/** Every focus area there has ever been, by agreement (newest first) and in the agreement's order. */
export async function allFocusAreas(db: Database, councilId: CouncilId): Promise<readonly FocusArea[]> {
  const rows = await db
    .selectFrom('focus_areas')
    .innerJoin('agreements', 'agreements.id', 'focus_areas.agreement_id')
    .selectAll('focus_areas')
    .where('focus_areas.council_id', '=', councilId)
    .orderBy('agreements.valid_from', 'desc')
    .orderBy('focus_areas.agreement_id')
    .orderBy('focus_areas.position')
    .execute()
  return rows.map(focusAreaFrom)
}

/** The focus areas in force on a day, in the agreement's order; none when no agreement is in force. */
export async function focusAreasOn(
  db: Database,
  councilId: CouncilId,
  date: LocalDate,
): Promise<readonly FocusArea[]> {
  const rows = await db
    .selectFrom('focus_areas')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('agreement_id', '=', (areas) =>
      // The rule of agreementOn (council.ts), said to the database: every report asks.
      areas
        .selectFrom('agreements as a')
        .select('a.id')
        .where('a.council_id', '=', councilId)
        .where('a.valid_from', '<=', date)
        .where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>=', date)]))
        .orderBy('a.valid_from', 'desc')
        .orderBy('a.key')
        .limit(1),
    )
    .orderBy('position')
    .execute()
  return rows.map(focusAreaFrom).filter((area) => inForce(area, date))
}

/**
 * The conversation of the council's channel; undefined until the bot is installed in one, and while we know that we
 * cannot write there (the bot was taken out, or was refused).
 */
export async function channelOf(db: Database, councilId: CouncilId): Promise<string | undefined> {
  const row = await db
    .selectFrom('councils as c')
    .leftJoin('addresses as a', 'a.conversation_id', 'c.channel_conversation')
    .select(['c.channel_conversation as conversation', 'a.closed_at as closedAt'])
    .where('c.id', '=', councilId)
    .executeTakeFirst()
  return row?.closedAt ? undefined : (row?.conversation ?? undefined)
}

/** The council whose channel a conversation is, whether or not we may write there now. */
export async function councilOfChannel(db: Database, conversationId: string): Promise<CouncilId | undefined> {
  const row = await db
    .selectFrom('councils')
    .select('id')
    .where('channel_conversation', '=', conversationId)
    .executeTakeFirst()
  return row?.id
}

/** Makes a conversation the council's channel, or leaves the council without one (null). */
export async function setChannel(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  conversationId: string | null,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('councils')
    .set({ channel_conversation: conversationId, updated_at: at })
    .where('id', '=', councilId)
    .execute()
}

/** Remembers which council a person means in a conversation, in the place of an earlier choice. */
export async function setChoice(
  tx: DatabaseTransaction,
  person: Person,
  conversationId: string,
  councilId: CouncilId,
  at: Instant,
): Promise<void> {
  const values = { council_id: councilId, at }
  await tx
    .insertInto('council_choices')
    .values({ who: personKey(person), conversation_id: conversationId, ...values })
    .onConflict((conflict) => conflict.columns(['who', 'conversation_id']).doUpdateSet(values))
    .execute()
}

/** Lets the people of a tenant be members of the council. */
export async function acceptTenant(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  tenantId: string,
): Promise<void> {
  await tx
    .insertInto('accepted_tenants')
    .values({ council_id: councilId, tenant_id: tenantId.toLowerCase() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Every tenant that some council accepts, lower case. */
export async function acceptedTenants(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('accepted_tenants').select('tenant_id').distinct().execute()
  return new Set(rows.map((row) => row.tenant_id))
}

/** Whether a council accepts the person's tenant. */
export async function acceptsTenantOf(db: Database, councilId: CouncilId, person: Person): Promise<boolean> {
  const row = await db
    .selectFrom('accepted_tenants')
    .select('tenant_id')
    .where('council_id', '=', councilId)
    .where('tenant_id', '=', person.tenantId.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}

function agreementFrom(row: Tables['agreements']): Agreement {
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    purpose: row.purpose,
    parties: JSON.parse(row.parties) as Agreement['parties'],
    followUp: row.follow_up,
    registryNumber: row.registry_number,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}

function focusAreaFrom(row: Tables['focus_areas']): FocusArea {
  return {
    id: row.id,
    key: row.key,
    name: { sv: row.name_sv, en: row.name_en },
    description: row.description,
    categories: list(row.categories),
    areas: list(row.areas),
    agreementId: row.agreement_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    position: row.position,
  }
}

function list(json: string): readonly string[] {
  return JSON.parse(json) as string[]
}
