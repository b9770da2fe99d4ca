import { type Kysely, sql } from 'kysely'

/**
 * The outbox as the contract of delivery has it: leases with their owner, the order within a conversation, pauses of a
 * tenant, the counts of rate limits, and what people choose about their reminders.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await widenOutbox(db)
  await rates(db)
  await choices(db)
}

async function widenOutbox(db: Kysely<unknown>): Promise<void> {
  const outbox = db.schema.alterTable('outbox')
  await outbox.addColumn('tenant_id', 'text', (c) => c.notNull().defaultTo('')).execute()
  await outbox.addColumn('place_in_line', 'text', (c) => c.notNull().defaultTo('')).execute()
  await outbox.addColumn('not_before', 'text', (c) => c.notNull().defaultTo('')).execute()
  await outbox.addColumn('leased_by', 'text').execute()
  await outbox.addColumn('repeated', 'integer', (c) => c.notNull().defaultTo(0)).execute()
  await sql`update outbox set not_before = due_at, place_in_line = '1/' || due_at || '/' || created_at || '/' || id`.execute(
    db,
  )
  await sql`update outbox set tenant_id = substr(recipient, 8, 36) where recipient like 'person:%'`.execute(
    db,
  )
  await sql`update outbox set tenant_id = coalesce(
    (select a.tenant_id from addresses a where 'conversation:' || a.conversation_id = outbox.recipient), ''
  ) where recipient like 'conversation:%'`.execute(db)
  await db.schema.dropIndex('outbox_due').execute()
  await db.schema.createIndex('outbox_owed').on('outbox').columns(['state', 'place_in_line']).execute()
  await db.schema
    .createIndex('outbox_lines')
    .on('outbox')
    .columns(['recipient', 'state', 'place_in_line'])
    .execute()
}

async function rates(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('paused_tenants')
    .addColumn('tenant_id', 'text', (c) => c.primaryKey())
    .addColumn('set_at', 'text', (c) => c.notNull())
    .addColumn('until', 'text', (c) => c.notNull())
    .execute()
  // As the limiter library wants it (rate-limiter-flexible, RateLimiterPostgres); only PostgreSQL uses it.
  await db.schema
    .createTable('rate_limits')
    .addColumn('key', 'varchar(255)', (c) => c.primaryKey())
    .addColumn('points', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute()
}

async function choices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reminder_settings')
    .addColumn('who', 'text', (c) => c.primaryKey())
    .addColumn('digest', 'integer', (c) => c.notNull())
    .addColumn('time_of_day', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('reminders_off')
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('reminders_off_pk', ['who', 'kind'])
    .execute()
  await db.schema
    .createTable('reminders_stopped')
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('council_id', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('reminders_stopped_pk', ['who', 'kind', 'subject_id', 'council_id'])
    .execute()
}
