import type { Kysely } from 'kysely'

/** What a council has decided about when its reporters are asked whether they have anything to report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('councils').addColumn('ask_weekday', 'integer').execute()
  await db.schema
    .alterTable('councils')
    .addColumn('ask_at', 'text', (c) => c.notNull().defaultTo('13:00'))
    .execute()
}
