import { sql } from 'kysely'
import { hasRole, type Member } from '../chat/index.ts'
import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CategoryId, FocusAreaId, IncidentId, PlaceId } from '../shared/ids.ts'
import { fold } from '../shared/text.ts'
import { coordinating, type Incident, reporting, type Status } from './incident.ts'
import { toIncident, withNames } from './store.ts'

/** Which incidents to list; every part narrows. */
export interface Selection {
  readonly text?: string
  readonly placeId?: PlaceId
  readonly categoryId?: CategoryId
  readonly focusAreaId?: FocusAreaId
  readonly status?: Status
  readonly since?: Instant
}

/** Where the next page begins: after (older than) this incident. */
export interface PageStart {
  readonly occurredAt: Instant
  readonly id: IncidentId
}

/**
 * The incidents that a member may see, newest first, from a page's start; one more than `limit` tells that there is an
 * older page.
 */
export async function listIncidents(
  db: Database,
  who: Member,
  selection: Selection,
  start: PageStart | undefined,
  limit: number,
): Promise<{ incidents: readonly Incident[]; older: PageStart | undefined }> {
  let query = narrowed(seenBy(withNames(db), who), selection)
  if (start) {
    query = query.where((eb) =>
      eb.or([
        eb('i.occurred_at', '<', start.occurredAt),
        eb.and([eb('i.occurred_at', '=', start.occurredAt), eb('i.id', '<', start.id)]),
      ]),
    )
  }
  const rows = await query
    .orderBy('i.occurred_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
    .execute()
  const incidents = rows.slice(0, limit).map(toIncident)
  const last = incidents.at(-1)
  return {
    incidents,
    older: rows.length > limit && last ? { occurredAt: last.occurredAt, id: last.id } : undefined,
  }
}

type NamedQuery = ReturnType<typeof withNames>

/** The rule of maySee (incident.ts), said to the database. */
function seenBy(query: NamedQuery, who: Member): NamedQuery {
  const inCouncil = query.where('i.council_id', '=', who.councilId)
  if (hasRole(who, coordinating)) return inCouncil
  return inCouncil.where((eb) => {
    const own = eb.and([
      eb('i.reporter_tenant', '=', who.person.tenantId),
      eb('i.reporter_aad', '=', who.person.aadObjectId),
    ])
    if (!hasRole(who, reporting)) return own
    return eb.or([own, eb.and([eb('i.published_at', 'is not', null), eb('i.status', '!=', 'withdrawn')])])
  })
}

function narrowed(query: NamedQuery, selection: Selection): NamedQuery {
  let narrow = query
  for (const word of fold(selection.text ?? '')
    .split(' ')
    .filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    narrow = narrow.where(sql<boolean>`i.folded like ${pattern} escape '\\'`)
  }
  if (selection.placeId) narrow = narrow.where('i.place_id', '=', selection.placeId)
  if (selection.categoryId) narrow = narrow.where('i.category_id', '=', selection.categoryId)
  if (selection.focusAreaId) narrow = narrow.where('i.focus_area_id', '=', selection.focusAreaId)
  if (selection.since) narrow = narrow.where('i.occurred_at', '>=', selection.since)
  return selection.status ? narrow.where('i.status', '=', selection.status) : narrow
}
