import type { Database, DatabaseTransaction } from '../database/index.ts'
import { keepRules, rules, rulesOf } from './store.ts'

/**
 * Keeps everything of a kind by today's rules, if it was not: `step` does the next few in its own transaction and gives
 * where it stopped, or undefined when all are done.
 */
export async function bringUpToDate(
  db: Database,
  kind: string,
  step: (tx: DatabaseTransaction, after: string | undefined) => Promise<string | undefined>,
): Promise<void> {
  if ((await rulesOf(db, kind)) === rules) return
  let after: string | undefined
  do {
    const from = after
    after = await db.transaction().execute((tx) => step(tx, from))
  } while (after !== undefined)
  await keepRules(db, kind)
}
