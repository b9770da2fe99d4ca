import type { Kysely } from 'kysely'

/** The council's allowed telephone numbers, reports that a week was calm, and an index for similar incidents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('councils')
    .addColumn('allowed_numbers', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await db.schema
    .createTable('zero_reports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('council_id', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('reporter_tenant', 'text', (c) => c.notNull())
    .addColumn('reporter_aad', 'text', (c) => c.notNull())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('week', 'text', (c) => c.notNull())
    .addColumn('reported_at', 'text', (c) => c.notNull())
    .addColumn('undone_at', 'text')
    .addUniqueConstraint('zero_reports_person_week', [
      'council_id',
      'reporter_tenant',
      'reporter_aad',
      'week',
    ])
    .execute()
  await db.schema
    .createIndex('zero_reports_by_week')
    .on('zero_reports')
    .columns(['council_id', 'week'])
    .execute()
  await db.schema
    .createIndex('incidents_by_category')
    .on('incidents')
    .columns(['council_id', 'category_id', 'occurred_at'])
    .execute()
}
