import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * The index of words. The incidents that exist already are put into it when the process starts: cutting words is not the
 * business of a migration, whose text never changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const bytes = sqlite ? sql`blob` : sql`bytea`
  const words = db.schema
    .createTable('lookup_words')
    .addColumn('term', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('subject', bytes, (c) => c.notNull())
    .addColumn('weight', sqlite ? 'integer' : sql`smallint`, (c) => c.notNull())
    .addPrimaryKeyConstraint('lookup_words_pk', ['term', 'at', 'subject'])
  // Rows that lie in the order of their key: SQLite's way to have the index be the table.
  await (sqlite ? words.modifyEnd(sql`without rowid`) : words).execute()
  await db.schema
    .createTable('lookup_subjects')
    .addColumn('subject', bytes, (c) => c.notNull().primaryKey())
    .addColumn('council_id', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('terms', 'text', (c) => c.notNull())
    .addColumn('rules', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('lookup_rules')
    .addColumn('kind', 'text', (c) => c.primaryKey())
    .addColumn('rules', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.alterTable('incidents').dropColumn('folded').execute()
}
