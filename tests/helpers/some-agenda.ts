import { transact } from '../../src/database/index.ts'
import { beginningItems } from '../../src/meetings/agenda.ts'
import { insertItems } from '../../src/meetings/agenda-store.ts'
import type { MeetingId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import type { House } from './house.ts'

/** Gives a meeting its agenda, not yet locked; gives the id of an item in the middle of it. */
export async function someAgenda(
  { world, councilId }: Pick<House, 'world' | 'councilId'>,
  meeting: string,
): Promise<string> {
  const id = meeting as MeetingId
  await world.db
    .updateTable('meetings')
    .set({ starts_on: '2027-01-28' as LocalDate })
    .where('id', '=', id)
    .execute()
  const items = beginningItems({ councilId, id })
  await transact(world.db, (tx) => insertItems(tx, items))
  return items[4]?.id ?? ''
}
