import { expect, test } from '@jest/globals'
import { type Act, actOnce, type Database, type Deed, type World } from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { type CouncilId, newId, type OnceId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'
import { addCouncil } from '../helpers/small-council.ts'

const fieldWorker: Person = { tenantId: 'TENANT-mora', aadObjectId: 'Fältarbetaren' }
const officer: Person = { tenantId: 'tenant-polisen', aadObjectId: 'områdespolisen' }

eachDatabase('an act', (engine) => {
  async function start() {
    const database = await engine.open()
    const world: World = { db: database.db, clock: fixedClock('2026-11-20T21:30:00.000Z') }
    const councilId = await addCouncil(database.db)
    return { database, world, councilId }
  }

  function actOf(councilId: CouncilId, who = fieldWorker, once = newId<OnceId>()): Act {
    return { councilId, who, verb: 'prov.räkna', onceId: once }
  }

  /** Work that shows whether it was done: it counts up, and tells the count. */
  function counting(world: World, act: Act, deed?: Partial<Deed>) {
    return actOnce(world, act, async (tx) => {
      const row = await tx
        .insertInto('counters')
        .values({ council_id: act.councilId, kind: 'prov', year: 2026, last: 1 })
        .onConflict((oc) =>
          oc
            .columns(['council_id', 'kind', 'year'])
            .doUpdateSet((eb) => ({ last: eb('counters.last', '+', 1) })),
        )
        .returning('last')
        .executeTakeFirstOrThrow()
      return { subjectKind: 'prov', subjectId: `prov-${row.last}`, changes: [], ...deed }
    })
  }

  async function counted(db: Database): Promise<number | undefined> {
    const row = await db.selectFrom('counters').select('last').executeTakeFirst()
    return row?.last
  }

  async function books(db: Database) {
    return {
      history: await db.selectFrom('history').selectAll().orderBy('position').execute(),
      audit: await db.selectFrom('audit').selectAll().execute(),
      once: await db.selectFrom('once').selectAll().execute(),
    }
  }

  test('takes effect once when it comes again, and says what the first one came to', async () => {
    const { world, councilId } = await start()
    const act = actOf(councilId)
    expect(await counting(world, act)).toEqual({ subjectId: 'prov-1', again: false })
    expect(await counting(world, act)).toEqual({ subjectId: 'prov-1', again: true })
    expect(await counted(world.db)).toBe(1)
    const { audit, once } = await books(world.db)
    expect([audit.length, once.length]).toEqual([1, 1])
  })

  test('takes effect once when it comes twenty times at the same moment', async () => {
    const { database, world, councilId } = await start()
    const other: World = { ...world, db: (await engine.another(database)).db }
    const act = actOf(councilId)
    const race = Array.from({ length: 20 }, (_, turn) => counting(turn % 2 ? world : other, act))
    const answers = await Promise.all(race)
    expect(answers.filter((answer) => !answer.again)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.subjectId)).size).toBe(1)
    expect(await counted(world.db)).toBe(1)
    const { audit, once } = await books(world.db)
    expect([audit.length, once.length]).toEqual([1, 1])
  })

  test('is counted every time when twenty different ones come at the same moment', async () => {
    const { world, councilId } = await start()
    const answers = await Promise.all(Array.from({ length: 20 }, () => counting(world, actOf(councilId))))
    expect(new Set(answers.map((answer) => answer.subjectId)).size).toBe(20)
    expect(await counted(world.db)).toBe(20)
  })

  test('is another act when another person sends the same id', async () => {
    const { world, councilId } = await start()
    const once = newId<OnceId>()
    const first = await counting(world, actOf(councilId, fieldWorker, once))
    const second = await counting(world, actOf(councilId, officer, once))
    expect([first.again, second.again]).toEqual([false, false])
    expect(second.subjectId).toBe('prov-2')
  })

  test('is the same act however the tenant and the person are written', async () => {
    const { world, councilId } = await start()
    const once = newId<OnceId>()
    await counting(world, actOf(councilId, fieldWorker, once))
    const shouted = { tenantId: 'tenant-MORA', aadObjectId: 'FÄLTARBETAREN' }
    expect((await counting(world, actOf(councilId, shouted, once))).again).toBe(true)
  })

  test('leaves nothing behind when its work throws, and can be tried again', async () => {
    const { world, councilId } = await start()
    const act = actOf(councilId)
    const broken = actOnce(world, act, async (tx) => {
      await tx
        .insertInto('counters')
        .values({ council_id: councilId, kind: 'prov', year: 2026, last: 7 })
        .execute()
      throw new Error('mitt i åtgärden')
    })
    await expect(broken).rejects.toThrow('mitt i åtgärden')
    expect(await counted(world.db)).toBeUndefined()
    expect(await books(world.db)).toEqual({ history: [], audit: [], once: [] })
    expect(await counting(world, act)).toEqual({ subjectId: 'prov-1', again: false })
  })

  test('leaves nothing behind when its books cannot be kept', async () => {
    const { world, councilId } = await start()
    const nowhere = { ...actOf(councilId), councilId: newId<CouncilId>() }
    const broken = actOnce(world, nowhere, async (tx) => {
      await tx
        .insertInto('counters')
        .values({ council_id: councilId, kind: 'prov', year: 2026, last: 7 })
        .execute()
      return { subjectKind: 'prov', subjectId: 'prov-7', changes: [] }
    })
    await expect(broken).rejects.toThrow(/foreign key/i)
    expect(await counted(world.db)).toBeUndefined()
    expect(await books(world.db)).toEqual({ history: [], audit: [], once: [] })
  })

  test('writes down who changed what, when and why, field by field in order', async () => {
    const { world, councilId } = await start()
    const act = actOf(councilId, officer)
    await counting(world, act, {
      changes: [
        { field: 'plats', from: null, to: 'Älvgatan 5, é' },
        { field: 'bedömning', from: 'låg', to: 'hög', why: 'fler såg samma sak' },
      ],
    })
    const common = {
      council_id: councilId,
      who: 'tenant-polisen/områdespolisen',
      at: instant('2026-11-20T21:30:00.000Z'),
      subject_kind: 'prov',
      subject_id: 'prov-1',
      id: expect.any(String),
    }
    const { history, audit, once } = await books(world.db)
    expect(history).toEqual([
      { ...common, field: 'plats', old_value: null, new_value: 'Älvgatan 5, é', why: null, position: 0 },
      {
        ...common,
        field: 'bedömning',
        old_value: 'låg',
        new_value: 'hög',
        why: 'fler såg samma sak',
        position: 1,
      },
    ])
    expect(audit).toEqual([{ ...common, verb: 'prov.räkna' }])
    expect(once).toEqual([
      { who: common.who, once_id: act.onceId, verb: 'prov.räkna', subject_id: 'prov-1', at: common.at },
    ])
  })

  test('is still known after a restart', async () => {
    const { database, world, councilId } = await start()
    const act = actOf(councilId)
    await counting(world, act)
    const again = await engine.reopen(database)
    expect(await counting({ ...world, db: again.db }, act)).toEqual({ subjectId: 'prov-1', again: true })
  })

  test('keeps the books of everything that it did, under one id', async () => {
    const { world, councilId } = await start()
    const linked = {
      subjectKind: 'prov',
      subjectId: 'prov-99',
      changes: [{ field: 'länk', from: null, to: 'prov-1' }],
    }
    await counting(world, actOf(councilId), { also: [linked] })
    const { history, audit, once } = await books(world.db)
    expect(history.map(({ subject_id, field }) => [subject_id, field])).toEqual([['prov-99', 'länk']])
    expect(audit.map(({ subject_id }) => subject_id).sort()).toEqual(['prov-1', 'prov-99'])
    expect(once.map(({ subject_id }) => subject_id)).toEqual(['prov-1'])
  })
})
