import type { Kysely } from 'kysely'

/** Who led a meeting and who kept its minutes, when it was said; of what was approved before, nothing is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['led_by', 'noted_by'])
    await db.schema
      .alterTable('minutes')
      .addColumn(column, 'text', (c) => c.references('attendances.id'))
      .execute()
}
