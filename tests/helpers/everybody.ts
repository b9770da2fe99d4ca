import type { OpenDatabase } from '../../src/database/index.ts'
import { type IncidentId, type MemberId, newId } from '../../src/shared/ids.ts'
import { type Person, type Role, roles } from '../../src/shared/person.ts'
import { checked } from './checked.ts'
import { emptyDiary } from './diary.ts'
import { buildHouse, type House, mora } from './house.ts'

/** Everybody a right can be asked for: each role alone, and those who have none. */
export const outsiders = ['outsider', 'removed', 'foreign'] as const

export type Who = Role | (typeof outsiders)[number]
export const everybody: readonly Who[] = [...roles, ...outsiders]

/** Who each of them is. */
export const person = (who: Who): Person => ({
  tenantId: who === 'foreign' ? '66666666-0000-4000-8000-000000000001' : mora.coordinator.tenantId,
  aadObjectId: `6d6f7261-0000-4000-8000-000000000${201 + everybody.indexOf(who)}`,
})

/** One member for each role alone, one who was removed, and one whose tenant the council does not accept. */
async function seatEverybody(house: House): Promise<void> {
  const { db, clock } = house.world
  const seat = await db.selectFrom('members').selectAll().executeTakeFirstOrThrow()
  const rows = everybody
    .filter((who) => who !== 'outsider')
    .map((who) => ({
      ...seat,
      id: newId<MemberId>(),
      tenant_id: person(who).tenantId,
      aad_object_id: person(who).aadObjectId,
      title: `Bara ${who}`,
      roles: JSON.stringify(roles.some((role) => role === who) ? [who] : [...roles]),
      removed_at: who === 'removed' ? clock.now() : null,
    }))
  await db.insertInto('members').values(rows).execute()
}

export type State = 'new' | 'closed' | 'withdrawn' | 'linked'

/** Copies a reported incident: somebody's, in a state, published or not. */
export async function incidentOf(
  house: House,
  reporter: Person,
  state: State,
  published: boolean,
): Promise<IncidentId> {
  const { db, clock } = house.world
  const first = await db.selectFrom('incidents').selectAll().orderBy('number').executeTakeFirstOrThrow()
  const id = newId<IncidentId>()
  const now = clock.now()
  await db
    .insertInto('incidents')
    .values({
      ...first,
      id,
      number: `H-2026-${id.slice(0, 8)}`,
      reporter_tenant: reporter.tenantId,
      reporter_aad: reporter.aadObjectId,
      published_at: published ? now : null,
      status: state === 'linked' ? 'assessed' : state,
      linked_to: state === 'linked' ? first.id : null,
      ...(state === 'closed' ? { closed_at: now, outcome_kind: 'handled', outcome: checked('Löst.') } : {}),
      ...(state === 'withdrawn' ? { withdrawn_at: now } : {}),
    })
    .execute()
  return id
}

/** Mora's house with everybody in it and one reported incident, and what fills in every form there is, rightly. */
export async function houseOfEverybody(
  database: OpenDatabase,
): Promise<{ house: House; filled: Record<string, string> }> {
  const house = await buildHouse(database, 'mora-council.json', emptyDiary().more)
  await seatEverybody(house)
  const { db } = house.world
  const category = await db
    .selectFrom('categories')
    .select('id')
    .where('key', '=', 'noise')
    .executeTakeFirstOrThrow()
  const place = await db.selectFrom('places').select('id').orderBy('key').executeTakeFirstOrThrow()
  const filled = {
    council: house.councilId,
    category: category.id,
    place: place.id,
    date: '2026-11-19',
    time: '21:30',
    text: 'Hög musik från bilarna på parkeringen.',
    impact: '1',
    certainty: 'observed',
    focusArea: 'none',
    note: 'Tas upp på onsdag.',
    published: 'yes',
    helped: 'yes',
    organisation: 'polis',
    roles: 'reporter',
    askWeekday: '4',
    askAt: '13:00',
    seen: '4-13:00',
    digest: 'digest',
    timeOfDay: '08:30',
    offered: 'diary.thing',
    wanted: 'diary.thing',
    // Reported already? It is a new incident: the question in between has a journey of its own.
    similar: 'new',
  }
  await house.as(mora.fieldWorker).forges('incidents.report', filled)
  const { id } = await db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()
  return { house, filled: { ...filled, to: id, text: 'Omkring tio bilar, de är lugna nu.' } }
}
