import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'

const root = fileURLToPath(new URL('../..', import.meta.url))

const codeOf = (path: string) =>
  readFileSync(join(root, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')

/** What people write freely, by table: each of these columns takes only what has passed the privacy check. */
const written: Readonly<Record<string, readonly string[]>> = {
  incidents: ['place_text', 'text', 'immediate_action', 'assessment_note', 'outcome'],
  actions: ['cause', 'text', 'goal', 'ownership_why', 'origin', 'outcome'],
  action_reports: ['text'],
  promises: ['title', 'ended_why'],
  promise_versions: ['problem', 'effect', 'follow_up', 'why'],
  commitments: ['owner_text', 'text'],
  deliveries: ['note'],
  meetings: ['title', 'place', 'moved_why', 'cancelled_why'],
  meeting_called: ['why'],
  agenda_items: ['title', 'note', 'presenter', 'registry_number'],
  minutes: ['change_asked', 'why'],
  minute_sections: ['heading', 'text'],
  attendances: ['title'],
  decisions: ['text'],
}

/**
 * Text columns of the tables that hold what people report and do, and what stands in them instead of free text. A new
 * one belongs here, or must be typed Checked.
 */
const notWritten: Readonly<Record<string, readonly string[]>> = {
  incidents: [
    ...['number', 'reporter_tenant', 'reporter_aad', 'certainty', 'recurring', 'police_reported', 'status'],
    ...['outcome_kind', 'helped'],
  ],
  actions: [
    ...['number', 'ownership', 'way', 'status', 'light', 'effect', 'created_by_tenant', 'created_by_aad'],
  ],
  action_reports: ['id', 'by_tenant', 'by_aad', 'light'],
  zero_reports: ['id', 'reporter_tenant', 'reporter_aad', 'week'],
  promises: ['key'],
  promise_versions: [],
  commitments: ['quota_kind'],
  follow_ups: ['things', 'file_thing'],
  deliveries: ['logged_by_tenant', 'logged_by_aad'],
  meeting_series: ['rule', 'starts_time'],
  // The link is an https address, nothing else.
  meetings: ['body', 'starts_time', 'moved_from_time', 'link', 'created_by_tenant', 'created_by_aad'],
  meeting_called: ['answer'],
  agenda_items: ['kind', 'purpose', 'proposed_by_tenant', 'proposed_by_aad'],
  // What was approved is JSON of texts that were checked when they were written.
  minutes: ['state', 'approved_title', 'hash', 'text', 'led_by', 'noted_by'],
  minute_sections: ['kind'],
  attendances: ['id', 'organisation', 'presence'],
  decisions: ['made_by_tenant', 'made_by_aad'],
}

/** The columns of a table and their types, as its source has them. */
function columnsOf(table: string): readonly (readonly [name: string, type: string])[] {
  const body = new RegExp(`^  ${table}: \\{\\n([\\s\\S]*?)^  \\}`, 'm').exec(
    ['tables', 'work-tables', 'meeting-tables'].map((file) => codeOf(`src/database/${file}.ts`)).join('\n'),
  )?.[1]
  if (!body) throw new Error(`no table ${table}`)
  return [...body.matchAll(/^ {4}(\w+): (.+)$/gm)].map(([, name = '', type = '']) => [name, type] as const)
}

describe('Only what has passed the privacy check is stored', () => {
  test('for a text becomes Checked nowhere but in the check itself', () => {
    const casting = globSync('src/**/*.ts', { cwd: root }).filter((path) =>
      /\bas (unknown as )?Checked\b|<Checked>\s*['"`\w(]|as Record<\w+, Checked>/.test(codeOf(path)),
    )
    const elsewhere = casting.filter(
      (path) => !path.startsWith('src/privacy/') && path !== 'src/shared/checked.ts',
    )
    expect(elsewhere).toEqual([])
    expect(casting).toContain('src/shared/checked.ts')
  })

  test.each(Object.keys(written))(
    'and every column of %s that people write freely takes nothing else',
    (table) => {
      const checkedColumns = columnsOf(table).filter(([, type]) => /^Checked\b/.test(type))
      expect(checkedColumns.map(([name]) => name).toSorted()).toEqual([...(written[table] ?? [])].toSorted())
    },
  )

  test.each(Object.keys(notWritten))('and %s has no other text that somebody could write', (table) => {
    const plain = columnsOf(table).filter(([, type]) => /^string\b/.test(type))
    expect(plain.map(([name]) => name).toSorted()).toEqual([...(notWritten[table] ?? [])].toSorted())
  })
})
