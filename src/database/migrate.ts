import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as first from './migrations/0001-councils-and-incidents.ts'
import * as second from './migrations/0002-joining.ts'
import * as third from './migrations/0003-lookup.ts'
import * as fourth from './migrations/0004-privacy-and-zero-reports.ts'
import * as fifth from './migrations/0005-delivery.ts'
import * as sixth from './migrations/0006-council-settings.ts'
import * as seventh from './migrations/0007-reminders.ts'
import * as ninth from './migrations/0009-when-a-rest-began.ts'
import * as tenth from './migrations/0010-actions-and-promises.ts'
import * as eleventh from './migrations/0011-follow-ups.ts'
import * as twelfth from './migrations/0012-meetings.ts'
import * as thirteenth from './migrations/0013-who-led-the-meeting.ts'
import * as fourteenth from './migrations/0014-quiet-hours.ts'
import type { Database } from './tables.ts'

/** Every migration there ever was, in order. A migration that has been released is never changed. */
const migrations: Record<string, Migration> = {
  '0001-councils-and-incidents': first,
  '0002-joining': second,
  '0003-lookup': third,
  '0004-privacy-and-zero-reports': fourth,
  '0005-delivery': fifth,
  '0006-council-settings': sixth,
  '0007-reminders': seventh,
  '0009-when-a-rest-began': ninth,
  '0010-actions-and-promises': tenth,
  '0011-follow-ups': eleventh,
  '0012-meetings': twelfth,
  '0013-who-led-the-meeting': thirteenth,
  '0014-quiet-hours': fourteenth,
}

/**
 * Brings the tables up to date. Kysely's migrator holds a lock while it works (an advisory lock on PostgreSQL), so
 * several processes may start at once; running it again does nothing. Throws what the failing migration threw.
 */
export async function migrate(db: Database): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest()
  if (error) throw error
}

/** How far the tables of a database are from those of this version. */
export interface MigrationsLeft {
  /** What the next start will do. */
  readonly pending: readonly string[]
  /** What a newer version has done: this one cannot start on it. */
  readonly unknown: readonly string[]
}

/** Tells which migrations a database lacks, and which it has that we do not know. Changes nothing. */
export async function migrationsLeft(db: Database): Promise<MigrationsLeft> {
  const ours = await migratorOf(db).getMigrations()
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  const done = tables.some(({ name }) => name === 'kysely_migration')
    ? (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows
    : []
  return {
    pending: ours.filter(({ executedAt }) => !executedAt).map(({ name }) => name),
    unknown: done.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name)),
  }
}

function migratorOf(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}
