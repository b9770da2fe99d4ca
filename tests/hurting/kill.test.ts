import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../src/database/index.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { startChild } from '../helpers/child.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'
import { buildHouse, choicesOf, houseOf, mora, textOf, valuesOf } from '../helpers/house.ts'
import type { Orders } from '../helpers/report-and-die.ts'

/** How often the process is killed, on each engine: between two steps, and at a moment that chance picks. */
const killsBetweenSteps = { SQLite: 100, PostgreSQL: 44 } as const
const killsByChance = { SQLite: 4, PostgreSQL: 4 } as const
const never = Number.MAX_SAFE_INTEGER

/** A database with Mora's council, and a form that is filled in. Nobody has it open. */
interface Ground {
  readonly url: string
  readonly councilId: CouncilId
  readonly form: Readonly<Record<string, string>>
}

async function prepare(engine: Engine): Promise<Ground> {
  const database = await engine.open()
  const house = await buildHouse(database)
  const empty = await house.as(mora.fieldWorker).writes('rapportera')
  const form = {
    similar: 'new',
    ...valuesOf(empty),
    category: choicesOf(empty, 'category').Buskörning ?? '',
    place: choicesOf(empty, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
    text: 'Ett tjugotal bilar på parkeringen, några kör fort mellan raderna.',
    impact: '2',
  }
  await database.close()
  return { url: database.url, councilId: house.councilId, form }
}

/** Lets a process report until it is killed, and gives what it answered: number by once-id. */
async function reportAndDie(
  ground: Ground,
  onceIds: readonly string[],
  how: { readonly dieAfter?: number; readonly killAfterMs?: number },
): Promise<{ answered: ReadonlyMap<string, string>; statements: number | undefined }> {
  const orders: Orders = { ...ground, onceIds, dieAfter: how.dieAfter ?? never }
  const child = startChild('report-and-die.ts', [JSON.stringify(orders)])
  const answered = new Map<string, string>()
  let statements: number | undefined
  for (let line = await child.line(); line !== undefined; line = await child.line()) {
    const [first = '', second = ''] = line.split(' ')
    if (first === 'statements') statements = Number(second)
    else answered.set(first, second)
    if (answered.size === 1 && how.killAfterMs !== undefined)
      setTimeout(() => child.process.kill('SIGKILL'), how.killAfterMs)
  }
  await child.kill()
  return { answered, statements }
}

/** What an incident must have beside it, and the once-id that it was reported with. */
async function incidentsWithBooks(db: Database) {
  const incidents = await db.selectFrom('incidents').select(['id', 'number']).orderBy('number').execute()
  const count = async (table: 'history' | 'audit' | 'outbox') => {
    const rows = await db
      .selectFrom(table)
      .select((eb) => ['subject_id', eb.fn.countAll<number>().as('count')])
      .where(table === 'outbox' ? 'outbox.kind' : sql.ref('subject_kind'), 'like', 'incident%')
      .groupBy('subject_id')
      .execute()
    return new Map(rows.map(({ subject_id, count }) => [subject_id, count]))
  }
  const onces = await db
    .selectFrom('once')
    .select(['once_id', 'subject_id'])
    .where('verb', '=', 'incidents.report')
    .execute()
  const books = {
    history: await count('history'),
    audit: await count('audit'),
    outbox: await count('outbox'),
  }
  return { incidents, onces, books }
}

/** No half incident, no book without its incident, no number left out; every answered one is there. */
async function expectWhole(db: Database, answered: ReadonlyMap<string, string>): Promise<void> {
  const { incidents, onces, books } = await incidentsWithBooks(db)
  const ids = incidents.map(({ id }) => id).sort()
  const coordinators = 2
  expect(onces.map(({ subject_id }) => subject_id).sort()).toEqual(ids)
  expect(books.history).toEqual(new Map(ids.map((id) => [id, 1])))
  expect(books.audit).toEqual(new Map(ids.map((id) => [id, 1])))
  expect(books.outbox).toEqual(new Map(ids.map((id) => [id, coordinators])))
  expect(incidents.map(({ number }) => number)).toEqual(
    ids.map((_, index) => `H-2026-${String(index + 1).padStart(4, '0')}`),
  )
  const numberOf = new Map(incidents.map(({ id, number }) => [id as string, number]))
  const kept = new Map(onces.map(({ once_id, subject_id }) => [once_id, numberOf.get(subject_id)]))
  for (const [once, number] of answered) expect([once, kept.get(once)]).toEqual([once, number])
}

/** Looks at what the killed process left, as the next one finds it, and presses the unanswered button once more. */
async function lookAndRetry(
  ground: Ground,
  answered: Map<string, string>,
  onceIds: readonly string[],
): Promise<void> {
  const database = await openDatabase(ground.url)
  try {
    if (database.engine === 'postgres') await nobodyElse(database.db)
    await expectWhole(database.db, answered)
    const clock = fixedClock()
    const house = houseOf({ db: database.db, clock }, clock, ground.councilId)
    for (const once of onceIds) {
      const reply = await house.as(mora.fieldWorker).forges('incidents.report', { ...ground.form, once })
      const number = /H-2026-\d{4}/.exec(textOf(reply))?.[0] ?? textOf(reply)
      expect(number).toBe(answered.get(once) ?? number)
      answered.set(once, number)
    }
    expect(house.faults).toEqual([])
    await expectWhole(database.db, answered)
  } finally {
    await database.close()
  }
}

/** Waits until PostgreSQL has noticed that the killed process is gone. */
async function nobodyElse(db: Database): Promise<void> {
  const others = sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`
  while (((await others.execute(db)).rows[0]?.count ?? 0) > 0)
    await new Promise((next) => setTimeout(next, 5))
}

eachDatabase('A process that is killed while it saves', (engine) => {
  /** Works off the tasks in two lanes, each with a database of its own. */
  async function inTwoLanes<Task>(
    tasks: readonly Task[],
    work: (ground: Ground, task: Task, answered: Map<string, string>) => Promise<void>,
  ) {
    const lanes = [0, 1].map(async (lane) => {
      const ground = await prepare(engine)
      const answered = new Map<string, string>()
      for (const [index, task] of tasks.entries()) if (index % 2 === lane) await work(ground, task, answered)
      return answered.size
    })
    const sizes = await Promise.all(lanes)
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  test('leaves no half incident and loses no answered one, wherever between two steps it happens', async () => {
    // The second report of a process: the first one also reads the council's words, which are then kept.
    const { statements } = await reportAndDie(await prepare(engine), [randomUUID(), randomUUID()], {})
    if (statements === undefined) throw new Error('the process did not report')
    // From before the first step to after the last, when it is saved and not yet answered.
    const kills = killsBetweenSteps[engine.name]
    const places = Array.from({ length: kills }, (_, kill) => kill % (statements + 1))
    expect(new Set(places).size).toBe(statements + 1)
    const reported = await inTwoLanes(places, async (ground, dieAfter, answered) => {
      const [earlier, last] = [randomUUID(), randomUUID()]
      const run = await reportAndDie(ground, [earlier, last], { dieAfter })
      expect(run.statements).toBeUndefined()
      expect([...run.answered.keys()]).toEqual([earlier])
      for (const [once, number] of run.answered) answered.set(once, number)
      await lookAndRetry(ground, answered, [earlier, last])
    })
    expect(reported).toBe(2 * kills)
  }, 240_000)

  test('leaves no half incident and loses no answered one, at whatever moment it happens', async () => {
    const moments = Array.from({ length: killsByChance[engine.name] }, (_, kill) => kill * 2.3)
    await inTwoLanes(moments, async (ground, killAfterMs, answered) => {
      const onceIds = Array.from({ length: 400 }, () => randomUUID())
      const run = await reportAndDie(ground, onceIds, { killAfterMs })
      expect(run.statements).toBeUndefined()
      for (const [once, number] of run.answered) answered.set(once, number)
      const next = onceIds[run.answered.size]
      await lookAndRetry(ground, answered, next ? [next] : [])
    })
  }, 240_000)
})
