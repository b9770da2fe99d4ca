import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import type { AgendaItem, ItemKind, Purpose } from './agenda.ts'

/** Everything that stands, or stood, on the agenda of a meeting. */
export async function agendaItemsOf(
  db: Database,
  councilId: CouncilId,
  meetingId: MeetingId,
): Promise<readonly AgendaItem[]> {
  const rows = await db
    .selectFrom('agenda_items')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    councilId: row.council_id,
    meetingId: row.meeting_id,
    position: row.position,
    kind: row.kind as ItemKind,
    title: row.title,
    note: row.note,
    minutes: row.minutes,
    presenter: row.presenter,
    purpose: row.purpose as Purpose,
    registryNumber: row.registry_number,
    proposedBy:
      row.proposed_by_tenant && row.proposed_by_aad
        ? { tenantId: row.proposed_by_tenant, aadObjectId: row.proposed_by_aad }
        : undefined,
    addedLate: row.added_late === 1,
    removed: row.removed === 1,
    version: row.version,
  }))
}

/**
 * Makes everything else that changes the agenda of a meeting wait until this transaction is done: two who open it first at
 * once make its items once.
 */
export async function holdAgenda(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  meetingId: MeetingId,
): Promise<void> {
  await tx
    .updateTable('meetings')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('council_id', '=', councilId)
    .where('id', '=', meetingId)
    .execute()
}

/** Puts items on an agenda. */
export async function insertItems(tx: DatabaseTransaction, items: readonly AgendaItem[]): Promise<void> {
  await tx.insertInto('agenda_items').values(items.map(toRow)).execute()
}

/** Saves the next state of an item. Throws Refusal('changedMeanwhile') when somebody else did since it was read. */
export async function updateItem(
  tx: DatabaseTransaction,
  before: AgendaItem,
  after: AgendaItem,
): Promise<void> {
  const { id, council_id, meeting_id, version, ...columns } = toRow(after)
  const result = await tx
    .updateTable('agenda_items')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
}

function toRow(item: AgendaItem): Tables['agenda_items'] {
  return {
    id: item.id,
    council_id: item.councilId,
    meeting_id: item.meetingId,
    position: item.position,
    kind: item.kind,
    title: item.title,
    note: item.note,
    minutes: item.minutes,
    presenter: item.presenter,
    purpose: item.purpose,
    registry_number: item.registryNumber,
    proposed_by_tenant: item.proposedBy?.tenantId ?? null,
    proposed_by_aad: item.proposedBy?.aadObjectId ?? null,
    added_late: item.addedLate ? 1 : 0,
    removed: item.removed ? 1 : 0,
    version: item.version,
  }
}
