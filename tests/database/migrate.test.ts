import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { migrate, openDatabase } from '../../src/database/index.ts'
import { eachDatabase } from '../helpers/databases.ts'

eachDatabase('migrations', (engine) => {
  test('make the tables of an empty database, and a second time do nothing', async () => {
    const first = await openDatabase(await engine.emptyUrl())
    await migrate(first.db)
    await migrate(first.db)
    await first.close()
    expect(true).toBe(true)
  })
})
