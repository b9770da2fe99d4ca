import { type SqlBool, sql } from 'kysely'
import type { Member } from '../chat/index.ts'
import type { Database } from '../database/index.ts'
import { facetTerm, newestOf, stemsOf, type Term, wordTerm } from '../lookup/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CategoryId, FocusAreaId, IncidentId, PlaceId } from '../shared/ids.ts'
import { facets, incidentKind, shelvesFor } from './findable-incident.ts'
import { type Incident, maySee, type Status } from './incident.ts'
import { toIncident, withNames } from './store.ts'

/** Which incidents to list; every part narrows. */
export interface Selection {
  readonly text?: string
  readonly placeId?: PlaceId
  readonly categoryId?: CategoryId
  readonly focusAreaId?: FocusAreaId
  readonly status?: Status
  /** From this moment, and before that one. */
  readonly since?: Instant
  readonly before?: Instant
  /** A part of the municipality. */
  readonly town?: string
}

/** Where the next page begins: after (older than) this incident. */
export interface PageStart {
  readonly occurredAt: Instant
  readonly id: IncidentId
}

/**
 * The incidents that a member may see, newest first, from a page's start. The work does not grow with how many there are:
 * where the parts of a selection seldom meet, a page may be short although there is an older one.
 */
export async function listIncidents(
  db: Database,
  who: Member,
  selection: Selection,
  start: PageStart | undefined,
  limit: number,
): Promise<{ incidents: readonly Incident[]; older: PageStart | undefined }> {
  const { ids, next } = await newestOf(
    db,
    {
      shelves: shelvesFor(who),
      terms: termsOf(selection),
      ...(selection.town ? { oneOf: await placesIn(db, who, selection.town) } : {}),
      ...(selection.since ? { since: selection.since } : {}),
      ...(selection.before ? { before: selection.before } : {}),
    },
    start && { at: start.occurredAt, id: start.id },
    limit,
  )
  return {
    incidents: (await seenIncidents(db, who, ids as readonly IncidentId[])).toSorted(newestFirst),
    older: next && { occurredAt: next.at, id: next.id as IncidentId },
  }
}

/** Of what happened in the same minute, what was reported last: the index has no order there. */
function newestFirst(one: Incident, other: Incident): number {
  return (
    Date.parse(other.occurredAt) - Date.parse(one.occurredAt) ||
    Date.parse(other.reportedAt) - Date.parse(one.reportedAt)
  )
}

function termsOf(selection: Selection): readonly Term[] {
  const { text, placeId, categoryId, focusAreaId, status } = selection
  const narrowing = [
    placeId && facets.place(placeId),
    categoryId && facets.category(categoryId),
    focusAreaId && facets.focusArea(focusAreaId),
    status && facets.status(status),
  ].filter((facet): facet is string => Boolean(facet))
  const terms = [
    ...narrowing.map((facet) => facetTerm(incidentKind, facet)),
    ...stemsOf(text ?? '').map(wordTerm),
  ]
  return terms.length > 0 || selection.town ? terms : [facetTerm(incidentKind, facets.any)]
}

/** The places of a part of the municipality as the council has it today, those too that are no longer in use. */
async function placesIn(db: Database, who: Member, town: string): Promise<readonly Term[]> {
  const rows = await db
    .selectFrom('places')
    .select('id')
    .where('council_id', '=', who.councilId)
    .where('area', '=', town)
    .execute()
  return rows.map(({ id }) => facetTerm(incidentKind, facets.place(id)))
}

/**
 * Those of the incidents that a member may see, in the order asked: what an index says is never a right. What was undone
 * is in no list, not even its reporter's.
 */
export async function seenIncidents(
  db: Database,
  who: Member,
  ids: readonly IncidentId[],
): Promise<readonly Incident[]> {
  if (ids.length === 0) return []
  // With the council's id as a bare column SQLite would walk through all of the council by its index.
  const ofCouncil = sql<SqlBool>`i.council_id || '' = ${who.councilId}`
  const rows = await withNames(db)
    .where('i.id', 'in', ids)
    .where(ofCouncil)
    .where('i.status', '!=', 'undone')
    .execute()
  const byId = new Map(rows.map((row) => [row.id, toIncident(row)]))
  return ids.flatMap((id) => byId.get(id) ?? []).filter((incident) => maySee(who, incident))
}
