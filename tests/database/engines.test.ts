import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { openDatabase } from '../../src/database/index.ts'
import { type CouncilId, newId } from '../../src/shared/ids.ts'
import { tidy } from '../../src/shared/text.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { addCouncil } from '../helpers/small-council.ts'

eachDatabase('the database', (engine) => {
  test('says which engine it is and answers a ping, until it is closed', async () => {
    const database = await engine.open()
    expect(database.engine).toBe(engine.name === 'SQLite' ? 'sqlite' : 'postgres')
    await database.ping()
    await database.close()
    await expect(database.ping()).rejects.toThrow()
  })

  test('tells about each statement to whoever listens', async () => {
    const statements: string[] = []
    const database = await openDatabase(await engine.emptyUrl(), (event) => {
      statements.push(event.query.sql)
    })
    statements.length = 0
    await database.db.selectFrom('councils').select('id').execute()
    await database.close()
    expect(statements).toEqual(['select "id" from "councils"'])
  })

  test.each([
    'Älvdalen, Åsen, Öje och kaféet É',
    '“Rån” – 100 % ‘säkert’; drop table incidents;--',
    'emoji 🚲 och 𝒢, tab\toch\nrad',
    'a\u030a a\u0308 o\u0308'.normalize('NFC'),
  ])('gives back the text %j as it was', async (text) => {
    const database = await engine.open()
    const id = await addCouncil(database.db, text)
    const again = await engine.reopen(database)
    const found = await again.db.selectFrom('councils').select('id').where('name', '=', text).execute()
    expect(found).toEqual([{ id }])
  })

  test('finds a text however its letters were put together, once it is tidied', async () => {
    const database = await engine.open()
    const id = await addCouncil(database.db, tidy('Ra\u030adet i O\u0308je\r\n'))
    const found = await database.db
      .selectFrom('councils')
      .select('id')
      .where('name', '=', tidy(' Rådet i Öje'))
      .execute()
    expect(found).toEqual([{ id }])
  })

  test('gives numbers as numbers: counts, sums, columns', async () => {
    const database = await engine.open()
    const council = await addCouncil(database.db)
    await database.db
      .insertInto('counters')
      .values([1, 2].map((year) => ({ council_id: council, kind: 'händelse', year, last: year * 20 })))
      .execute()
    const row = await database.db
      .selectFrom('counters')
      .select((eb) => [
        eb.fn.countAll<number>().as('count'),
        eb.fn.sum<number>('last').as('sum'),
        eb.fn.max('year').as('year'),
      ])
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ count: 2, sum: 60, year: 2 })
  })

  test('gives what is empty as null, and an empty text as an empty text', async () => {
    const database = await engine.open()
    const council = await addCouncil(database.db, '')
    const row = await database.db
      .selectFrom('councils')
      .select(['name', 'channel_conversation'])
      .where('id', '=', council)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ name: '', channel_conversation: null })
  })

  test('refuses a row that points at nothing', async () => {
    const database = await engine.open()
    const orphan = database.db
      .insertInto('accepted_tenants')
      .values({ council_id: newId<CouncilId>(), tenant_id: 'kommunen' })
      .execute()
    await expect(orphan).rejects.toThrow(/foreign key/i)
  })

  test('refuses to take away what others point at', async () => {
    const database = await engine.open()
    const council = await addCouncil(database.db)
    await database.db
      .insertInto('accepted_tenants')
      .values({ council_id: council, tenant_id: 'kommunen' })
      .execute()
    await expect(database.db.deleteFrom('councils').execute()).rejects.toThrow(/foreign key/i)
  })

  test('refuses the same key twice', async () => {
    const database = await engine.open()
    const council = await addCouncil(database.db)
    const tenant = { council_id: council, tenant_id: 'kommunen' }
    await database.db.insertInto('accepted_tenants').values(tenant).execute()
    await expect(database.db.insertInto('accepted_tenants').values(tenant).execute()).rejects.toThrow(
      /unique/i,
    )
  })

  test('orders moments and days as text, letter by letter, on both engines alike', async () => {
    const database = await engine.open()
    const council = await addCouncil(database.db)
    const kinds = ['B', 'a', 'Z', 'å', 'ä', '_', '2026-03-29', '2026-10-25']
    for (const kind of kinds)
      await database.db
        .insertInto('counters')
        .values({ council_id: council, kind, year: 2026, last: 0 })
        .execute()
    const rows = await database.db.selectFrom('counters').select('kind').orderBy('kind').execute()
    const byteOrder = ['2026-03-29', '2026-10-25', 'B', 'Z', '_', 'a', 'ä', 'å']
    expect(rows.map((row) => row.kind)).toEqual(byteOrder)
  })

  test('undoes the whole transaction when one statement of it fails', async () => {
    const database = await engine.open()
    const failing = database.db.transaction().execute(async (tx) => {
      const council = await addCouncil(tx)
      await tx.insertInto('accepted_tenants').values({ council_id: council, tenant_id: 'x' }).execute()
      await sql`insert into no_such_table values (1)`.execute(tx)
    })
    await expect(failing).rejects.toThrow(/no_such_table/)
    expect(await database.db.selectFrom('councils').select('id').execute()).toEqual([])
  })
})
