import type { CouncilId, OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'
import type { DatabaseTransaction } from './tables.ts'
import { transact } from './transact.ts'
import type { World } from './world.ts'

/** One field that changed, as people may read it later. */
export interface Change {
  readonly field: string
  readonly from: string | null
  readonly to: string | null
  readonly why?: string
}

/** What an act came to: the thing it was done to, and what changed on it. */
export interface Deed {
  readonly subjectKind: string
  readonly subjectId: string
  readonly changes: readonly Change[]
  /** What the same act did to other things. */
  readonly also?: readonly Deed[]
}

/** Who does what, in which council, and the id that makes it happen once. */
export interface Act {
  readonly councilId: CouncilId
  readonly who: Person
  readonly verb: string
  readonly onceId: OnceId
}

/**
 * Does one act in ONE transaction: whatever `work` saves, its history, the audit line and the once-id, all or nothing.
 * The same person's same onceId takes effect once, whoever races: the second time nothing is done, `again` is true and
 * `subjectId` is what the first one gave. What `work` throws is passed on, and nothing is stored.
 */
export async function actOnce(
  world: World,
  act: Act,
  work: (tx: DatabaseTransaction) => Promise<Deed>,
): Promise<{ subjectId: string; again: boolean }> {
  const who = personKey(act.who)
  const earlier = await doneBefore(world, act.who, act.onceId)
  if (earlier !== undefined) return { subjectId: earlier, again: true }
  try {
    const subjectId = await transact(world.db, async (tx) => {
      const deed = await work(tx)
      for (const part of [deed, ...(deed.also ?? [])]) await keepBooks(tx, world, act, who, part)
      await tx
        .insertInto('once')
        .values({
          who,
          once_id: act.onceId,
          verb: act.verb,
          subject_id: deed.subjectId,
          at: world.clock.now(),
        })
        .execute()
      return deed.subjectId
    })
    return { subjectId, again: false }
  } catch (problem) {
    // Two at once: the primary key of `once` let one through, and this is the other.
    const winner = await doneBefore(world, act.who, act.onceId)
    if (winner !== undefined) return { subjectId: winner, again: true }
    throw problem
  }
}

/** What the person's act with this onceId gave, when it has taken effect already; undefined when it has not. */
export async function doneBefore(world: World, who: Person, onceId: OnceId): Promise<string | undefined> {
  const row = await world.db
    .selectFrom('once')
    .select('subject_id')
    .where('who', '=', personKey(who))
    .where('once_id', '=', onceId)
    .executeTakeFirst()
  return row?.subject_id
}

async function keepBooks(
  tx: DatabaseTransaction,
  world: World,
  act: Act,
  who: string,
  deed: Deed,
): Promise<void> {
  const at = world.clock.now()
  const about = { council_id: act.councilId, subject_kind: deed.subjectKind, subject_id: deed.subjectId }
  if (deed.changes.length > 0) {
    const rows = deed.changes.map((change, position) => ({
      id: newId<string>(),
      ...about,
      field: change.field,
      old_value: change.from,
      new_value: change.to,
      who,
      at,
      why: change.why ?? null,
      position,
    }))
    await tx.insertInto('history').values(rows).execute()
  }
  await tx
    .insertInto('audit')
    .values({ id: newId<string>(), ...about, who, verb: act.verb, at })
    .execute()
}
