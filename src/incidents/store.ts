import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import { keepEntry } from '../lookup/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import { type Instant, plusMs } from '../shared/clock.ts'
import type { CategoryId, CouncilId, IncidentId } from '../shared/ids.ts'
import { fold } from '../shared/text.ts'
import { entryOf } from './findable-incident.ts'
import type {
  Certainty,
  HelpAnswer,
  Impact,
  Incident,
  OutcomeKind,
  PoliceReport,
  Recurrence,
  Status,
} from './incident.ts'
import { goneStatuses } from './incident.ts'

/** The query for an incident with the names it refers to; every use adds the council it may read. */
export function withNames(db: Database) {
  return db
    .selectFrom('incidents as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation_id')
    .innerJoin('categories as c', 'c.id', 'i.category_id')
    .leftJoin('places as p', 'p.id', 'i.place_id')
    .leftJoin('focus_areas as f', 'f.id', 'i.focus_area_id')
    .leftJoin('incidents as l', 'l.id', 'i.linked_to')
    .selectAll('i')
    .select([
      'o.name_sv as organisation_sv',
      'o.name_en as organisation_en',
      'c.name_sv as category_sv',
      'c.name_en as category_en',
      'p.name as place_name',
      'p.area as place_area',
      'f.name_sv as focus_area_sv',
      'f.name_en as focus_area_en',
      'l.number as linked_number',
    ])
}

type NamedRow = NonNullable<Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirst']>>>

/** The incident that a row of that query is. */
export function toIncident(row: NamedRow): Incident {
  return {
    id: row.id,
    councilId: row.council_id,
    number: row.number,
    training: row.training === 1,
    reporter: { tenantId: row.reporter_tenant, aadObjectId: row.reporter_aad },
    organisation: { id: row.organisation_id, name: { sv: row.organisation_sv, en: row.organisation_en } },
    category: { id: row.category_id, name: { sv: row.category_sv, en: row.category_en } },
    place: row.place_id
      ? { id: row.place_id, name: row.place_name ?? '', area: row.place_area ?? undefined }
      : { id: undefined, name: row.place_text ?? nothingWritten, area: undefined },
    focusArea: row.focus_area_id
      ? { id: row.focus_area_id, name: { sv: row.focus_area_sv ?? '', en: row.focus_area_en ?? '' } }
      : undefined,
    occurredAt: row.occurred_at,
    text: row.text,
    impact: row.impact as Impact,
    certainty: row.certainty as Certainty,
    recurring: row.recurring as Recurrence,
    policeReported: row.police_reported as PoliceReport,
    immediateAction: row.immediate_action,
    status: row.status as Status,
    assessmentNote: row.assessment_note,
    linkedTo: row.linked_to ? { id: row.linked_to, number: row.linked_number ?? '' } : undefined,
    outcomeKind: (row.outcome_kind ?? undefined) as OutcomeKind | undefined,
    outcome: row.outcome,
    helped: (row.helped ?? undefined) as HelpAnswer | undefined,
    reportedAt: row.reported_at,
    publishedAt: row.published_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
    version: row.version,
  }
}

function toRow(incident: Incident): Tables['incidents'] {
  return {
    id: incident.id,
    council_id: incident.councilId,
    number: incident.number,
    reporter_tenant: incident.reporter.tenantId,
    reporter_aad: incident.reporter.aadObjectId,
    organisation_id: incident.organisation.id,
    category_id: incident.category.id,
    place_id: incident.place.id ?? null,
    place_text: incident.place.id === undefined ? incident.place.name : null,
    occurred_at: incident.occurredAt,
    text: incident.text,
    impact: incident.impact,
    certainty: incident.certainty,
    recurring: incident.recurring,
    police_reported: incident.policeReported,
    immediate_action: incident.immediateAction,
    focus_area_id: incident.focusArea?.id ?? null,
    status: incident.status,
    assessment_note: incident.assessmentNote,
    linked_to: incident.linkedTo?.id ?? null,
    outcome: incident.outcome,
    outcome_kind: incident.outcomeKind ?? null,
    helped: incident.helped ?? null,
    training: incident.training ? 1 : 0,
    reported_at: incident.reportedAt,
    published_at: incident.publishedAt ?? null,
    closed_at: incident.closedAt ?? null,
    withdrawn_at: incident.withdrawnAt ?? null,
    version: incident.version,
  }
}

/** Saves a new incident, and what it is found by. */
export async function insertIncident(tx: DatabaseTransaction, incident: Incident): Promise<void> {
  await tx.insertInto('incidents').values(toRow(incident)).execute()
  await keepEntry(tx, entryOf(incident))
}

/**
 * Saves the next state of an incident and what it is found by, if nobody else did since it was read.
 * Throws Refusal('changedMeanwhile') otherwise, and nothing is saved.
 */
export async function updateIncident(
  tx: DatabaseTransaction,
  before: Incident,
  after: Incident,
): Promise<void> {
  const { id, council_id, number, version, ...columns } = toRow(after)
  const result = await tx
    .updateTable('incidents')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
  await keepEntry(tx, entryOf(after))
}

/**
 * Makes everything else that changes these incidents wait until this transaction is done, in an order that all keep to;
 * what is read of them afterwards stays true. SQLite has one writer anyway.
 */
export async function holdIncidents(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  ids: readonly IncidentId[],
): Promise<void> {
  for (const id of [...new Set(ids)].toSorted()) {
    await tx
      .updateTable('incidents')
      .set((eb) => ({ version: eb.ref('version') }))
      .where('council_id', '=', councilId)
      .where('id', '=', id)
      .execute()
  }
}

/** One incident of a council, or undefined when the council has no such one. */
export async function findIncident(
  db: Database,
  councilId: CouncilId,
  by: { readonly id: IncidentId } | { readonly number: string },
): Promise<Incident | undefined> {
  const query = withNames(db).where('i.council_id', '=', councilId)
  const row = await ('id' in by
    ? query.where('i.id', '=', by.id)
    : query.where('i.number', '=', by.number)
  ).executeTakeFirst()
  return row ? toIncident(row) : undefined
}

/** The incidents linked to one, as further observations of it. */
export async function observationsOf(db: Database, incident: Incident): Promise<readonly Incident[]> {
  const rows = await withNames(db)
    .where('i.council_id', '=', incident.councilId)
    .where('i.linked_to', '=', incident.id)
    .where('i.status', 'not in', goneStatuses)
    .orderBy('i.reported_at')
    .execute()
  return rows.map(toIncident)
}

/**
 * Open incidents of the same kind at the same place around a moment, the nearest in time first, at most `limit`: those
 * that a new report may be a further observation of. Training incidents are not.
 */
export async function similarIncidents(
  db: Database,
  councilId: CouncilId,
  like: Pick<Incident, 'place' | 'occurredAt'> & { readonly category: { readonly id: CategoryId } },
  aroundMs: number,
  limit: number,
): Promise<readonly Incident[]> {
  const query = withNames(db)
    .where('i.council_id', '=', councilId)
    .where('i.category_id', '=', like.category.id)
    .where('i.occurred_at', '>=', plusMs(like.occurredAt, -aroundMs))
    .where('i.occurred_at', '<=', plusMs(like.occurredAt, aroundMs))
    .where('i.status', 'in', ['new', 'assessed'])
    .where('i.linked_to', 'is', null)
    .where('i.training', '=', 0)
    .orderBy('i.occurred_at', 'desc')
  const rows = await (like.place.id
    ? query.where('i.place_id', '=', like.place.id).limit(limit)
    : query.where('i.place_id', 'is', null).limit(50)
  ).execute()
  const here = fold(like.place.name)
  return rows
    .map(toIncident)
    .filter((incident) => like.place.id !== undefined || fold(incident.place.name) === here)
    .slice(0, limit)
}

/** How many other incidents there were at the same place of the list since a moment. */
export async function countAtSamePlace(db: Database, incident: Incident, since: Instant): Promise<number> {
  if (!incident.place.id) return 0
  const row = await db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('council_id', '=', incident.councilId)
    .where('place_id', '=', incident.place.id)
    .where('occurred_at', '>=', since)
    .where('id', '!=', incident.id)
    // Further observations of the same incident are counted as that, and not as others.
    .where((eb) => eb.or([eb('linked_to', 'is', null), eb('linked_to', '!=', incident.id)]))
    .where('status', 'not in', goneStatuses)
    .where('training', '=', incident.training ? 1 : 0)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The newest incidents that another one may be linked to: open or closed, but not taken back nor linked themselves. */
export async function linkTargets(
  db: Database,
  incident: Incident,
  limit: number,
): Promise<readonly Incident[]> {
  const rows = await withNames(db)
    .where('i.council_id', '=', incident.councilId)
    .where('i.id', '!=', incident.id)
    .where('i.status', 'not in', goneStatuses)
    .where('i.linked_to', 'is', null)
    .where('i.training', '=', incident.training ? 1 : 0)
    .orderBy('i.occurred_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toIncident)
}
