import { expect, test } from '@jest/globals'
import { migrate, openDatabase } from '../../src/database/index.ts'
import { startChild } from '../helpers/child.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { addCouncil } from '../helpers/small-council.ts'

async function tableNames(url: string): Promise<string[]> {
  const database = await openDatabase(url)
  const tables = await database.db.introspection.getTables()
  await database.close()
  return tables.map((table) => table.name).sort()
}

eachDatabase('migrations', (engine) => {
  test('make the tables of an empty database', async () => {
    const names = await tableNames(await engine.emptyUrl())
    expect(names).toEqual(
      expect.arrayContaining(['audit', 'councils', 'history', 'incidents', 'once', 'outbox']),
    )
  })

  test('do nothing the second time, and leave what is stored', async () => {
    const database = await engine.open()
    const council = await addCouncil(database.db, 'Rådet i Åre')
    const before = await database.db.introspection.getTables()
    await migrate(database.db)
    await migrate(database.db)
    const again = await engine.reopen(database)
    expect(await again.db.introspection.getTables()).toEqual(before)
    const stored = await again.db.selectFrom('councils').select(['id', 'name']).execute()
    expect(stored).toEqual([{ id: council, name: 'Rådet i Åre' }])
  })

  test('are whole or not there at all when the process is killed in the middle of them', async () => {
    const whole = await tableNames(await engine.emptyUrl())
    const url = await engine.emptyUrl()
    for (const statements of [1, 4, 9, 15, 22, 30]) {
      const child = startChild('migrate-and-die.ts', [url, String(statements)])
      expect(await child.line()).toBeUndefined()
      await child.kill()
    }
    expect(await tableNames(url)).toEqual(whole)
  })

  // SQLite serves one process: see sqlite.test.ts.
  if (engine.name === 'PostgreSQL') {
    test('run once when several processes start on the same empty database', async () => {
      const url = await engine.emptyUrl()
      const child = startChild('hold-database.ts', [url])
      const pools = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)])
      expect(await child.line()).toBe('open')
      await child.kill()
      for (const pool of pools) {
        await pool.ping()
        await pool.close()
      }
    })
  }
})
