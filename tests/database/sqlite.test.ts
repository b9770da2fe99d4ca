import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { DatabaseInUse, openDatabase } from '../../src/database/index.ts'
import { startChild } from '../helpers/child.ts'

describe('the SQLite file', () => {
  let folder: string
  let url: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tryggve-sqlite-'))
    url = `sqlite:${join(folder, 'var', 'data', 'händelser.db')}`
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  test('is made together with its folders', async () => {
    const database = await openDatabase(url)
    await database.close()
    expect(existsSync(join(folder, 'var', 'data', 'händelser.db'))).toBe(true)
  })

  test('is written through a log, to the disk at every commit, with foreign keys on', async () => {
    const database = await openDatabase(url)
    const values = {
      journal: await sql<{ journal_mode: string }>`pragma journal_mode`.execute(database.db),
      synchronous: await sql<{ synchronous: number }>`pragma synchronous`.execute(database.db),
      foreignKeys: await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(database.db),
    }
    await database.close()
    const full = 2
    expect(values.journal.rows).toEqual([{ journal_mode: 'wal' }])
    expect(values.synchronous.rows).toEqual([{ synchronous: full }])
    expect(values.foreignKeys.rows).toEqual([{ foreign_keys: 1 }])
  })

  test('is refused to a second process, in words that say what to do', async () => {
    const database = await openDatabase(url)
    const second = startChild('hold-database.ts', [url])
    expect(await second.line()).toBe('DatabaseInUse')
    await second.kill()
    await database.ping()
    await database.close()
  })

  test('is refused to this process while another has it, and free once that one is killed', async () => {
    const holder = startChild('hold-database.ts', [url])
    expect(await holder.line()).toBe('open')
    const refused = openDatabase(url)
    await expect(refused).rejects.toThrow(DatabaseInUse)
    await expect(refused).rejects.toThrow(/SQLite serves one process: stop the other one first/)
    await holder.kill()
    const database = await openDatabase(url)
    await database.ping()
    await database.close()
  })

  test('is refused when the same process opens it twice, and free after closing', async () => {
    const database = await openDatabase(url)
    await expect(openDatabase(url)).rejects.toThrow(DatabaseInUse)
    await database.close()
    const again = await openDatabase(url)
    await again.close()
  })

  test('that is no database is told by its own error, and the lock is let go', async () => {
    const file = join(folder, 'brev.txt')
    writeFileSync(file, 'Det här är ett brev och ingen databas. '.repeat(50))
    await expect(openDatabase(`sqlite:${file}`)).rejects.toThrow(/not a database/)
    rmSync(file)
    const database = await openDatabase(`sqlite:${file}`)
    await database.close()
  })
})
