import { sql } from 'kysely'
import { openDatabase } from '../src/database/index.ts'
import { instant, minuteMs, plusMs } from '../src/shared/clock.ts'
import { localDate, localTime } from '../src/shared/stockholm.ts'
import { buttonOf, choicesOf, mora, valuesOf } from '../tests/helpers/house.ts'
import { teamsActivities } from '../tests/helpers/teams-activities.ts'
import { councilOnDisk } from './council.ts'

/** A database of Mora's council on this disk, and what a field worker and the coordinators send. */
export interface Ground {
  readonly databaseUrl: string
  /** A filled-in form's press on Rapportera, with `@activity` and `@once` where each has its own. */
  readonly press: string
  /** A line, with `@activity` where each has its own. */
  readonly line: string
  /** A first line of each coordinator, so that they can be reached. */
  readonly greetings: readonly string[]
  /** How many incidents, and with their books complete, are in the database. To be asked when nobody else has it. */
  count(): Promise<{ incidents: number; complete: number; waiting: number }>
  remove(): Promise<void>
}

export async function prepareGround(serviceUrl: string): Promise<Ground> {
  const { databaseUrl, database, house, remove } = await councilOnDisk()
  const empty = await house.as(mora.fieldWorker).writes('rapportera')
  await database.close()

  const happened = plusMs(instant(Date.now()), -30 * minuteMs)
  const data = {
    ...buttonOf(empty, 'Rapportera').data,
    ...valuesOf(empty),
    once: '@once',
    date: localDate(happened),
    time: localTime(happened),
    category: choicesOf(empty, 'category').Buskörning ?? '',
    place: choicesOf(empty, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
    text: 'Ett tjugotal bilar på parkeringen vid Åmåsängsgatan, några kör fort mellan raderna.',
    impact: '2',
    // All are alike, and each is a new one.
    similar: 'new',
  }
  const activities = teamsActivities(serviceUrl, mora.fieldWorker.tenantId)
  const from = { aadObjectId: mora.fieldWorker.aadObjectId, name: 'Fältarbetare' }
  const said = { from, id: '@activity' }
  return {
    databaseUrl,
    press: JSON.stringify(activities.execute('incidents.report', data, '1700000000000', said)),
    line: JSON.stringify(activities.message('hjälp', said)),
    greetings: [mora.coordinator, mora.police].map(({ aadObjectId }) =>
      JSON.stringify(
        activities.message('hjälp', { from: { aadObjectId, name: 'Samordnare' }, id: '@activity' }),
      ),
    ),
    count: () => counted(databaseUrl),
    remove,
  }
}

async function counted(databaseUrl: string): ReturnType<Ground['count']> {
  const { db, close } = await openDatabase(databaseUrl)
  const subjects = async (table: 'history' | 'audit' | 'outbox' | 'once') => {
    const kind = table === 'once' || table === 'outbox' ? [] : ['incident']
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.count<number>('subject_id').distinct().as('count'))
      .$if(kind.length > 0, (query) => query.where(sql.ref('subject_kind'), 'in', kind))
      .executeTakeFirstOrThrow()
    return row.count
  }
  const incidents = await db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const books = [await subjects('history'), await subjects('audit'), await subjects('outbox')]
  const waiting = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  await close()
  return { incidents: incidents.count, complete: Math.min(...books), waiting: waiting.count }
}
