import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { type Database, openDatabase, transact } from '../../src/database/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { addCouncil } from '../helpers/small-council.ts'

eachDatabase('work that shares a commit', (engine) => {
  const names = async (db: Database) => {
    const rows = await db.selectFrom('councils').select('name').orderBy('name').execute()
    return rows.map(({ name }) => name)
  }

  test('is stored and answered, each with its own result', async () => {
    const { db } = await engine.open()
    const results = await Promise.all(
      ['Ål', 'Äng', 'Ö'].map((name, index) =>
        transact(db, async (tx) => {
          await addCouncil(tx, name)
          return index
        }),
      ),
    )
    expect(results).toEqual([0, 1, 2])
    expect((await names(db)).toSorted()).toEqual(['Ål', 'Äng', 'Ö'].toSorted())
  })

  test('is undone alone when it fails: what the others saved stays', async () => {
    const { db } = await engine.open()
    const outcomes = await Promise.allSettled([
      transact(db, (tx) => addCouncil(tx, 'före')),
      transact(db, async (tx) => {
        await addCouncil(tx, 'halvt')
        throw new Error('ångrat')
      }),
      transact(db, async (tx) => {
        await addCouncil(tx, 'trasigt')
        await sql`insert into no_such_table values (1)`.execute(tx)
      }),
      transact(db, (tx) => addCouncil(tx, 'sedan')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: new Error('ångrat') })
    expect(await names(db)).toEqual(['före', 'sedan'])
    await transact(db, (tx) => addCouncil(tx, 'till sist'))
    expect(await names(db)).toHaveLength(3)
  })

  test('is refused, all of it, when the one commit fails, and the next is served', async () => {
    if (engine.name === 'PostgreSQL') return // there each has a commit of its own
    const { db } = await engine.open()
    const orphan = (name: string) =>
      transact(db, async (tx) => {
        await addCouncil(tx, name)
        // Foreign keys are then checked at the commit, which is where it fails.
        await sql`pragma defer_foreign_keys = on`.execute(tx)
        await sql`insert into accepted_tenants (council_id, tenant_id) values ('ingen', 'x')`.execute(tx)
      })
    const outcomes = await Promise.allSettled([orphan('ett'), orphan('två')])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await names(db)).toEqual([])
    await transact(db, (tx) => addCouncil(tx, 'nästa'))
    expect(await names(db)).toEqual(['nästa'])
  })

  test('is on the disk when it is answered, and shares its commit with what came at the same time', async () => {
    const statements: string[] = []
    const { db, close } = await openDatabase(await engine.emptyUrl(), (event) => {
      statements.push(event.query.sql)
    })
    statements.length = 0
    await Promise.all(Array.from({ length: 10 }, () => transact(db, (tx) => addCouncil(tx))))
    const commits = statements.filter((statement) => statement === 'commit').length
    expect(commits).toBe(engine.name === 'SQLite' ? 1 : 10)
    await close()
  })
})
