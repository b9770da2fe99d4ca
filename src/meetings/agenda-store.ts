import type { Database } from '../database/index.ts'
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
