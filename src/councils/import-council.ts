import { actOnce, type World } from '../database/index.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { localDate } from '../shared/stockholm.ts'
import { type CouncilFile, CouncilFileError } from './council-file.ts'
import { followedThings } from './follow-up.ts'
import { importFollowUps } from './follow-up-store.ts'
import { ImportBooks, type ImportCounts } from './import-books.ts'
import { importRows } from './import-store.ts'
import { councilWithKey } from './store.ts'

/** Who is named in the books for what a file brought: the operator at the machine, not a person in Teams. */
const importer: Person = { tenantId: 'import', aadObjectId: 'import' }

/** What an import came to: how many rows of each kind were made, changed and retired. */
export interface Imported extends ImportCounts {
  readonly councilId: CouncilId
}

/**
 * Takes a council in from its file, in one transaction; again and again if need be, without loss. Rows are known by
 * their keys: new ones are made, changed ones updated with history. What is no longer in the file: places and
 * categories are retired, tenants are no longer accepted, everything else stays. Members are only ever added: a person
 * who is or has been a member is left as the chat has it. Throws a Refusal (`lastCoordinator`) when the file would
 * leave a council that has coordinators without any, and a CouncilFileError when it tells of a follow-up on a day that has
 * not come.
 */
export async function importCouncil(world: World, file: CouncilFile): Promise<Imported> {
  const today = localDate(world.clock.now())
  const early = followedThings.filter((thing) => (file.followedUp?.[thing] ?? today) > today)
  if (early.length > 0)
    throw new CouncilFileError(
      early.map((thing) => `followedUp.${thing}: the day has not come yet; write the day it was done`),
    )
  const found = await councilWithKey(world.db, file.key)
  const councilId = found?.id ?? newId<CouncilId>()
  const books = new ImportBooks()
  const act = { councilId, who: importer, verb: 'councils.import', onceId: newId<OnceId>() }
  await actOnce(world, act, async (tx) => {
    await importRows(tx, world.clock.now(), councilId, file, books)
    await importFollowUps(tx, councilId, file.followedUp ?? {}, books)
    return { subjectKind: 'council', subjectId: councilId, changes: books.changes }
  })
  return { councilId, ...books.counts() }
}
