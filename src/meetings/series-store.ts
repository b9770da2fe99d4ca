import { type Database, type DatabaseTransaction, savedOne } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, SeriesId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Series } from './series.ts'

/** Saves a new series. */
export async function insertSeries(tx: DatabaseTransaction, series: Series, at: Instant): Promise<void> {
  await tx
    .insertInto('meeting_series')
    .values({
      id: series.id,
      council_id: series.councilId,
      rule: series.rule,
      starts_on: series.startsOn,
      starts_time: series.at,
      shift_days: series.shiftDays,
      planned_to: series.plannedTo,
      ended_at: null,
      created_at: at,
      version: series.version,
    })
    .execute()
}

/** One series of a council, or undefined when the council has no such one. */
export async function findSeries(
  db: Database,
  councilId: CouncilId,
  id: SeriesId,
): Promise<Series | undefined> {
  const row = await db
    .selectFrom('meeting_series')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      councilId: row.council_id,
      rule: row.rule,
      startsOn: row.starts_on,
      at: row.starts_time,
      shiftDays: row.shift_days,
      plannedTo: row.planned_to,
      ended: row.ended_at !== null,
      version: row.version,
    }
  )
}

/** The last day that anything has been made for in a series, also what was moved or cancelled since. */
export async function lastDayOfSeries(
  db: Database,
  { councilId, id }: Pick<Series, 'councilId' | 'id'>,
): Promise<LocalDate> {
  const { on, from } = await db
    .selectFrom('meetings')
    .select(({ fn }) => [fn.max('starts_on').as('on'), fn.max('moved_from_on').as('from')])
    .where('council_id', '=', councilId)
    .where('series_id', '=', id)
    .executeTakeFirstOrThrow()
  return from && from > on ? from : on
}

/** Saves the next state of a series. Throws Refusal('changedMeanwhile') when somebody else did since it was read. */
export async function updateSeries(
  tx: DatabaseTransaction,
  before: Series,
  after: Series,
  at: Instant,
): Promise<void> {
  const result = await tx
    .updateTable('meeting_series')
    .set({
      starts_time: after.at,
      shift_days: after.shiftDays,
      planned_to: after.plannedTo,
      ended_at: after.ended ? at : null,
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
}
