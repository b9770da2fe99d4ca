import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import type { Failure } from '../tests/helpers/connector-failures.ts'
import { type DatabaseGate, databaseGate } from '../tests/helpers/database-gate.ts'
import type { FakeTeamsApart } from '../tests/helpers/fake-teams-apart.ts'
import { ask } from '../tests/helpers/postgres-server.ts'
import type { StoredCouncil } from './council.ts'
import { type Dice, pick } from './odd-requests.ts'

/** What may happen to Tryggve while it works. */
export interface Troubles {
  /** The database as Tryggve is told of it: PostgreSQL behind a door that can be shut. */
  readonly databaseUrl: string
  /** One trouble after the other while `going`, each with a pause after it. Gives how many of each there were. */
  trouble(roll: Dice, going: () => boolean, pauseMs: number): Promise<ReadonlyMap<string, number>>
  end(): Promise<void>
}

type Trouble = readonly [name: string, happen: () => Promise<unknown>]

const shortMs = 1_500
/** What Teams says now and then; some of it leaves nobody knowing whether a message arrived. */
const failures: readonly Failure[] = [
  { status: 403, code: 'BotNotInConversationRoster' },
  { status: 412 },
  { status: 429, retryAfter: '2' },
  { status: 502 },
  { status: 503 },
  { status: 504, posted: true },
  'reset before the body',
  'posted, then reset',
]

export async function troublesOf(council: StoredCouncil, teams: FakeTeamsApart): Promise<Troubles> {
  const gate = council.server ? await databaseGate(council.databaseUrl) : undefined
  const ofTeams: readonly Trouble[] = failures.map((failure) => [
    `Teams: ${typeof failure === 'string' ? failure : 'status' in failure ? failure.status : 'slow'}`,
    () => teams.failNext(failure, failure, failure),
  ])
  const ofDatabase = gate ? ofPostgres(council, gate) : [ofSqlite(council.databaseUrl)]
  return {
    databaseUrl: gate?.url ?? council.databaseUrl,
    trouble: async (roll, going, pauseMs) => {
      const happened = new Map<string, number>()
      // By turns, so that both have failed however short it was.
      for (let turn = 0; going(); turn++) {
        const [name, happen] = pick(roll, turn % 2 === 0 ? ofDatabase : ofTeams)
        await happen()
        happened.set(name, (happened.get(name) ?? 0) + 1)
        await sleep(pauseMs)
      }
      return happened
    },
    end: async () => gate?.close(),
  }
}

function ofPostgres({ server, databaseUrl }: StoredCouncil, gate: DatabaseGate): readonly Trouble[] {
  const forAWhile = async (begin: () => void) => {
    begin()
    await sleep(shortMs)
    gate.open()
  }
  const others = 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()'
  return [
    ['PostgreSQL: restarted', async () => server?.restart(shortMs)],
    ['PostgreSQL: killed', async () => server?.restart(shortMs, 'SIGQUIT')],
    ['PostgreSQL: connections cut', () => ask(databaseUrl, `${others} and backend_type = 'client backend'`)],
    ['PostgreSQL: gone for a while', () => forAWhile(gate.shut)],
    ['PostgreSQL: silent for a while', () => forAWhile(gate.hush)],
  ]
}

/** Another program writes, and takes its time. */
function ofSqlite(databaseUrl: string): Trouble {
  return [
    'SQLite: another program writes',
    async () => {
      const other = new Sqlite(databaseUrl.slice('sqlite:'.length), { timeout: 20_000 })
      other.exec('begin immediate')
      await sleep(shortMs)
      other.exec('rollback')
      other.close()
    },
  ]
}
