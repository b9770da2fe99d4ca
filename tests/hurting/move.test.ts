import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { addReports, layGround } from '../../bench/search-data.ts'
import { moveToPostgres, type OpenDatabase, openDatabase } from '../../src/database/index.ts'
import { keepIncidentsFindable } from '../../src/incidents/index.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'
import { buildHouse, houseOf, mora, textOf } from '../helpers/house.ts'
import { startServing } from '../helpers/hurt-stage.ts'
import { newPostgresDatabase } from '../helpers/postgres-databases.ts'

/** As many as a large municipality reports in a lifetime. */
const incidents = 100_000

/** The tables that the reports were dealt from are no part of the product. */
async function clearGround({ db }: OpenDatabase): Promise<void> {
  const { rows } = await sql<{
    name: string
  }>`select name from sqlite_schema where name like 'bench_%' and type = 'table'`.execute(db)
  for (const { name } of rows) await sql`drop table ${sql.table(name)}`.execute(db)
}

test('A hundred thousand incidents move to PostgreSQL, every row compared, and the bot goes on there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-flytt-'))
  const url = `sqlite:${join(folder, 'tryggve.db')}`
  const { url: target, drop } = await newPostgresDatabase()
  try {
    const source = await openDatabase(url)
    const { world, councilId } = await buildHouse(source)
    // The index is kept from here on, as in a database that has been served from its first day.
    await keepIncidentsFindable(world)
    const ground = { councilId, reporter: mora.fieldWorker }
    await layGround(source, ground)
    await addReports(source, ground, incidents)
    await clearGround(source)
    await source.close()

    const moved = await moveToPostgres(url, target)
    expect(moved.get('incidents')).toBe(incidents)

    const serving = await startServing(target)
    expect(await serving.status('/ready')).toBe(200)
    await serving.kill()
    const opened = await openDatabase(target)
    const house = houseOf({ db: opened.db, clock: fixedClock() }, fixedClock(), councilId)
    const list = textOf(await house.as(mora.coordinator).writes('händelser'))
    expect(list).toMatch(/B-2026-\d+/)
    await opened.close()
  } finally {
    await drop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)
