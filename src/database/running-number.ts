import { sql } from 'kysely'
import type { CouncilId } from '../shared/ids.ts'
import type { Database, DatabaseTransaction, Tables } from './tables.ts'
import { transact } from './transact.ts'

/** What is numbered, each kind in every council and year from 1 on. */
export const numberedKinds = ['incident', 'training', 'action', 'trainingAction'] as const
export type NumberedKind = (typeof numberedKinds)[number]

/** The last number that was given of a kind in a council and year. */
export type Counter = Tables['counters']

/**
 * The next running number of a kind of things in a council and year, taken inside the transaction that uses it: no gap
 * and no double.
 */
export async function nextRunningNumber(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  kind: NumberedKind,
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

/** Lets numbers go on after those that are known to have been given, where they are of councils that are here. */
export async function raiseCounters(db: Database, given: readonly Counter[]): Promise<void> {
  const councils = await db.selectFrom('councils').select('id').execute()
  const here = new Set(councils.map(({ id }) => id))
  await transact(db, async (tx) => {
    for (const counter of given.filter(({ council_id }) => here.has(council_id)))
      await tx
        .insertInto('counters')
        .values(counter)
        .onConflict((conflict) =>
          conflict
            .columns(['council_id', 'kind', 'year'])
            .doUpdateSet({ last: counter.last })
            .where('counters.last', '<', counter.last),
        )
        .execute()
  })
}

/** So many numbers are left out at least after a restore. */
export const leastSkipped = 100

/**
 * Lets the numbers of a year go on from the next hundred but one, in all councils: at least a hundred are left out, in
 * the place of those that a database that was brought back does not know of. They stand on people's receipts.
 */
export async function skipNumbers(tx: DatabaseTransaction, year: number): Promise<void> {
  const councils = await tx.selectFrom('councils').select('id').execute()
  for (const { id } of councils)
    for (const kind of numberedKinds)
      await tx
        .insertInto('counters')
        .values({ council_id: id, kind, year, last: leastSkipped })
        .onConflict((conflict) =>
          conflict.columns(['council_id', 'kind', 'year']).doUpdateSet({
            last: sql<number>`(counters.last / ${sql.lit(leastSkipped)} + 2) * ${sql.lit(leastSkipped)}`,
          }),
        )
        .execute()
}
