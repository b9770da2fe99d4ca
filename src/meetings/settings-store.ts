import type { Database } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type MeetingSettings, type Offsets, usualSettings } from './meeting-settings.ts'
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

function quorumOf(kind: string, count: number): Quorum {
  if (kind === 'count') return { kind, count }
  return { kind: kind === 'half' ? 'half' : 'none' }
}
