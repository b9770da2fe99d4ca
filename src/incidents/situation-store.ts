import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
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
  readonly all: number
  /** The places of the council's list, those with the most first. */
  readonly places: readonly PlaceCount[]
}

/**
 * How many incidents happened from a moment and before another, by place: of those that everybody in the council may read,
 * without training and without observations that are linked to another.
 */
export async function reportCounts(
  db: Database,
  councilId: CouncilId,
  from: Instant,
  before: Instant,
): Promise<ReportCounts> {
  const rows = await db
    .selectFrom('incidents as i')
    .leftJoin('places as p', 'p.id', 'i.place_id')
    .select(({ fn }) => ['p.name as place', 'p.area as area', fn.countAll<number | string>().as('count')])
    .where('i.council_id', '=', councilId)
    .where('i.training', '=', 0)
    .where('i.linked_to', 'is', null)
    .where('i.published_at', 'is not', null)
    .where('i.status', 'not in', goneStatuses)
    .where('i.occurred_at', '>=', from)
    .where('i.occurred_at', '<', before)
    .groupBy(['p.name', 'p.area'])
    .execute()
  const places = rows.flatMap(({ place, area, count }) =>
    place && area ? [{ place, area, count: Number(count) }] : [],
  )
  return {
    all: rows.reduce((sum, { count }) => sum + Number(count), 0),
    places: places.toSorted((one, other) => other.count - one.count || swedishOrder(one.place, other.place)),
  }
}
