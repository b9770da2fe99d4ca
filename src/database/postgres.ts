import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'

/**
 * How long a connection and a query may take, in milliseconds. A server that was stopped says so; a network that swallows
 * what we send says nothing for a quarter of an hour, and who waits for it would hold up everything.
 */
const connectMs = 10_000
const queryMs = 30_000

/** The PostgreSQL engine, with a pool of ten connections. Numbers that fit are given as numbers (count, bigint). */
export function postgresDialect(url: string): Dialect {
  const int8 = 20
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((id: number, format?: 'text' | 'binary') =>
      id === int8
        ? Number
        : pg.types.getTypeParser(id, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
  }
  const times = { connectionTimeoutMillis: connectMs, query_timeout: queryMs }
  const pool = new pg.Pool({ connectionString: url, max: 10, types, ...times })
  // A connection that breaks is replaced at the next query; the failed query tells its caller. Both are listened to, or
  // the process ends: the pool speaks for a connection that nobody uses, and each for itself while it is used.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new PostgresDialect({
    pool: {
      options: pool.options,
      connect: async () => leaving(await pool.connect()),
      end: () => pool.end(),
    },
  })
}

/** A connection that is given up once an answer did not come in time: what comes on it later is no answer of ours. */
function leaving(client: pg.PoolClient): PostgresPoolClient {
  let silent: Error | undefined
  const query = async (text: string, values: readonly unknown[]) => {
    if (silent) throw silent
    try {
      return await client.query(text, [...values])
    } catch (problem) {
      if (problem instanceof Error && problem.message === 'Query read timeout') silent = problem
      throw problem
    }
  }
  return {
    // Without cursors, which nobody here asks for.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy ?? silent),
  }
}
