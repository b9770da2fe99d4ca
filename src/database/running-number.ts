import type { CouncilId } from '../shared/ids.ts'
import type { DatabaseTransaction } from './tables.ts'

/**
 * The next running number of a kind of things in a council and year, taken inside the transaction that uses it: no gap
 * and no double.
 */
export async function nextRunningNumber(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  kind: string,
  year: number,
): Promise<number> {
  const row = await tx
    .insertInto('counters')
    .values({ council_id: councilId, kind, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['council_id', 'kind', 'year'])
        .doUpdateSet((eb) => ({ last: eb('counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
