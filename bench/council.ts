import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type OpenDatabase, openDatabase } from '../src/database/index.ts'
import { buildHouse, type House } from '../tests/helpers/house.ts'

/** Mora's council in a database on this disk, open to be filled. Whoever fills it closes it before others open it. */
export interface CouncilOnDisk {
  readonly databaseUrl: string
  readonly database: OpenDatabase
  readonly house: House
  /** Removes the database. */
  remove(): void
}

export async function councilOnDisk(): Promise<CouncilOnDisk> {
  const home = fileURLToPath(new URL('../var/', import.meta.url))
  mkdirSync(home, { recursive: true })
  const folder = mkdtempSync(join(home, 'bench-'))
  const databaseUrl = `sqlite:${join(folder, 'bench.db')}`
  const database = await openDatabase(databaseUrl)
  const house = await buildHouse(database)
  return {
    databaseUrl,
    database,
    house,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
