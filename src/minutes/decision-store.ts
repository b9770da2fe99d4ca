import type { ActionStatus } from '../actions/index.ts'
import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import type { Body } from '../meetings/index.ts'
import type { ActionId, CouncilId, DecisionId, MeetingId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Decision } from './minutes.ts'
import type { Standing } from './standing.ts'
import type { OfMeeting } from './store.ts'

/** What was decided at a meeting and not withdrawn, in the order it was. */
export async function decisionsOf(db: Database, of: OfMeeting): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('council_id', '=', of.councilId)
    .where('meeting_id', '=', of.meetingId)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(toDecision)
}

/** One decision of a council; undefined when it has no such one. */
export async function findDecision(
  db: Database,
  councilId: CouncilId,
  id: DecisionId,
): Promise<Decision | undefined> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDecision(row)
}

export async function insertDecision(tx: DatabaseTransaction, decision: Decision): Promise<void> {
  await tx.insertInto('decisions').values(toRow(decision)).execute()
}

/** Saves the next state of a decision. Throws Refusal('changedMeanwhile') when somebody else did since. */
export async function updateDecision(
  tx: DatabaseTransaction,
  before: Decision,
  after: Decision,
): Promise<void> {
  const { id, council_id, meeting_id, version, ...columns } = toRow(after)
  const result = await tx
    .updateTable('decisions')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
}

/** Every decision of a council (or of one body of it) since the beginning with what became of it, the latest first. */
export async function standingDecisions(
  db: Database,
  councilId: CouncilId,
  body?: Body,
): Promise<readonly Standing[]> {
  const rows = await db
    .selectFrom('decisions as d')
    .innerJoin('meetings as m', 'm.id', 'd.meeting_id')
    .innerJoin('minute_sections as s', 's.id', 'd.section_id')
    .leftJoin('members as o', 'o.id', 'd.owner_id')
    .leftJoin('actions as a', 'a.id', 'd.action_id')
    .select(['d.id as id', 'd.meeting_id as meetingId', 'd.text as text', 'd.withdrawn_at as withdrawnAt'])
    .select(['m.starts_on as on', 's.number as section', 'o.title as owner', 'd.action_id as actionId'])
    .select(['a.number as number', 'a.status as status', 'a.due_on as dueOn', 'a.closed_at as closedAt'])
    .where('d.council_id', '=', councilId)
    .$if(body !== undefined, (query) => query.where('m.body', '=', body ?? ''))
    .orderBy('m.starts_on', 'desc')
    .orderBy('s.number')
    .orderBy('d.made_at')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    id: row.id as DecisionId,
    meetingId: row.meetingId as MeetingId,
    on: row.on as LocalDate,
    section: row.section,
    text: row.text,
    withdrawn: row.withdrawnAt !== null,
    owner: row.owner ?? undefined,
    action:
      row.actionId && row.number && row.status && row.dueOn
        ? {
            id: row.actionId as ActionId,
            number: row.number,
            status: row.status as ActionStatus,
            dueOn: row.dueOn as LocalDate,
            closedAt: row.closedAt ?? undefined,
          }
        : undefined,
  }))
}

function toDecision(row: Tables['decisions']): Decision {
  return {
    id: row.id,
    councilId: row.council_id,
    meetingId: row.meeting_id,
    sectionId: row.section_id,
    text: row.text,
    ownerId: row.owner_id ?? undefined,
    dueOn: row.due_on ?? undefined,
    actionId: row.action_id ?? undefined,
    madeBy: { tenantId: row.made_by_tenant, aadObjectId: row.made_by_aad },
    madeAt: row.made_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
    version: row.version,
  }
}

function toRow(decision: Decision): Tables['decisions'] {
  return {
    id: decision.id,
    council_id: decision.councilId,
    meeting_id: decision.meetingId,
    section_id: decision.sectionId,
    text: decision.text,
    owner_id: decision.ownerId ?? null,
    due_on: decision.dueOn ?? null,
    action_id: decision.actionId ?? null,
    made_by_tenant: decision.madeBy.tenantId,
    made_by_aad: decision.madeBy.aadObjectId,
    made_at: decision.madeAt,
    withdrawn_at: decision.withdrawnAt ?? null,
    version: decision.version,
  }
}
