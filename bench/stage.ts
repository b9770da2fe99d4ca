import { openDatabase, type Tables } from '../src/database/index.ts'
import { promiseToSend, recipientOfKey } from '../src/delivery/index.ts'
import { minuteMs, systemClock } from '../src/shared/clock.ts'
import { type IncidentId, newId } from '../src/shared/ids.ts'
import { type LocalDate, momentAt } from '../src/shared/stockholm.ts'
import { buttonOf, choicesOf, type House, mora, valuesOf } from '../tests/helpers/house.ts'
import { addManyPeople, openAddress } from '../tests/helpers/many-people.ts'
import { councilOnDisk } from './council.ts'

/** A database on this disk with many people who are to be reminded, and a channel that many cards are owed to. */
export interface Stage {
  readonly databaseUrl: string
  /** How far the clock of Tryggve is ahead, in milliseconds: its next full minute is the one they are all due in. */
  readonly clockAheadMs: number
  /** What the outbox says, by state. To be asked when nobody else has the database. */
  states(): Promise<Readonly<Record<string, number>>>
  remove(): Promise<void>
}

/** A Thursday at 13, when Mora's council asks those who have been silent whether there is something to report. */
const dueAt = momentAt('2026-11-26' as LocalDate, '13:00')
/** How long Tryggve has to start before that minute begins. */
const startMs = 8_000

export async function prepareStage(
  serviceUrl: string,
  { people, cards }: { readonly people: number; readonly cards: number },
): Promise<Stage> {
  const { databaseUrl, database, house, remove } = await councilOnDisk()
  const tenants = [mora.fieldWorker.tenantId]
  await addManyPeople(database.db, house.councilId, serviceUrl, { count: people, tenants })
  await oweCards(house, serviceUrl, cards)
  await database.close()
  const begins = Math.ceil((Date.parse(systemClock.now()) + startMs) / minuteMs) * minuteMs
  return {
    databaseUrl,
    clockAheadMs: Date.parse(dueAt) - begins,
    states: () => statesIn(databaseUrl),
    remove,
  }
}

/** Cards of as many incidents, all owed to one channel. The incidents are alike but for their numbers. */
async function oweCards(house: House, serviceUrl: string, count: number): Promise<void> {
  if (count === 0) return
  const { world, councilId } = house
  const channel = '19:bra-mora@thread.tacv2'
  await world.db
    .insertInto('addresses')
    .values(openAddress(serviceUrl, { id: channel, tenantId: newId() }))
    .execute()
  const like = await oneIncident(house)
  await world.db.deleteFrom('outbox').execute()
  for (let at = 0; at < count; at += 1) {
    const id = newId<IncidentId>()
    const number = `H-2026-${String(at + 2).padStart(4, '0')}`
    await world.db
      .insertInto('incidents')
      .values({ ...like, id, number })
      .execute()
    const recipient = recipientOfKey(`conversation:${channel}`)
    const card = { councilId, kind: 'incidents.coordination', subjectId: id, occasion: 'v1', recipient }
    await world.db.transaction().execute((tx) => promiseToSend(tx, world.clock.now(), [{ ...card, dueAt }]))
  }
}

async function oneIncident(house: House): Promise<Tables['incidents']> {
  const worker = house.as(mora.fieldWorker)
  const form = await worker.writes('rapportera')
  await worker.forges('incidents.report', {
    ...buttonOf(form, 'Rapportera').data,
    ...valuesOf(form),
    category: choicesOf(form, 'category').Buskörning ?? '',
    place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
    text: 'Några bilar kör fort mellan raderna på parkeringen.',
    impact: '2',
  })
  return house.world.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow()
}

async function statesIn(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const { db, close } = await openDatabase(databaseUrl)
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  await close()
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}
