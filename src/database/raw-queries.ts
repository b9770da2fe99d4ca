import { CompiledQuery } from 'kysely'
import type { Database } from './tables.ts'

/** A database as libraries want it that write their own SQL: the part of pg's interface that they use. */
export interface RawQueries {
  query(question: { readonly text: string; readonly values?: readonly unknown[] }): Promise<{
    readonly rows: readonly unknown[]
    readonly rowCount: number
  }>
}

/** The open database for a library with SQL of its own; it is asked over the same connections as everything else. */
export function rawQueries(db: Database): RawQueries {
  return {
    query: async ({ text, values = [] }) => {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, [...values]))
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) }
    },
  }
}
