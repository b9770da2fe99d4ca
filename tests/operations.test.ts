import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { deliveryMetrics, states } from '../src/delivery/index.ts'
import { systemClock } from '../src/shared/clock.ts'
import { teamsMetrics, turnKinds, ways, whyRefused } from '../src/teams/metrics.ts'
import { openTestSqlite } from './helpers/test-sqlite.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const operations = read('docs/operations.md')
const alerts = read('docs/alerts.yml')

/** What an attempt may come to, as the log and the numbers call it. */
const outcomes = [
  ...['delivered', 'throttled', 'retry', 'uncertain', 'unreachable', 'refused', 'gone'],
  ...['noLongerNeeded', 'fault', 'givenBack'],
]

interface Alert {
  readonly name: string
  readonly text: string
}

/** The alerts of the rule file, each with its lines. */
const listed: readonly Alert[] = alerts
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => ({ name: text.slice(0, text.indexOf('\n')), text }))

const namesIn = (text: string) => [
  ...new Set(
    [...text.matchAll(/\btryggve_[a-z_]*[a-z]/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, '')),
  ),
]

/** The values that alerts ask of a label. */
const alertsOf = (label: string) =>
  [...alerts.matchAll(new RegExp(`${label}=~?"([\\w|]+)"`, 'g'))].flatMap(([, values = '']) =>
    values.split('|'),
  )

describe('What operators are told', () => {
  const kinds = new Map<string, string>()

  beforeAll(async () => {
    const registry = new Registry()
    const { db, close } = await openTestSqlite()
    teamsMetrics(registry)
    deliveryMetrics({ db, clock: systemClock }, [], registry)
    for (const [, name = '', kind = ''] of (await registry.metrics()).matchAll(/^# TYPE (\S+) (\S+)/gm))
      kinds.set(name, kind)
    await close()
  })

  test('describes every number that there is, by its kind, and none that there is not', () => {
    const described = [...operations.matchAll(/^\| `(tryggve_\w+)` \| (\w+)/gm)].map(([, name, kind]) => [
      name,
      kind,
    ])
    expect(described.toSorted()).toEqual([...kinds].toSorted())
    const named = namesIn(operations).filter((name) => name !== 'tryggve_outbox')
    expect(named.filter((name) => !kinds.has(name))).toEqual([])
  })

  test('describes every outcome and every state, and every field of the line of an attempt', () => {
    const [, table = ''] = operations.split('| Outcome | Means | Level |')
    const described = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
    expect(described.toSorted()).toEqual(outcomes.toSorted())
    for (const state of states) expect(operations).toContain(`\`${state}\``)
    for (const field of ['kind', 'outcome', 'reason', 'promises', 'earlier', 'lateMs', 'fault'])
      expect(operations).toContain(`| \`${field}\` |`)
  })

  test('describes every value of the labels that say why, how and what, and none that there is not', () => {
    const valuesOf = (name: string) => {
      const row = new RegExp(`^\\| \`${name}\` \\|[^|]*\\|(.*)\\|$`, 'm').exec(operations)?.[1] ?? ''
      return [...row.matchAll(/`(\w+)`/g)].map(([, value]) => value).toSorted()
    }
    expect(valuesOf('tryggve_requests_refused_total')).toEqual([...whyRefused].toSorted())
    expect(valuesOf('tryggve_sends_total')).toEqual([...ways].toSorted())
    expect(valuesOf('tryggve_turns_total')).toEqual(turnKinds.toSorted())
    expect(valuesOf('tryggve_outbox_messages')).toEqual([...states].toSorted())
    const [, runbook = ''] = operations.split('### Many are turned away')
    for (const why of whyRefused) expect(runbook).toContain(`\`${why}\``)
    expect(alertsOf('why').filter((why) => !whyRefused.some((one) => one === why))).toEqual([])
  })

  test('is warned by numbers that there are, with outcomes that there are', () => {
    const named = namesIn(alerts)
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !kinds.has(name))).toEqual([])
    const used = [...alerts.matchAll(/outcome="(\w+)"/g)].map(([, outcome = '']) => outcome)
    expect(used.length).toBeGreaterThan(2)
    expect(used.filter((outcome) => !outcomes.includes(outcome))).toEqual([])
    // A histogram has no value of its own, a counter is asked for its growth.
    for (const [name, kind] of kinds) {
      if (kind === 'counter') expect(alerts).not.toMatch(new RegExp(`(?<!(rate|increase)\\()\\b${name}\\b`))
      if (kind === 'histogram') expect(alerts).not.toMatch(new RegExp(`\\b${name}\\b(?!_)`))
    }
  })

  test('has an alert for each way that things go wrong, once each', () => {
    const names = listed.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of ['MessagesWaitLong', 'MessagesHeld', 'MessagesRefused', 'MessagesFaulty', 'Throttled'])
      expect(names).toContain(`Tryggve${name}`)
    for (const name of ['NotReady', 'HeartSilent', 'Down']) expect(names).toContain(`Tryggve${name}`)
  })

  test.each(listed)(
    '$name says how grave it is, for whom, what it is, and where the cure stands',
    ({ text }) => {
      expect(text).toMatch(/^ {8}expr: (\|\n {10})?\S/m)
      expect(text).toMatch(/^ {10}severity: (page|ticket)$/m)
      expect(text).toMatch(/^ {10}audience: \S/m)
      expect(text).toMatch(/^ {10}summary: \S.{20,}$/m)
      const anchor = /^ {10}runbook: docs\/operations\.md#([a-z-]+)$/m.exec(text)?.[1]
      const sections = [...operations.matchAll(/^### (.+)$/gm)].map(([, title = '']) =>
        title.toLowerCase().replaceAll(' ', '-'),
      )
      expect(sections).toContain(anchor)
      // Quotes and brackets that do not close would make the whole file useless.
      for (const pair of ['()', '[]', '{}'])
        expect(text.split(pair[0] ?? '').length).toBe(text.split(pair[1] ?? '').length)
      expect((text.split('"').length - 1) % 2).toBe(0)
      expect(text).not.toMatch(/\t/)
    },
  )

  test('has no part of the runbook that no alert leads to', () => {
    const sections = [...operations.matchAll(/^### (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    )
    const led = [...alerts.matchAll(/operations\.md#([a-z-]+)/g)].map(([, anchor]) => anchor)
    expect(sections.toSorted()).toEqual(led.toSorted())
  })
})
