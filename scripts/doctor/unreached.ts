import { isAboutCertificate } from './outside.ts'

/** What the drivers and the operating system say, for people. */
const reasons: Readonly<Record<string, readonly [says: string, cure: string]>> = {
  ECONNREFUSED: ['nobody listens there.', 'start PostgreSQL, or mend the host and port in VARIABLE.'],
  ENOTFOUND: ['there is no such host.', 'mend the host in VARIABLE, or the name service.'],
  EAI_AGAIN: ['the name service does not answer.', 'see to the network of this machine.'],
  ETIMEDOUT: ['nothing answers.', 'open the way to the server (firewall, private network).'],
  '28P01': ['the user or the password is wrong.', 'mend them in VARIABLE; %-encode what is special in them.'],
  '28000': ['the server does not let this user in from here.', 'mend pg_hba.conf or the firewall rules.'],
  '3D000': ['there is no such database.', 'make it (CREATE DATABASE), or mend the name in VARIABLE.'],
  '53300': ['the server has no connection left.', 'raise max_connections: each Tryggve takes up to ten.'],
  SQLITE_CANTOPEN: ['the file cannot be opened.', 'mend the path in VARIABLE, and who may read it.'],
  SQLITE_NOTADB: ['the file is no SQLite database.', 'mend the path in VARIABLE, or restore a backup.'],
  SQLITE_CORRUPT: ['the file is damaged.', 'restore the latest backup (npm run restore -- FILE).'],
}

/**
 * Why a database cannot be reached, from what a driver threw, and what to do about it; `variable` is where its address was
 * given. Neither says anything of the address itself.
 */
export function whyUnreached(
  url: string,
  problem: unknown,
  variable: string,
): { readonly says: string; readonly cure: string } {
  const { code = '' } = problem as { code?: string }
  const engine = url.startsWith('sqlite:') ? 'SQLite' : 'PostgreSQL'
  if (isAboutCertificate(code))
    return {
      says: `${engine}: the certificate of the server is not believed (${code}).`,
      cure: `give sslrootcert=FILE with the issuer in ${variable}; do not switch the check off.`,
    }
  const [says, cure] = knownReason(problem) ?? [
    'it cannot be used.',
    'look the code up in the documentation of the database.',
  ]
  return {
    says: `${engine}: ${says}${code ? ` (${code})` : ''}`,
    cure: cure.replaceAll('VARIABLE', variable),
  }
}

/** Whether somebody could not be reached, rather than that something went wrong there. */
export function isUnreached(problem: unknown): boolean {
  return isAboutCertificate((problem as { code?: string }).code ?? '') || knownReason(problem) !== undefined
}

function knownReason(problem: unknown): readonly [says: string, cure: string] | undefined {
  const { code = '', message = '' } = problem as { code?: string; message?: string }
  return reasons[code] ?? (/timeout/i.test(message) ? reasons.ETIMEDOUT : undefined)
}
