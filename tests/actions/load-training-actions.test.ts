import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from '@jest/globals'
import { loadTrainingActions } from '../../src/actions/index.ts'
import { councilRules } from '../../src/councils/index.ts'
import { loadTraining } from '../../src/incidents/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, type House, mora, textOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'

interface Training {
  readonly incidents: readonly { readonly occurredAt: string; readonly text: string }[]
  readonly actions: readonly {
    readonly action: string
    readonly due: string
    readonly responsibleOrg: string
    readonly status: string
    readonly target: number
    readonly achieved: number
  }[]
}
const file: Training = JSON.parse(
  readFileSync(new URL('../../data/training-data.json', import.meta.url), 'utf8'),
)
const rulesOf = councilRules(readWordLists())

async function load({ world, councilId }: House, json: unknown): Promise<number> {
  return loadTrainingActions(world, councilId, json, await rulesOf(world.db, councilId))
}

eachDatabase('The training actions', (engine) => {
  let house: House
  beforeAll(async () => {
    house = await buildHouse(await engine.open())
    await load(house, file)
  })

  const rows = () =>
    house.world.db
      .selectFrom('actions')
      .innerJoin('members', 'members.id', 'actions.owner_id')
      .selectAll('actions')
      .select('members.title as owner')
      .orderBy('due_on')
      .orderBy('number')
      .execute()

  test('are all there, as training, agreed on by nobody', async () => {
    const loaded = await rows()
    expect(loaded.map(({ text }) => text).toSorted()).toEqual(
      file.actions.map(({ action }) => action).toSorted(),
    )
    for (const { number, training, created_by_aad } of loaded) {
      expect(number).toMatch(/^ÖVN-Å-\d{4}-\d{4}$/)
      expect([training, created_by_aad]).toEqual([1, 'training'])
    }
  })

  test('are moved by the whole weeks that the incidents are moved by', async () => {
    const { world, councilId } = house
    await loadTraining(world, councilId, file, await rulesOf(world.db, councilId))
    const newest = file.incidents.reduce((one, other) => (one.occurredAt > other.occurredAt ? one : other))
    const incident = await world.db
      .selectFrom('incidents')
      .select('occurred_at')
      .where('training', '=', 1)
      .orderBy('occurred_at', 'desc')
      .executeTakeFirstOrThrow()
    const days = (from: string, to: string) =>
      Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
    const moved = days(newest.occurredAt, incident.occurred_at)
    expect(moved % 7).toBe(0)
    const byText = new Map<string, string>((await rows()).map((row) => [row.text, row.due_on]))
    for (const { action, due } of file.actions)
      expect([action, days(due, byText.get(action) ?? '')]).toEqual([action, moved])
  })

  test('are owned by a member of the organisation, else by the municipality’s coordinator', async () => {
    const owners = new Map<string, string>((await rows()).map((row) => [row.text, row.owner]))
    const expected: Readonly<Record<string, string>> = {
      polis: 'Kommunpolis',
      socialforvaltningen: 'Fältarbetare',
    }
    for (const { action, responsibleOrg } of file.actions)
      expect([action, owners.get(action)]).toEqual([action, expected[responsibleOrg] ?? 'Samordnare Mora'])
  })

  test('have the state and the count of the file, and what was overdue there is late', async () => {
    const loaded = new Map((await rows()).map((row) => [row.text as string, row]))
    const states: Readonly<Record<string, string>> = { in_progress: 'inProgress', overdue: 'planned' }
    for (const told of file.actions) {
      const row = loaded.get(told.action)
      expect([told.action, row?.status]).toEqual([told.action, states[told.status] ?? told.status])
      expect([row?.progress_done, row?.progress_of]).toEqual(
        told.target > 1 ? [told.achieved, told.target] : [null, null],
      )
    }
    const plan = textOf(await house.as(mora.coordinator).writes('åtgärder'))
    expect(plan).toContain('Inget är försenat · 0 öppna · 0 klara')
    expect(plan).toContain('10 är övning och räknas inte.')
  })

  test('are loaded once, however often that is asked for', async () => {
    const before = await keptOf(house.world.db)
    expect(await load(house, file)).toBe(file.actions.length)
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('and nothing of a file that points out somebody, or is none', async () => {
    const { incidents, actions } = file
    const other = await buildHouse(await engine.open())
    const before = await keptOf(other.world.db)
    const bad = { incidents, actions: [{ ...actions[0], cause: 'Ring 070-123 45 67' }, ...actions.slice(1)] }
    await expect(load(other, bad)).rejects.toThrow('points out somebody')
    await expect(load(other, { incidents: [], actions })).rejects.toThrow()
    await expect(load(other, { incidents, actions: [{}] })).rejects.toThrow()
    expect(await keptOf(other.world.db)).toBe(before)
  })
})
