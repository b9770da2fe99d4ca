import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/** The PostgreSQL engine, with a pool of ten connections. Numbers that fit are given as numbers (count, bigint). */
export function postgresDialect(url: string): Dialect {
  const int8 = 20
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((id: number, format?: 'text' | 'binary') =>
      id === int8
        ? Number
        : pg.types.getTypeParser(id, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
  }
  const pool = new pg.Pool({ connectionString: url, max: 10, types })
  // A connection that breaks while nobody uses it is replaced at the next query; the failed query tells its caller.
  pool.on('error', () => undefined)
  // One that breaks while it is in use tells its query; without a listener its event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new PostgresDialect({ pool })
}
