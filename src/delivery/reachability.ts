import type { Database } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { type Person, personKey } from '../shared/person.ts'
import { type UnreachableReason, unreachableReasons } from './notice.ts'

export interface Unreachable {
  readonly reachable: false
  readonly why: UnreachableReason
  /** When their last open chat was closed; undefined for who never had one. */
  readonly since: Instant | undefined
}

export type Reachability = { readonly reachable: true } | Unreachable

/** How many persons one query asks for: both engines have a limit on its parameters. */
const atOnce = 1_000

/**
 * Whether each of some persons can be reached now, by `personKey`: they can when any chat of their own is open, and the
 * chat closed last says why they cannot. A person may reopen it at any time, so ask when it is needed.
 */
export async function reachabilityOf(
  db: Database,
  persons: readonly Person[],
): Promise<ReadonlyMap<string, Reachability>> {
  const keys = [...new Set(persons.map(personKey))]
  const found = new Map<string, Reachability>(
    keys.map((key) => [key, { reachable: false, why: 'noAddress', since: undefined }]),
  )
  for (let from = 0; from < keys.length; from += atOnce) {
    const rows = await db
      .selectFrom('addresses')
      .select(['person', 'closed_at', 'closed_why'])
      .where('person', 'in', keys.slice(from, from + atOnce))
      .where('kind', '=', 'personal')
      // Those closed last come last.
      .orderBy('closed_at')
      .execute()
    for (const { person, closed_at: since, closed_why: why } of rows) {
      if (person === null || found.get(person)?.reachable) continue
      found.set(person, since === null ? { reachable: true } : { reachable: false, why: whyFrom(why), since })
    }
  }
  return found
}

/** A chat that was closed for a reason we do not know is one we were taken out of. */
function whyFrom(stored: string | null): UnreachableReason {
  return unreachableReasons.find((why) => why === stored && why !== 'noAddress') ?? 'removed'
}
