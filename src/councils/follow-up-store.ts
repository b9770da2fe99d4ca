import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { type CouncilId, type FollowUpId, newId } from '../shared/ids.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { type FollowedThing, type FollowUp, followedThings, type ToldFollowUp } from './follow-up.ts'
import type { ImportBooks } from './import-books.ts'

/** Everything a council has noted, the latest first; what was taken back is there too. */
export async function followUpsOf(db: Database, councilId: CouncilId): Promise<readonly FollowUp[]> {
  const rows = await db
    .selectFrom('follow_ups')
    .selectAll()
    .where('council_id', '=', councilId)
    .orderBy('followed_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(followUpFrom)
}

/** What every council has noted, and the day each came to us, in two queries. */
export async function followUpsOfAll(
  db: Database,
): Promise<readonly { councilId: CouncilId; since: LocalDate; followUps: readonly FollowUp[] }[]> {
  const councils = await db.selectFrom('councils').select(['id', 'created_at']).orderBy('key').execute()
  const rows = await db.selectFrom('follow_ups').selectAll().where('withdrawn_at', 'is', null).execute()
  const byCouncil = Map.groupBy(rows.map(followUpFrom), ({ councilId }) => councilId)
  return councils.map(({ id, created_at }) => ({
    councilId: id,
    since: localDate(created_at),
    followUps: byCouncil.get(id) ?? [],
  }))
}

/** The day that a council came to us; undefined when there is no such council. */
export async function cameOn(db: Database, councilId: CouncilId): Promise<LocalDate | undefined> {
  const row = await db
    .selectFrom('councils')
    .select('created_at')
    .where('id', '=', councilId)
    .executeTakeFirst()
  return row && localDate(row.created_at)
}

/** One follow-up of a council; undefined when it is another's. */
export async function followUpWith(
  db: Database,
  councilId: CouncilId,
  id: FollowUpId,
): Promise<FollowUp | undefined> {
  const row = await db
    .selectFrom('follow_ups')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && followUpFrom(row)
}

/** Saves a new follow-up, and gives its id. */
export async function addFollowUp(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  told: ToldFollowUp,
): Promise<FollowUpId> {
  const id = newId<FollowUpId>()
  await tx
    .insertInto('follow_ups')
    .values({
      id,
      council_id: councilId,
      followed_on: told.followedOn,
      things: JSON.stringify(told.things),
      file_thing: null,
      file_on: null,
      withdrawn_at: null,
      version: 1,
    })
    .execute()
  return id
}

/** Saves a follow-up as it is now. Throws a Refusal (`changedMeanwhile`) when it is no longer as it was read. */
export async function updateFollowUp(
  tx: DatabaseTransaction,
  after: FollowUp,
  withdrawnAt: Instant | null,
): Promise<void> {
  const result = await tx
    .updateTable('follow_ups')
    .set({
      followed_on: after.followedOn,
      things: JSON.stringify(after.things),
      withdrawn_at: withdrawnAt,
      version: after.version + 1,
    })
    .where('council_id', '=', after.councilId)
    .where('id', '=', after.id)
    .where('version', '=', after.version)
    .executeTakeFirstOrThrow()
  savedOne(result)
}

/**
 * Takes in what a council's file says was followed up. What coordinators have corrected or taken back since stays so, until
 * the file says another day than it did.
 */
export async function importFollowUps(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  said: { readonly [Thing in FollowedThing]?: LocalDate | undefined },
  books: ImportBooks,
): Promise<void> {
  const rows = await tx
    .selectFrom('follow_ups')
    .select(['id', 'file_thing', 'file_on', 'version'])
    .where('council_id', '=', councilId)
    .where('file_thing', 'is not', null)
    .execute()
  for (const thing of followedThings) {
    const on = said[thing]
    if (on === undefined) continue
    const row = rows.find(({ file_thing }) => file_thing === thing)
    if (!row) {
      const id = await addFollowUp(tx, councilId, { followedOn: on, things: [thing] })
      await tx
        .updateTable('follow_ups')
        .set({ file_thing: thing, file_on: on })
        .where('id', '=', id)
        .execute()
      books.created('followUps', thing, on)
    } else if (books.compared('followUps', thing, { day: row.file_on }, { day: on })) {
      const values = { followed_on: on, file_on: on, things: JSON.stringify([thing]), withdrawn_at: null }
      await tx
        .updateTable('follow_ups')
        .set({ ...values, version: row.version + 1 })
        .where('id', '=', row.id)
        .execute()
    }
  }
}

function followUpFrom(row: Tables['follow_ups']): FollowUp {
  return {
    id: row.id,
    councilId: row.council_id,
    followedOn: row.followed_on,
    things: JSON.parse(row.things) as FollowedThing[],
    fromFile: row.file_thing !== null,
    withdrawn: row.withdrawn_at !== null,
    version: row.version,
  }
}
