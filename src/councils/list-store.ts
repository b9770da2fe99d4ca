import type { Database, Tables } from '../database/index.ts'
import type { CategoryId, CouncilId, OrganisationId, PlaceId } from '../shared/ids.ts'
import { swedishOrder } from '../shared/text.ts'
import { type Category, type Organisation, otherCategory, type Place } from './council.ts'

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

function list(json: string): readonly string[] {
  return JSON.parse(json) as string[]
}
