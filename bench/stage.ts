import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, openDatabase, type Tables } from '../src/database/index.ts'
import { promiseToSend, recipientOfKey } from '../src/delivery/index.ts'
import { type Instant, instant, minuteMs, systemClock } from '../src/shared/clock.ts'
import { type IncidentId, type MemberId, newId } from '../src/shared/ids.ts'
import { type LocalDate, momentAt } from '../src/shared/stockholm.ts'
import { buildHouse, buttonOf, choicesOf, type House, mora, valuesOf } from '../tests/helpers/house.ts'

/** A database on this disk with many people who are to be reminded, and a channel that many cards are owed to. */
export interface Stage {
  readonly databaseUrl: string
  /** How far the clock of Tryggve is ahead, in milliseconds: its next full minute is the one they are all due in. */
  readonly clockAheadMs: number
  /** What the outbox says, by state. To be asked when nobody else has the database. */
  states(): Promise<Readonly<Record<string, number>>>
  remove(): void
}

/** A Thursday at 13, when Mora's council asks those who have been silent whether there is something to report. */
const dueAt = momentAt('2026-11-26' as LocalDate, '13:00')
/** How long Tryggve has to start before that minute begins. */
const startMs = 8_000
const atOnce = 500

export async function prepareStage(
  serviceUrl: string,
  { people, cards }: { readonly people: number; readonly cards: number },
): Promise<Stage> {
  const home = fileURLToPath(new URL('../var/', import.meta.url))
  mkdirSync(home, { recursive: true })
  const folder = mkdtempSync(join(home, 'bench-'))
  const databaseUrl = `sqlite:${join(folder, 'bench.db')}`
  const database = await openDatabase(databaseUrl)
  const house = await buildHouse(database)
  await addPeople(house, serviceUrl, people)
  await oweCards(house, serviceUrl, cards)
  await database.close()
  const begins = Math.ceil((Date.parse(systemClock.now()) + startMs) / minuteMs) * minuteMs
  return {
    databaseUrl,
    clockAheadMs: Date.parse(dueAt) - begins,
    states: () => statesIn(databaseUrl),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Reporters of Mora's council who have never said anything, but can be reached. */
async function addPeople({ world, councilId }: House, serviceUrl: string, count: number): Promise<void> {
  const { tenantId } = mora.fieldWorker
  const organisation = await world.db.selectFrom('organisations').select('id').executeTakeFirstOrThrow()
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, () => newId<string>())
    await world.db
      .insertInto('members')
      .values(
        some.map((aadObjectId) => ({
          id: newId<MemberId>(),
          council_id: councilId,
          tenant_id: tenantId,
          aad_object_id: aadObjectId,
          title: 'Fältarbetare',
          organisation_id: organisation.id,
          roles: '["reporter"]',
          added_at: world.clock.now(),
          removed_at: null,
        })),
      )
      .execute()
    await addAddresses(
      world.db,
      some.map((id) => address(serviceUrl, { id: `a:people-${id}`, tenantId, person: `${tenantId}/${id}` })),
    )
  }
}

/** Cards of as many incidents, all owed to one channel. The incidents are alike but for their numbers. */
async function oweCards(house: House, serviceUrl: string, count: number): Promise<void> {
  if (count === 0) return
  const { world, councilId } = house
  const channel = '19:channel-mora@thread.tacv2'
  await addAddresses(world.db, [address(serviceUrl, { id: channel, tenantId: newId(), person: null })])
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

function address(
  serviceUrl: string,
  { id, tenantId, person }: { id: string; tenantId: string; person: string | null },
): Tables['addresses'] {
  const kind = person === null ? 'channel' : 'personal'
  const conversation = { id, name: '', conversationType: kind, isGroup: person === null, tenantId }
  const seen: Instant = instant('2026-11-20T08:00:00.000Z')
  return {
    conversation_id: id,
    kind,
    tenant_id: tenantId,
    person,
    shown_name: null,
    locale: 'sv',
    service_url: serviceUrl,
    reference: JSON.stringify({
      channelId: 'msteams',
      serviceUrl,
      bot: { id: '28:tryggve', name: '' },
      conversation,
    }),
    seen_at: seen,
    closed_at: null,
    closed_why: null,
  }
}

async function addAddresses(db: Database, rows: readonly Tables['addresses'][]): Promise<void> {
  await db.insertInto('addresses').values(rows).execute()
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
