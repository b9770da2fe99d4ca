import type { Kysely } from 'kysely'

/** What somebody was and will be told of a thing is found at once: it is asked at every reminder and every press on one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('outbox_about')
    .on('outbox')
    .columns(['subject_id', 'recipient', 'kind'])
    .execute()
}
