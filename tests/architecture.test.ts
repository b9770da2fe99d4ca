import { spawnSync } from 'node:child_process'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

const root = fileURLToPath(new URL('..', import.meta.url))
const config = join(root, '.dependency-cruiser.cjs')
const { forbidden }: { forbidden: { name: string }[] } = createRequire(import.meta.url)(config)

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
}

function violationsIn(folder: string): readonly Violation[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const run = spawnSync(process.execPath, [program, 'src', '--config', config, '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(run.stdout).summary.violations
}

/** For every rule files that break it, by what it imports. */
const planted: readonly [rule: string, file: string, imports: string][] = [
  ['councils-looks-left', 'councils/add-member.ts', '../incidents/index.ts'],
  ['incidents-looks-left', 'incidents/report-incident.ts', '../help/index.ts'],
  ['actions-looks-left', 'actions/change-action.ts', '../help/index.ts'],
  ['promises-looks-left', 'promises/log-delivery.ts', '../help/index.ts'],
  ['meetings-looks-left', 'meetings/plan-meeting.ts', '../help/index.ts'],
  ['minutes-looks-left', 'minutes/write-section.ts', '../help/index.ts'],
  ['search-looks-left', 'search/search.ts', '../help/index.ts'],
  ['reminders-looks-left', 'reminders/remind-tomorrow.ts', '../help/index.ts'],
  ['dispatches-looks-left', 'dispatches/show-dispatches.ts', '../help/index.ts'],
  ['help-looks-left', 'help/explain.ts', '../teams/index.ts'],
  ['teams-knows-its-place', 'teams/server.ts', '../councils/index.ts'],
  ['delivery-knows-its-place', 'delivery/deliver.ts', '../chat/index.ts'],
  ['schedule-knows-its-place', 'schedule/heartbeat.ts', '../delivery/index.ts'],
  ['reading-knows-its-place', 'reading/line.ts', '../chat/index.ts'],
  ['lookup-knows-its-place', 'lookup/stem.ts', '../chat/index.ts'],
  ['calendar-knows-its-place', 'calendar/desk.ts', '../councils/index.ts'],
  ['files-knows-its-place', 'files/desk.ts', '../chat/index.ts'],
  ['chat-knows-its-place', 'chat/router.ts', '../database/index.ts'],
  ['privacy-knows-its-place', 'privacy/check.ts', '../chat/index.ts'],
  ['database-knows-its-place', 'database/open.ts', '../chat/index.ts'],
  ['shared-knows-its-place', 'shared/clock.ts', '../database/index.ts'],
  ['packages-of-teams', 'incidents/close-incident.ts', 'botbuilder'],
  ['packages-of-database', 'incidents/store.ts', 'better-sqlite3'],
  ['packages-of-files', 'actions/plan-sheet.ts', 'write-excel-file'],
  ['packages-of-files', 'actions/plan-document.ts', 'docx'],
  ['packages-of-calendar', 'meetings/calendar-cards.ts', 'ical-generator'],
  ['packages-of-counting', 'chat/pace.ts', 'rate-limiter-flexible'],
  ['packages-of-schedule', 'delivery/beat.ts', 'node-cron'],
  ['packages-of-schedule', 'incidents/holidays.ts', 'date-holidays'],
  ['packages-of-meetings', 'actions/repeat.ts', 'rrule-temporal'],
  ['packages-of-stemming', 'search/excerpt.ts', 'snowball-stemmers'],
  ['packages-of-reading', 'incidents/search-incidents.ts', 'minisearch'],
  ['packages-of-privacy', 'incidents/guess-person.ts', 'personnummer'],
  ['front-door', 'incidents/link-incidents.ts', '../councils/store.ts'],
  ['front-door-of-the-house', 'app.ts', './councils/store.ts'],
  ['wiring-at-the-top', 'teams/start.ts', '../config.ts'],
  ['app-is-started-by-main', 'config.ts', './app.ts'],
  ['entity-in-its-place', 'incidents/incident.ts', './store.ts'],
  ['words-in-its-place', 'incidents/words.ts', './cards.ts'],
  ['cards-in-its-place', 'incidents/list-cards.ts', './store.ts'],
  ['store-in-its-place', 'councils/member-store.ts', './add-member.ts'],
  ['verb-in-its-place', 'incidents/withdraw-incident.ts', './cards.ts'],
  ['commands-in-their-place', 'incidents/list-commands.ts', './store.ts'],
  ['queries-in-stores', 'incidents/assess-incident.ts', 'kysely'],
  ['no-circles', 'shared/person.ts', './roles.ts'],
  ['no-orphans', 'shared/forgotten.ts', ''],
  ['reached-from-main', 'councils/forgotten.ts', '../shared/ids.ts'],
  ['resolvable', 'shared/errors.ts', './nowhere.ts'],
  ['runtime-packages-only', 'shared/guess.ts', 'fast-check'],
  ['src-alone', 'councils/show-council.ts', '../../tests/helpers/fixed-clock.ts'],
]

/** What the planted files lean on. */
const around: readonly [file: string, imports: string][] = [
  ['main.ts', './app.ts'],
  ['councils/index.ts', './add-member.ts'],
  ['councils/store.ts', '../database/index.ts'],
  ['incidents/index.ts', './report-incident.ts'],
  ['incidents/cards.ts', './incident.ts'],
  ['help/index.ts', './explain.ts'],
  ['teams/index.ts', './server.ts'],
  ['delivery/index.ts', './deliver.ts'],
  ['chat/index.ts', './router.ts'],
  ['database/index.ts', './open.ts'],
  ['shared/roles.ts', './person.ts'],
  ['shared/ids.ts', 'node:crypto'],
]

describe('the architecture', () => {
  let folder: string
  let caught: readonly Violation[]

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tryggve-architecture-'))
    const files = [...planted.map(([, ...rest]) => rest), ...around]
    for (const [file, imports] of files) {
      const path = join(folder, 'src', file)
      mkdirSync(dirname(path), { recursive: true })
      const line = imports ? `import type * as other from '${imports}'\n` : ''
      writeFileSync(path, `${line}export const here = true\n`)
    }
    mkdirSync(join(folder, 'tests/helpers'), { recursive: true })
    cpSync(join(root, 'tests/helpers/fixed-clock.ts'), join(folder, 'tests/helpers/fixed-clock.ts'))
    cpSync(join(root, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    caught = violationsIn(folder)
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('is kept by the code as it is', () => {
    expect(violationsIn(root).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  })

  test('has a planted fault for each of its rules', () => {
    const rules = new Set(planted.map(([rule]) => rule))
    expect([...rules].sort()).toEqual(forbidden.map(({ name }) => name).sort())
  })

  test.each(planted)(
    'has the rule %s, which catches src/%s importing %j, even if only its types',
    (name, file) => {
      const found = caught.filter(({ rule }) => rule.name === name)
      // "reached-from-main" points the other way: from main.ts to the file that it does not reach.
      expect(found.flatMap(({ from, to }) => [from, to])).toContain(`src/${file}`)
    },
  )
})

/** Code without its comments, so that a comment may speak of what code may not do. */
function codeOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
}

describe('the source', () => {
  const sources = globSync('src/**/*.ts', { cwd: root })

  /** The only file that may, and what it alone does. */
  test.each([
    ['src/config.ts', /\bprocess\.env\b|\benv\b.*node:process/, 'reads the environment'],
    [
      'src/shared/clock.ts',
      /\bnew Date\(\)|\bDate\.now\(|\bDate\(\)|Temporal\.Now\b|performance\.timeOrigin/,
      'reads the wall clock',
    ],
  ])('%s alone matches %s: it %s', (only, pattern) => {
    const found = sources.filter((path) => pattern.test(codeOf(path)))
    expect(found).toEqual([only])
  })

  test('names no file utils, helpers, manager, service or common', () => {
    const vague = /(^|[/-])(utils?|helpers?|managers?|services?|common)([/.-]|$)/
    expect(sources.filter((path) => vague.test(path) && path !== 'src/teams/service-address.ts')).toEqual([])
  })

  test('keeps what a thing is pure: of the database an entity knows types only', () => {
    const entities = sources.filter((path) => /\/(council|incident)\.ts$/.test(path))
    expect(entities).toHaveLength(2)
    for (const path of entities) {
      const values = /^import (?!type).*from '\.\.\/(database|delivery|schedule)\//m
      expect([path, values.test(codeOf(path))]).toEqual([path, false])
    }
  })

  test('has no file so long that nobody reads it', () => {
    const longest = 300
    const texts = /\/words\.ts$/
    const long = sources.filter((path) => {
      const lines = readFileSync(join(root, path), 'utf8').split('\n').length
      return !texts.test(path) && lines > longest + 1
    })
    expect(long).toEqual([])
  })
})
