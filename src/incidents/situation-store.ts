import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CategoryId, CouncilId } from '../shared/ids.ts'
import { swedishOrder } from '../shared/text.ts'
import { goneStatuses } from './incident.ts'

/** How much was reported from a place of the council's list. */
export interface PlaceCount {
  readonly place: string
  /** The part of the municipality. */
  readonly area: string
  readonly count: number
}

/** What was reported of a span of time. */
export interface ReportCounts {
  /** Those that everybody in the council may read. */
  readonly all: number
  /** How many more there are that only the coordinators read so far: how many, and nothing else of them. */
  readonly unpublished: number
  /** The places of the council's list, those with the most first. */
  readonly places: readonly PlaceCount[]
}

/** How much was reported of a category. */
export interface CategoryCount {
  readonly category: { readonly id: CategoryId; readonly name: { readonly sv: string; readonly en: string } }
  readonly count: number
}

/** What stands in a council: without training, what was taken back, and observations that are linked to another. */
function standing(db: Database, councilId: CouncilId) {
  return db
    .selectFrom('incidents as i')
    .where('i.council_id', '=', councilId)
    .where('i.training', '=', 0)
    .where('i.linked_to', 'is', null)
    .where('i.status', 'not in', goneStatuses)
}

/** What is counted in a council: of what stands, that which everybody in it may read. */
function counted(db: Database, councilId: CouncilId) {
  return standing(db, councilId).where('i.published_at', 'is not', null)
}

/** How many incidents happened from a moment and before another, by place: of those that are counted. */
export async function reportCounts(
  db: Database,
  councilId: CouncilId,
  from: Instant,
  before: Instant,
): Promise<ReportCounts> {
  const rows = await counted(db, councilId)
    .leftJoin('places as p', 'p.id', 'i.place_id')
    .select(({ fn }) => ['p.name as place', 'p.area as area', fn.countAll<number | string>().as('count')])
    .where('i.occurred_at', '>=', from)
    .where('i.occurred_at', '<', before)
    .groupBy(['p.name', 'p.area'])
    .execute()
  const hidden = await standing(db, councilId)
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('i.published_at', 'is', null)
    .where('i.occurred_at', '>=', from)
    .where('i.occurred_at', '<', before)
    .executeTakeFirst()
  const places = rows.flatMap(({ place, area, count }) =>
    place && area ? [{ place, area, count: Number(count) }] : [],
  )
  return {
    all: rows.reduce((sum, { count }) => sum + Number(count), 0),
    unpublished: Number(hidden?.count ?? 0),
    places: places.toSorted((one, other) => other.count - one.count || swedishOrder(one.place, other.place)),
  }
}

/** How many incidents happened from a moment and before another, by category: of those that are counted. */
export async function categoryCounts(
  db: Database,
  councilId: CouncilId,
  from: Instant,
  before: Instant,
): Promise<readonly CategoryCount[]> {
  const rows = await counted(db, councilId)
    .innerJoin('categories as c', 'c.id', 'i.category_id')
    .select(({ fn }) => ['c.id', 'c.name_sv', 'c.name_en', fn.countAll<number | string>().as('count')])
    .where('i.occurred_at', '>=', from)
    .where('i.occurred_at', '<', before)
    .groupBy(['c.id', 'c.name_sv', 'c.name_en'])
    .execute()
  return rows.map(({ id, name_sv, name_en, count }) => ({
    category: { id, name: { sv: name_sv, en: name_en } },
    count: Number(count),
  }))
}

/** When the first incident that is counted was reported; undefined when there is none. */
export async function reportingSince(db: Database, councilId: CouncilId): Promise<Instant | undefined> {
  const row = await counted(db, councilId)
    .select(({ fn }) => fn.min('i.reported_at').as('first'))
    .executeTakeFirst()
  return row?.first ?? undefined
}
