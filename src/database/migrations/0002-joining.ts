import { type Kysely, sql } from 'kysely'

/** Asking to join a council; and a channel belongs to one council at most, whoever connects it at the same moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('join_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('council_id', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('aad_object_id', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('role', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('join_requests_one_open')
    .unique()
    .on('join_requests')
    .columns(['council_id', 'tenant_id', 'aad_object_id'])
    .where(sql.ref('state'), '=', 'asked')
    .execute()
  await db.schema
    .createIndex('join_requests_of_person')
    .on('join_requests')
    .columns(['council_id', 'tenant_id', 'aad_object_id', 'decided_at'])
    .execute()
  await db.schema
    .createIndex('councils_channel')
    .unique()
    .on('councils')
    .column('channel_conversation')
    .execute()
}
