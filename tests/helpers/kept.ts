import type { Database } from '../../src/database/index.ts'
import type { CouncilId } from '../../src/shared/ids.ts'

/** Every table that a person's press or line could write to. */
const tables = [
  'councils',
  'accepted_tenants',
  'organisations',
  'members',
  'join_requests',
  'agreements',
  'focus_areas',
  'follow_ups',
  'places',
  'categories',
  'counters',
  'incidents',
  'actions',
  'action_incidents',
  'action_reports',
  'history',
  'audit',
  'outbox',
  'living_cards',
  'council_choices',
  'zero_reports',
  'promises',
  'promise_versions',
  'commitments',
  'deliveries',
  'reminder_settings',
  'reminders_off',
  'reminders_stopped',
  'file_links',
  'meeting_series',
  'meetings',
  'meeting_called',
  'agenda_items',
  'minutes',
  'minute_sections',
  'attendances',
  'decisions',
] as const

/** All that is stored of councils, or of one of them, in one text: equal texts mean that nothing has changed. */
export async function keptOf(db: Database, council?: CouncilId): Promise<string> {
  const kept = await Promise.all(
    tables.map(async (table) => {
      const rows: readonly Record<string, unknown>[] = await db.selectFrom(table).selectAll().execute()
      const own = council ? rows.filter((row) => (row.council_id ?? row.id) === council) : rows
      return own.map((row) => `${table} ${JSON.stringify(row)}`).toSorted()
    }),
  )
  const once = council ? [] : await db.selectFrom('once').selectAll().execute()
  return [...kept.flat(), ...once.map((row) => `once ${JSON.stringify(row)}`).toSorted()].join('\n')
}

/**
 * What a press or a line leaves behind, in few and small queries: how the incidents and members stand, who chose which
 * council, and how much there is in the books.
 */
export async function tracesIn(db: Database): Promise<string> {
  const [incidents, members, choices, books] = await Promise.all([
    db
      .selectFrom('incidents')
      .select((eb) => ['status', eb.fn.countAll().as('count'), eb.fn.sum('version').as('versions')])
      .groupBy('status')
      .orderBy('status')
      .execute(),
    db.selectFrom('members').select(['title', 'roles', 'removed_at']).orderBy('id').execute(),
    db.selectFrom('council_choices').selectAll().orderBy('who').orderBy('conversation_id').execute(),
    db
      .selectNoFrom((eb) =>
        (['history', 'audit', 'outbox', 'once', 'counters', 'living_cards'] as const).map((table) =>
          eb.selectFrom(table).select(eb.fn.countAll().as('count')).as(table),
        ),
      )
      .execute(),
  ])
  return JSON.stringify({ incidents, members, choices, books })
}
