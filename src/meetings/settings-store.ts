import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import {
  type ChosenMeetingSettings,
  type MeetingSettings,
  type Offsets,
  usualSettings,
} from './meeting-settings.ts'
import type { Quorum } from './quorum.ts'

/** What a council has decided about its meetings; until it has, the usual. */
export async function meetingSettings(db: Database, councilId: CouncilId): Promise<MeetingSettings> {
  const row = await db
    .selectFrom('meeting_settings')
    .selectAll()
    .where('council_id', '=', councilId)
    .executeTakeFirst()
  if (!row) return { ...usualSettings, councilId }
  return {
    councilId,
    lockDays: row.lock_days,
    quorum: quorumOf(row.quorum_kind, row.quorum_count),
    offsets: { ...usualSettings.offsets, ...(JSON.parse(row.offsets) as Partial<Offsets>) },
    summaries: row.summaries === 'atOnce' ? 'atOnce' : 'approved',
  }
}

/** Keeps everybody else from deciding about a council until this is over. */
export async function holdSettings(tx: DatabaseTransaction, councilId: CouncilId): Promise<void> {
  await tx
    .updateTable('councils')
    .set((eb) => ({ key: eb.ref('key') }))
    .where('id', '=', councilId)
    .execute()
}

/** Saves what a council has decided about its meetings. */
export async function saveMeetingSettings(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  { lockDays, quorum, offsets, summaries }: ChosenMeetingSettings,
): Promise<void> {
  const columns = {
    lock_days: lockDays,
    quorum_kind: quorum.kind,
    quorum_count: quorum.kind === 'count' ? quorum.count : 0,
    offsets: JSON.stringify(offsets),
    summaries,
  }
  await tx
    .insertInto('meeting_settings')
    .values({ council_id: councilId, ...columns })
    .onConflict((conflict) => conflict.column('council_id').doUpdateSet(columns))
    .execute()
}

function quorumOf(kind: string, count: number): Quorum {
  if (kind === 'count') return { kind, count }
  return { kind: kind === 'half' ? 'half' : 'none' }
}
