import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import { keepEntry } from '../lookup/index.ts'
import { type ActionId, type CouncilId, type IncidentId, newId } from '../shared/ids.ts'
import type { Action, Effect, Light, Ownership, ProgressReport, Status, Way } from './action.ts'
import { entryOf } from './findable-action.ts'

/** The query for an action with the names it refers to; every use adds the council it may read. */
export function withNames(db: Database) {
  return db
    .selectFrom('actions as a')
    .innerJoin('members as m', 'm.id', 'a.owner_id')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .leftJoin('focus_areas as f', 'f.id', 'a.focus_area_id')
    .selectAll('a')
    .select([
      'm.tenant_id as owner_tenant',
      'm.aad_object_id as owner_aad',
      'm.title as owner_title',
      'o.id as organisation_id',
      'o.name_sv as organisation_sv',
      'o.name_en as organisation_en',
      'f.name_sv as focus_area_sv',
      'f.name_en as focus_area_en',
    ])
}

type NamedRow = NonNullable<Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirst']>>>

/** The actions that rows of that query are, in their order; one more query for the incidents they are about. */
export async function toActions(db: Database, rows: readonly NamedRow[]): Promise<readonly Action[]> {
  const incidents = await incidentsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toAction(row, incidents.get(row.id) ?? []))
}

async function incidentsOf(
  db: Database,
  ids: readonly ActionId[],
): Promise<ReadonlyMap<ActionId, Action['incidents']>> {
  const found = new Map<ActionId, Action['incidents'][number][]>()
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('action_incidents as ai')
    .innerJoin('incidents as i', 'i.id', 'ai.incident_id')
    .select(['ai.action_id as action', 'i.id as id', 'i.number as number'])
    .where('ai.action_id', 'in', ids)
    .orderBy('i.number')
    .execute()
  for (const { action, id, number } of rows) found.set(action, [...(found.get(action) ?? []), { id, number }])
  return found
}

function toAction(row: NamedRow, incidents: Action['incidents']): Action {
  return {
    id: row.id,
    councilId: row.council_id,
    number: row.number,
    training: row.training === 1,
    cause: row.cause,
    text: row.text,
    goal: row.goal,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    owner: {
      memberId: row.owner_id,
      person: { tenantId: row.owner_tenant, aadObjectId: row.owner_aad },
      title: row.owner_title,
      organisation: {
        id: row.organisation_id,
        name: { sv: row.organisation_sv, en: row.organisation_en },
      },
    },
    ownership: row.ownership as Ownership,
    ownershipWhy: row.ownership_why,
    focusArea: row.focus_area_id
      ? { id: row.focus_area_id, name: { sv: row.focus_area_sv ?? '', en: row.focus_area_en ?? '' } }
      : undefined,
    way: row.way as Way,
    incidents,
    promiseId: row.promise_id ?? undefined,
    origin: row.origin,
    status: row.status as Status,
    light: (row.light ?? undefined) as Light | undefined,
    progress: shareOf(row),
    effect: (row.effect ?? undefined) as Effect | undefined,
    outcome: row.outcome,
    createdBy: { tenantId: row.created_by_tenant, aadObjectId: row.created_by_aad },
    createdAt: row.created_at,
    closedAt: row.closed_at ?? undefined,
    version: row.version,
  }
}

function shareOf(row: { progress_done: number | null; progress_of: number | null }): Action['progress'] {
  if (row.progress_done === null || row.progress_of === null) return undefined
  return { done: row.progress_done, of: row.progress_of }
}

function toRow(action: Action): Tables['actions'] {
  return {
    id: action.id,
    council_id: action.councilId,
    number: action.number,
    training: action.training ? 1 : 0,
    cause: action.cause,
    text: action.text,
    goal: action.goal,
    starts_on: action.startsOn,
    due_on: action.dueOn,
    owner_id: action.owner.memberId,
    ownership: action.ownership,
    ownership_why: action.ownershipWhy,
    focus_area_id: action.focusArea?.id ?? null,
    way: action.way,
    promise_id: action.promiseId ?? null,
    origin: action.origin,
    status: action.status,
    light: action.light ?? null,
    progress_done: action.progress?.done ?? null,
    progress_of: action.progress?.of ?? null,
    effect: action.effect ?? null,
    outcome: action.outcome,
    created_by_tenant: action.createdBy.tenantId,
    created_by_aad: action.createdBy.aadObjectId,
    created_at: action.createdAt,
    closed_at: action.closedAt ?? null,
    version: action.version,
  }
}

/** Saves a new action and what it is about. */
export async function insertAction(tx: DatabaseTransaction, action: Action): Promise<void> {
  await tx.insertInto('actions').values(toRow(action)).execute()
  await keepLinks(tx, action)
  await keepEntry(tx, entryOf(action))
}

/**
 * Saves the next state of an action and what it is about, if nobody else did since it was read.
 * Throws Refusal('changedMeanwhile') otherwise, and nothing is saved.
 */
export async function updateAction(tx: DatabaseTransaction, before: Action, after: Action): Promise<void> {
  const { id, council_id, number, version, ...columns } = toRow(after)
  const result = await tx
    .updateTable('actions')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
  await keepEntry(tx, entryOf(after))
  if (before.incidents === after.incidents) return
  await tx.deleteFrom('action_incidents').where('action_id', '=', before.id).execute()
  await keepLinks(tx, after)
}

async function keepLinks(tx: DatabaseTransaction, action: Action): Promise<void> {
  if (action.incidents.length === 0) return
  const rows = action.incidents.map((incident) => ({
    action_id: action.id,
    incident_id: incident.id,
    council_id: action.councilId,
  }))
  await tx.insertInto('action_incidents').values(rows).execute()
}

/** One action of a council, or undefined when the council has no such one. */
export async function findAction(
  db: Database,
  councilId: CouncilId,
  by: { readonly id: ActionId } | { readonly number: string },
): Promise<Action | undefined> {
  const query = withNames(db).where('a.council_id', '=', councilId)
  const row = await ('id' in by
    ? query.where('a.id', '=', by.id)
    : query.where('a.number', '=', by.number)
  ).executeTakeFirst()
  return row && (await toActions(db, [row]))[0]
}

/** The actions about one incident of a council, the one that is due first at the top. */
export async function actionsAbout(
  db: Database,
  councilId: CouncilId,
  incidentId: IncidentId,
): Promise<readonly Action[]> {
  const rows = await withNames(db)
    .innerJoin('action_incidents as ai', 'ai.action_id', 'a.id')
    .where('a.council_id', '=', councilId)
    .where('ai.incident_id', '=', incidentId)
    .orderBy('a.due_on')
    .orderBy('a.number')
    .execute()
  return toActions(db, rows)
}

/** Adds a line of how an action goes. */
export async function insertReport(
  tx: DatabaseTransaction,
  action: Pick<Action, 'id' | 'councilId'>,
  report: ProgressReport,
): Promise<void> {
  const row = {
    id: newId<string>(),
    action_id: action.id,
    council_id: action.councilId,
    at: report.at,
    by_tenant: report.by.tenantId,
    by_aad: report.by.aadObjectId,
    text: report.text,
    light: report.light ?? null,
    progress_done: report.progress?.done ?? null,
    progress_of: report.progress?.of ?? null,
  }
  await tx.insertInto('action_reports').values(row).execute()
}

/** The latest lines of how an action goes, the newest first. */
export async function reportsOf(
  db: Database,
  action: Pick<Action, 'id' | 'councilId'>,
  limit: number,
): Promise<readonly ProgressReport[]> {
  const rows = await db
    .selectFrom('action_reports')
    .selectAll()
    .where('council_id', '=', action.councilId)
    .where('action_id', '=', action.id)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    by: { tenantId: row.by_tenant, aadObjectId: row.by_aad },
    text: row.text,
    light: (row.light ?? undefined) as Light | undefined,
    progress: shareOf(row),
  }))
}
