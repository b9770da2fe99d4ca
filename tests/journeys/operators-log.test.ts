import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import pino from 'pino'
import { startApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/index.ts'
import { type MemberId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { startFakeTeams } from '../helpers/fake-teams.ts'
import { buildHouse, houseOf, mora } from '../helpers/house.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'
import { anonymousConfig } from '../helpers/whole-app.ts'

const secret = 'Återhållet: en **svart** bil på Älgvägen <at>Någon</at>'
const titles = Array.from({ length: 10 }, (_, at) => `Återhållen titel ${at} åäö`)

/** Coordinators with a chat each, so that what is sent to them is under way at the same time. */
const coordinators = titles.map((title, at) => ({
  title,
  tenantId: mora.coordinator.tenantId,
  aadObjectId: `6d6f7261-0000-4000-8000-0000000003${10 + at}`,
  name: `Återhållet namn ${at}`,
}))

type Line = Readonly<Record<string, unknown>>

test('a tenant that no council accepts is turned away, and let in when an operator is of it', async () => {
  const fake = await startFakeTeams()
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-operators-'))
  const tenantId = '66666666-0000-4000-8000-00000000000a'
  const operator = { aadObjectId: '66666666-0000-4000-8000-00000000000b', name: 'Drift' }
  const activities = teamsActivities(fake.url, tenantId)
  async function answered(operators: readonly Person[]): Promise<number> {
    const config = { ...anonymousConfig, databaseUrl: `sqlite:${join(folder, 'åäö.db')}`, operators }
    const app = await startApp(config, pino({ level: 'silent' }))
    const response = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(activities.message('utskick', { from: operator })),
    })
    await app.stop()
    return response.status
  }
  expect(await answered([])).toBe(403)
  expect(fake.requests).toHaveLength(0)
  expect(await answered([{ tenantId, aadObjectId: operator.aadObjectId }])).toBe(200)
  expect(JSON.stringify(fake.requests)).toContain('Alla råd')
  await fake.stop()
  rmSync(folder, { recursive: true })
})

eachDatabase('The log of what is sent unasked', (engine) => {
  test('has one line an attempt, of every outcome there is, and tells of no person and no text', async () => {
    const url = await engine.emptyUrl()
    const fake = await startFakeTeams()
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
    const config = { ...anonymousConfig, databaseUrl: url }
    const activities = teamsActivities(fake.url, mora.coordinator.tenantId)

    // A council with many coordinators, and one report that each of them is owed a card of.
    const first = await openDatabase(url)
    const house = await buildHouse(first)
    const seat = await first.db.selectFrom('members').selectAll().executeTakeFirstOrThrow()
    await first.db.updateTable('members').set({ roles: '["reporter"]' }).execute()
    await first.db
      .insertInto('members')
      .values(
        coordinators.map(({ title, tenantId, aadObjectId }) => ({
          ...seat,
          id: newId<MemberId>(),
          tenant_id: tenantId,
          aad_object_id: aadObjectId,
          title,
          roles: '["coordinator"]',
        })),
      )
      .execute()
    await first.close()

    // They write to the bot, so that it knows where they are.
    const before = await startApp(config, log, { clock: house.clock })
    for (const { aadObjectId, name } of coordinators)
      await fetch(`${before.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activities.message(secret, { from: { aadObjectId, name } })),
      })
    await before.stop()
    fake.forget()

    const second = await openDatabase(url)
    const { db } = second
    const again = houseOf({ db, clock: house.clock }, house.clock, house.councilId)
    const idIn = async (table: 'categories' | 'places') =>
      (await db.selectFrom(table).select('id').orderBy('key').executeTakeFirstOrThrow()).id
    await again.as(mora.fieldWorker).forges('incidents.report', {
      category: await idIn('categories'),
      place: await idIn('places'),
      date: '2026-11-19',
      time: '21:30',
      text: 'Återhållet: buller på Älgvägen.',
      impact: '2',
      certainty: 'observed',
      similar: 'new',
    })
    const owed = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
    const [broken, gone, nowhere] = owed
    if (!broken || !gone || !nowhere) throw new Error('nothing is owed')
    await db
      .updateTable('outbox')
      .set({ recipient: 'trasig mottagare' })
      .where('id', '=', broken.id)
      .execute()
    await db.updateTable('outbox').set({ subject_id: newId<string>() }).where('id', '=', gone.id).execute()
    await db.deleteFrom('addresses').where('person', '=', nowhere.recipient.slice('person:'.length)).execute()
    await second.close()

    lines.length = 0
    fake.failNext(
      { status: 504 },
      { status: 400, message: secret },
      { status: 403, code: 'ConversationBlockedByUser', message: secret },
      { status: 412 },
      'reset after the body',
      { status: 429, retryAfter: '3600' },
    )
    const app = await startApp(config, log, { clock: house.clock })
    await app.deliver()
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    await app.stop()
    await fake.stop()

    const logged = lines.map((line) => JSON.parse(line) as Line)
    const attempts = logged.filter(({ msg }) => msg === 'attempt')
    expect(attempts.map(({ outcome }) => outcome).toSorted()).toEqual([
      ...['delivered', 'fault', 'noLongerNeeded', 'refused', 'retry', 'throttled'],
      ...['uncertain', 'uncertain', 'unreachable', 'unreachable'],
    ])
    const known = ['kind', 'outcome', 'reason', 'promises', 'earlier', 'lateMs', 'fault']
    for (const { level, time, pid, hostname, msg, ...told } of attempts) {
      expect(Object.keys(told).filter((key) => !known.includes(key))).toEqual([])
      expect(told).toMatchObject({ kind: 'incidents.coordination', promises: 1, earlier: 0 })
      expect(level).toBe(told.outcome === 'refused' || told.outcome === 'fault' ? 50 : 30)
    }
    const { incidents, members } = {
      incidents: owed.map((row) => row.subject_id),
      members: owed.map((row) => row.id),
    }
    const personal = [
      ...['Återhåll', 'Älgvägen', 'trasig mottagare', 'H-2026', 'svart'],
      ...coordinators.flatMap(({ aadObjectId, title, name }) => [aadObjectId, title, name]),
      ...[mora.fieldWorker.aadObjectId, mora.outsider.aadObjectId, house.councilId],
      ...[...incidents, ...members],
    ]
    const told = lines.join('')
    expect(personal.filter((text) => told.includes(text) || metrics.includes(text))).toEqual([])

    // The numbers say the same as the lines.
    expect(metrics).toContain('tryggve_attempts_total{kind="incidents.coordination",outcome="uncertain"} 2')
    expect(metrics).toMatch(/tryggve_throttled_seconds_total 3600/)
    expect(metrics).toMatch(/tryggve_outbox_held_messages 2/)
    const beat = Number(/^tryggve_last_beat_timestamp_seconds (\S+)/m.exec(metrics)?.[1])
    expect(beat).toBe(Date.parse(house.clock.now()) / 1_000)
  }, 30_000)
})
