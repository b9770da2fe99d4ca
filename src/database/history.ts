import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Person, personOfKey } from '../shared/person.ts'
import type { Change } from './act-once.ts'
import type { Database } from './tables.ts'

/** What one act changed on one thing. */
export interface PastAct {
  readonly at: Instant
  readonly who: Person
  readonly changes: readonly Change[]
}

/** Everything that was ever changed on a thing of a council, the latest act first. */
export async function historyOf(
  db: Database,
  councilId: CouncilId,
  subjectKind: string,
  subjectId: string,
): Promise<readonly PastAct[]> {
  const rows = await db
    .selectFrom('history')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('at', 'desc')
    .orderBy('who')
    .orderBy('position')
    .execute()
  const acts: (PastAct & { changes: Change[] })[] = []
  for (const row of rows) {
    const change: Change = {
      field: row.field,
      from: row.old_value,
      to: row.new_value,
      ...(row.why ? { why: row.why } : {}),
    }
    const who = personOfKey(row.who)
    const last = acts.at(-1)
    const sameAct = last && last.at === row.at && last.who.aadObjectId === who.aadObjectId
    if (sameAct) last.changes.push(change)
    else acts.push({ at: row.at, who, changes: [change] })
  }
  return acts
}
