import type { Kysely } from 'kysely'

/** What is late and waits for the morning is not late until then: nobody is to be woken for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('outbox').addColumn('quiet_until', 'text').execute()
}
