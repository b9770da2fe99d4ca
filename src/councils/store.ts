import type { Database, DatabaseTransaction, Tables } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CategoryId, CouncilId, OrganisationId, PlaceId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { swedishOrder } from '../shared/text.ts'
import {
  type Agreement,
  type Category,
  type Council,
  type FocusArea,
  inForce,
  type Organisation,
  otherCategory,
  type Place,
} from './council.ts'

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

/** When the council was last imported, and the telephone numbers that may stand in its texts. */
export async function ownWordsOf(
  db: Database,
  councilId: CouncilId,
): Promise<{ updatedAt: Instant; allowedNumbers: readonly string[] }> {
  const row = await db
    .selectFrom('councils')
    .select(['updated_at', 'allowed_numbers'])
    .where('id', '=', councilId)
    .executeTakeFirstOrThrow()
  return { updatedAt: row.updated_at, allowedNumbers: list(row.allowed_numbers) }
}

function placesToday(db: Database, councilId: CouncilId) {
  return db
    .selectFrom('places')
    .select(['id', 'key', 'name', 'area', 'synonyms'])
    .where('council_id', '=', councilId)
    .where('retired_at', 'is', null)
}

/** The places that can be chosen today, in Swedish order. */
export async function placesOf(db: Database, councilId: CouncilId): Promise<readonly Place[]> {
  const rows = await placesToday(db, councilId).execute()
  return rows.map(placeFrom).toSorted((one, other) => swedishOrder(one.name, other.name))
}

/** One of the places that can be chosen today, by what a form says; undefined when it is none of them. */
export async function placeOf(db: Database, councilId: CouncilId, id: string): Promise<Place | undefined> {
  const row = await placesToday(db, councilId)
    .where('id', '=', id as PlaceId)
    .executeTakeFirst()
  return row && placeFrom(row)
}

function categoriesToday(db: Database, councilId: CouncilId) {
  return db
    .selectFrom('categories')
    .select(['id', 'key', 'name_sv', 'name_en', 'synonyms'])
    .where('council_id', '=', councilId)
    .where('retired_at', 'is', null)
}

/** The categories that can be chosen today, in the council's order, "Annat" last. */
export async function categoriesOf(db: Database, councilId: CouncilId): Promise<readonly Category[]> {
  const rows = await categoriesToday(db, councilId).orderBy('position').orderBy('key').execute()
  const isLast = (category: Category) => Number(category.key === otherCategory)
  return rows.map(categoryFrom).toSorted((one, other) => isLast(one) - isLast(other))
}

/** One of the categories that can be chosen today, by what a form says; undefined when it is none of them. */
export async function categoryOf(
  db: Database,
  councilId: CouncilId,
  id: string,
): Promise<Category | undefined> {
  const row = await categoriesToday(db, councilId)
    .where('id', '=', id as CategoryId)
    .executeTakeFirst()
  return row && categoryFrom(row)
}

function organisationsIn(db: Database, councilId: CouncilId) {
  return db
    .selectFrom('organisations')
    .select(['id', 'key', 'name_sv', 'name_en'])
    .where('council_id', '=', councilId)
}

/** The organisations that report to and sit in the council, in Swedish order. */
export async function organisationsOf(db: Database, councilId: CouncilId): Promise<readonly Organisation[]> {
  const rows = await organisationsIn(db, councilId).execute()
  return rows.map(organisationFrom).toSorted((one, other) => swedishOrder(one.name.sv, other.name.sv))
}

/** One organisation of the council; undefined when it has none such. */
export async function organisationOf(
  db: Database,
  councilId: CouncilId,
  id: OrganisationId,
): Promise<Organisation | undefined> {
  const row = await organisationsIn(db, councilId).where('id', '=', id).executeTakeFirst()
  return row && organisationFrom(row)
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

/** Every version of every council's agreement. */
export async function agreementsOfAll(
  db: Database,
): Promise<readonly { readonly councilId: CouncilId; readonly agreement: Agreement }[]> {
  const rows = await db.selectFrom('agreements').selectAll().orderBy('council_id').orderBy('key').execute()
  return rows.map((row) => ({ councilId: row.council_id, agreement: agreementFrom(row) }))
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
 * Makes everything that is to be done to one council wait in line until this transaction is done: the council's row is
 * written first, which locks it on PostgreSQL; SQLite has one writer anyway.
 */
export async function holdCouncil(tx: DatabaseTransaction, councilId: CouncilId, at: Instant): Promise<void> {
  await tx.updateTable('councils').set({ updated_at: at }).where('id', '=', councilId).execute()
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

type PlaceRow = Pick<Tables['places'], 'id' | 'key' | 'name' | 'area' | 'synonyms'>
type NamedRow<Table extends 'categories' | 'organisations'> = Pick<
  Tables[Table],
  'id' | 'key' | 'name_sv' | 'name_en'
>

function placeFrom(row: PlaceRow): Place {
  return { ...row, synonyms: list(row.synonyms) }
}

function categoryFrom(row: NamedRow<'categories'> & { readonly synonyms: string }): Category {
  return {
    id: row.id,
    key: row.key,
    name: { sv: row.name_sv, en: row.name_en },
    synonyms: list(row.synonyms),
  }
}

function organisationFrom(row: NamedRow<'organisations'>): Organisation {
  return { id: row.id, key: row.key, name: { sv: row.name_sv, en: row.name_en } }
}

function agreementFrom(row: Tables['agreements']): Agreement {
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    purpose: row.purpose,
    parties: JSON.parse(row.parties) as Agreement['parties'],
    followUp: row.follow_up,
    causes: row.causes,
    goals: row.goals,
    documentation: row.documentation,
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
