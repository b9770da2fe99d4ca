import { type Examined, examineDatabase } from '../../src/database/index.ts'
import { type Finding, findingsAbout } from './finding.ts'
import { isAboutCertificate } from './outside.ts'

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

/** What the drivers and the operating system say, for people. */
const reasons: Readonly<Record<string, readonly [says: string, cure: string]>> = {
  ECONNREFUSED: ['nobody listens there.', 'start PostgreSQL, or mend the host and port in DATABASE_URL.'],
  ENOTFOUND: ['there is no such host.', 'mend the host in DATABASE_URL, or the name service.'],
  EAI_AGAIN: ['the name service does not answer.', 'see to the network of this machine.'],
  ETIMEDOUT: ['nothing answers.', 'open the way to the server (firewall, private network).'],
  '28P01': [
    'the user or the password is wrong.',
    'mend them in DATABASE_URL; %-encode what is special in them.',
  ],
  '28000': ['the server does not let this user in from here.', 'mend pg_hba.conf or the firewall rules.'],
  '3D000': ['there is no such database.', 'make it (CREATE DATABASE), or mend the name in DATABASE_URL.'],
  '53300': ['the server has no connection left.', 'raise max_connections: each Tryggve takes up to ten.'],
  SQLITE_CANTOPEN: ['the file cannot be opened.', 'mend the path in DATABASE_URL, and who may read it.'],
  SQLITE_NOTADB: ['the file is no SQLite database.', 'mend the path in DATABASE_URL, or restore a backup.'],
  SQLITE_CORRUPT: ['the file is damaged.', 'restore the latest backup (npm run restore -- FILE).'],
}

function unreached(url: string, problem: unknown): Finding {
  const { code = '', message = '' } = problem as { code?: string; message?: string }
  const engine = url.startsWith('sqlite:') ? 'SQLite' : 'PostgreSQL'
  if (isAboutCertificate(code))
    return fault(
      `${engine}: the certificate of the server is not believed (${code}).`,
      'give sslrootcert=FILE with the issuer in DATABASE_URL; do not switch the check off.',
    )
  const known = reasons[code] ?? (/timeout/i.test(message) ? reasons.ETIMEDOUT : undefined)
  const [says, cure] = known ?? [
    'it cannot be used.',
    'look the code up in the documentation of the database.',
  ]
  return fault(`${engine}: ${says}${code ? ` (${code})` : ''}`, cure)
}
