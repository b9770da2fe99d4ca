import type { Kysely } from 'kysely'

/** When the council last followed up what the law asks it to follow up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('follow_ups')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('council_id', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('followed_on', 'text', (c) => c.notNull())
    .addColumn('things', 'text', (c) => c.notNull())
    .addColumn('file_thing', 'text')
    .addColumn('file_on', 'text')
    .addColumn('withdrawn_at', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addUniqueConstraint('follow_ups_of_file', ['council_id', 'file_thing'])
    .execute()
  await db.schema
    .createIndex('follow_ups_of_council')
    .on('follow_ups')
    .columns(['council_id', 'followed_on'])
    .execute()
}
