import type { DatabaseTransaction } from '../database/index.ts'
import { keepEntry } from '../lookup/index.ts'
import type { IncidentId } from '../shared/ids.ts'
import { entryOf } from './findable-incident.ts'
import { toIncident, withNames } from './store.ts'

/**
 * Puts the next incidents of the table, in the order of their ids, into the index of words as it says today, and gives
 * the last one's id; undefined when there is none left.
 */
export async function keepNextFindable(
  tx: DatabaseTransaction,
  after: IncidentId | undefined,
  limit: number,
): Promise<IncidentId | undefined> {
  const some = tx.selectFrom('incidents').select('id').orderBy('id').limit(limit)
  const ids = (await (after ? some.where('id', '>', after) : some).execute()).map(({ id }) => id)
  if (ids.length === 0) return undefined
  // The rows' locks, in both databases: nobody changes one of them between our reading and our writing.
  await tx
    .updateTable('incidents')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', 'in', ids)
    .execute()
  for (const row of await withNames(tx).where('i.id', 'in', ids).execute()) {
    await keepEntry(tx, entryOf(toIncident(row)))
  }
  return ids.at(-1)
}
