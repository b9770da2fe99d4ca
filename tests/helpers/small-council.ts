import type { Database } from '../../src/database/index.ts'
import { type Instant, instant } from '../../src/shared/clock.ts'
import { type CouncilId, newId } from '../../src/shared/ids.ts'

/** The least that other rows can point at: a council with nothing in it. */
export async function addCouncil(db: Database, name = 'Lokala rådet i Älvdalen'): Promise<CouncilId> {
  const at: Instant = instant('2026-11-20T08:00:00.000Z')
  const id = newId<CouncilId>()
  await db
    .insertInto('councils')
    .values({
      id,
      key: id,
      name,
      municipality: 'Älvdalen',
      channel_conversation: null,
      allowed_numbers: '[]',
      ask_weekday: null,
      ask_at: '13:00',
      created_at: at,
      updated_at: at,
    })
    .execute()
  return id
}
