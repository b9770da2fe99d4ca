import type { UpdateResult } from 'kysely'
import { Refusal } from '../shared/errors.ts'

/**
 * Makes sure that an update which named the version it was made from has saved its row. Throws
 * Refusal('changedMeanwhile') when it has not: somebody else saved theirs since the row was read.
 */
export function savedOne({ numUpdatedRows }: UpdateResult): void {
  if (Number(numUpdatedRows) !== 1) throw new Refusal('changedMeanwhile')
}
