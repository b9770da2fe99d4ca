import type { OrganisationId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { type House, mora } from './house.ts'

/** What fills in every form about promises, rightly, from 1 November 2026 on. */
export const promiseForm = {
  title: 'Lugnare kvällar',
  problem: 'Bilar kör fort på kvällarna.',
  effect: 'Lugnare kvällar för de boende.',
  followUp: 'Vi frågar de boende.',
  from: '2026-11-01',
  to: '2026-12-31',
  decidedOn: '2026-11-01',
  why: 'Det behövs fortfarande.',
  count: '1',
  duration: '2 h',
  staff: '2',
} as const

/** Pointers to a promise of a council, as its cards have them. */
export interface SomePromise {
  readonly promise: string
  readonly commitment: string
  readonly milestone: string
  readonly delivery: string
}

/** A coordinator makes a promise with a count and a milestone of one organisation's, and logs something for it. */
export async function somePromise(
  house: House,
  organisationId: OrganisationId,
  coordinator: Person = mora.coordinator,
  title: string = promiseForm.title,
): Promise<SomePromise> {
  const { db } = house.world
  const organisation = await db
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const council = organisation.council_id
  const owner = organisation.name_sv
  await house.as(coordinator).forges('promises.make', {
    ...promiseForm,
    council,
    title,
    commitments: `${owner}: insatser på plats, 4 i perioden\n${owner}: ser över reglerna, ska bli klart`,
  })
  const rows = await db
    .selectFrom('commitments as c')
    .innerJoin('promises as p', 'p.id', 'c.promise_id')
    .select(['c.id', 'c.promise_id as promise', 'c.quota_kind as kind'])
    .where('p.council_id', '=', council)
    .orderBy('p.created_at', 'desc')
    .orderBy('c.position')
    .execute()
  const known = await db.selectFrom('deliveries').select('commitment_id').execute()
  const fresh = rows.filter(({ id }) => !known.some((each) => each.commitment_id === id))
  const commitment = fresh.find(({ kind }) => kind === 'inPeriod')
  const milestone = fresh.find(({ kind, promise }) => kind === 'milestone' && promise === commitment?.promise)
  if (!commitment || !milestone) throw new Error('the promise was not made')
  await house.as(coordinator).forges('promises.log', {
    ...promiseForm,
    council,
    commitment: commitment.id,
    date: '2026-11-10',
    note: title,
  })
  const delivery = await db
    .selectFrom('deliveries')
    .select('id')
    .where('commitment_id', '=', commitment.id)
    .executeTakeFirstOrThrow()
  return {
    promise: commitment.promise,
    commitment: commitment.id,
    milestone: milestone.id,
    delivery: delivery.id,
  }
}
