import { expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import pg from 'pg'
import type { Sender } from '../../src/delivery/index.ts'
import { minuteMs } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { door, openPostOffice, personOf, posted, until } from './post-office.ts'

eachDatabase('A database that fails', (engine: Engine) => {
  const office = openPostOffice(engine)
  const { owe, oweInTurn, rows, states, delivery } = office

  /** Makes every write to the outbox fail from now on; gives the way back. */
  async function failWrites(): Promise<() => Promise<void>> {
    if (engine.name === 'SQLite') {
      const other = new Sqlite(office.database.url.slice('sqlite:'.length))
      await sql`pragma busy_timeout = 20`.execute(office.database.db)
      other.exec('begin immediate')
      return async () => {
        other.exec('rollback')
        other.close()
      }
    }
    await onPostgres(`
      create function broken() returns trigger language plpgsql as $$ begin
        perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create trigger broken before update on outbox for each statement execute function broken()`)
    return () => onPostgres('drop trigger broken on outbox; drop function broken()')
  }

  async function onPostgres(statements: string): Promise<void> {
    const client = new pg.Client({ connectionString: office.database.url })
    await client.connect()
    await client.query(statements)
    await client.end()
  }

  test('when the outcome is to be written down: that is done later, by the same worker, and nothing is sent twice', async () => {
    await oweInTurn('å', 'ö')
    await owe('annan', { to: personOf('mora', 7) })
    const answer = door()
    office.out.hold = answer.opened
    const worker = delivery()
    const draining = worker.drain().catch(() => undefined)
    await until(() => office.out.sent.length === 2)
    const heal = await failWrites()
    answer.open()
    await draining
    await until(() => office.faults.length === 2)
    expect(office.attempts).toEqual([])
    // It stays so while the database does, and other beats send nothing.
    await expect(worker.drain()).rejects.toThrow()
    expect(office.out.sent).toHaveLength(2)
    await heal()
    expect((await states()).toSorted()).toEqual(['sending', 'sending', 'waiting'])
    office.clock.advance(minuteMs)
    await worker.drain()
    expect(office.out.sent.toSorted()).toEqual(['post annan', 'post å', 'post ö'])
    expect(await rows()).toMatchObject(Array(3).fill({ state: 'delivered', attempts: 1, repeated: 0 }))
    expect(office.attempts.map((attempt) => attempt.outcome)).toEqual(Array(3).fill('delivered'))
  })

  test('when an attempt is to be begun: it is not sent, and comes when the database is back, in its place of the line', async () => {
    await oweInTurn('å', 'ö')
    let heal = async () => {}
    let asked = 0
    const sender: Sender = {
      ...office.out.sender,
      placeOf: async (to) => {
        if (asked++ === 0) heal = await failWrites()
        return office.out.sender.placeOf(to)
      },
    }
    const worker = delivery({ sender })
    await worker.drain().catch(() => undefined)
    expect(office.out.sent).toEqual([])
    await heal()
    for (let beat = 0; beat < 3; beat++) {
      office.clock.advance(minuteMs)
      await worker.drain()
    }
    expect(office.out.sent).toEqual(['post å', 'post ö'])
    expect(await states()).toEqual(['delivered', 'delivered'])
  })

  test('when something is to be taken: the beat says so, and the next one after it is back sends everything', async () => {
    await oweInTurn('å', 'ö')
    const worker = delivery()
    const heal = await failWrites()
    await expect(worker.drain()).rejects.toThrow()
    await heal()
    await worker.drain()
    expect(office.out.sent).toEqual(['post å', 'post ö'])
  })

  test('after it has taken something for us, so that we never heard of it: that is sent all the same', async () => {
    await owe('å')
    const worker = delivery()
    // The worker's name is known by what it takes.
    const lookup = door()
    const sender: Sender = { ...office.out.sender, placeOf: () => lookup.opened.then(() => undefined) }
    const known = delivery({ sender })
    const draining = known.drain()
    await until(async () => (await rows())[0]?.leased_by !== null)
    const [taken] = await rows()
    lookup.open()
    await draining
    await worker.drain()
    await owe('ö', { kind: posted })
    await office.database.db
      .updateTable('outbox')
      .set({ leased_by: taken?.leased_by ?? '', lease_until: office.clock.now() })
      .where('subject_id', '=', 'ö')
      .execute()
    const heal = await failWrites()
    await expect(known.drain()).rejects.toThrow()
    await heal()
    await known.drain()
    expect((await rows()).find((row) => row.subject_id === 'ö')?.state).toBe('undeliverable')
  })
})
