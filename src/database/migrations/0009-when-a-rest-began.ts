import { type Kysely, sql } from 'kysely'

/**
 * When it was decided how long a message rests. A rest is a span, not a time of day: when the clock goes back behind the
 * moment it began, it is over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('outbox')
    .addColumn('set_at', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await sql`update outbox set set_at = created_at`.execute(db)
}
