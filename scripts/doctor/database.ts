import { type Examined, examineDatabase } from '../../src/database/index.ts'
import { type Finding, findingsAbout } from './finding.ts'
import { whyUnreached } from './unreached.ts'

const { ok, warning, fault } = findingsAbout('database')

/** The oldest PostgreSQL that its makers still mend: 14 had its last release in November 2026 (postgresql.org/support/versioning). */
const oldestKept = 15

/** Whether the database can be reached, written and brought up to date. Changes nothing in it. */
export async function checkDatabase(url: string): Promise<readonly Finding[]> {
  try {
    return judged(await examineDatabase(url), url)
  } catch (problem) {
    return [unreached(url, problem)]
  }
}

function judged(seen: Examined, url: string): readonly Finding[] {
  if (seen.unknown.length > 0)
    return [
      fault(
        `its tables are of a newer Tryggve (${seen.unknown.join(', ')}).`,
        'run that version, or restore the backup that was made before the update.',
      ),
    ]
  const engine = seen.engine === 'sqlite' ? judgedSqlite(seen) : judgedPostgres(seen, url)
  return engine.some(({ level }) => level === 'fault') ? engine : [...engine, tables(seen)]
}

function judgedSqlite(seen: Extract<Examined, { engine: 'sqlite' }>): readonly Finding[] {
  if (!seen.writable)
    return [
      fault(
        'the SQLite file, or the folder it lies in, cannot be written.',
        'let the user that runs Tryggve own the folder that DATABASE_URL names; in a container, mount /data.',
      ),
    ]
  const state = seen.inUse
    ? 'in use by a running Tryggve'
    : seen.exists
      ? 'free to be used'
      : 'made at the first start'
  return [ok(`SQLite ${seen.version}, writable, ${state}.`)]
}

function judgedPostgres(seen: Extract<Examined, { engine: 'postgres' }>, url: string): readonly Finding[] {
  if (!seen.writable)
    return [
      fault(
        'PostgreSQL lets us read and not write.',
        'give the address of the primary server, and a user that owns the database (tables are made at the start).',
      ),
    ]
  if (seen.encoding !== 'UTF8')
    return [
      fault(
        `the database is kept as ${seen.encoding}, which has not all letters.`,
        'make a database with ENCODING UTF8.',
      ),
    ]
  const named = `PostgreSQL ${seen.version}`
  if (Number.parseInt(seen.version, 10) < oldestKept)
    return [warning(`${named} is no longer mended by its makers.`, `move to ${oldestKept} or newer.`)]
  if (!seen.encrypted && !isHere(url))
    return [
      warning(
        `${named}, writable, but what goes there and back is not encrypted.`,
        'add ?sslmode=verify-full to DATABASE_URL, and demand TLS on the server.',
      ),
    ]
  return [ok(`${named}, writable${seen.encrypted ? ', encrypted' : ''}.`)]
}

function isHere(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]', ''].includes(URL.parse(url)?.hostname ?? '')
}

function tables({ pending }: Examined): Finding {
  return ok(
    pending.length === 0
      ? 'its tables are up to date.'
      : `its tables are made or changed at the next start (${pending.length} to do, from ${pending[0]}).`,
  )
}

function unreached(url: string, problem: unknown): Finding {
  const { says, cure } = whyUnreached(url, problem, 'DATABASE_URL')
  return fault(says, cure)
}
