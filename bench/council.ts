import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type OpenDatabase, openDatabase } from '../src/database/index.ts'
import { buildHouse, type House } from '../tests/helpers/house.ts'
import { type PostgresServer, startPostgresServer } from '../tests/helpers/postgres-server.ts'

/** Mora's council in a database, open to be filled. Whoever fills SQLite closes it before others open it. */
export interface StoredCouncil {
  readonly databaseUrl: string
  readonly database: OpenDatabase
  readonly house: House
  /** Where the benchmark may keep more, such as a log. */
  readonly folder: string
  /** The server, where it is PostgreSQL. */
  readonly server?: PostgresServer
  /** Removes it all. */
  remove(): Promise<void>
}

/** In SQLite on this disk. */
export function councilOnDisk(): Promise<StoredCouncil> {
  const folder = newFolder()
  const remove = async () => rmSync(folder, { recursive: true, force: true })
  return stored(`sqlite:${join(folder, 'bench.db')}`, folder, remove)
}

/** In a PostgreSQL that is started for it, and loses nothing when it is killed. */
export async function councilInPostgres(): Promise<StoredCouncil> {
  const folder = newFolder()
  const server = await startPostgresServer({ durable: true })
  const council = await stored(server.url, folder, async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return { ...council, server }
}

function newFolder(): string {
  const home = fileURLToPath(new URL('../var/', import.meta.url))
  mkdirSync(home, { recursive: true })
  return mkdtempSync(join(home, 'bench-'))
}

async function stored(
  databaseUrl: string,
  folder: string,
  remove: () => Promise<void>,
): Promise<StoredCouncil> {
  const database = await openDatabase(databaseUrl)
  const house = await buildHouse(database)
  return { databaseUrl, database, house, folder, remove }
}
