import { expect, test } from '@jest/globals'
import type { Database } from '../../src/database/index.ts'
import { reachabilityOf } from '../../src/delivery/index.ts'
import { type Instant, instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import { type Person, personKey } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'

const day = (date: string): Instant => instant(`2026-11-${date}T08:00:00.000Z`)
const somebody = (): Person => ({
  tenantId: '6d6f7261-0000-4000-8000-000000000001',
  aadObjectId: newId<string>(),
})

/** A chat with a person, open unless it says when and why it was closed. */
async function chatWith(
  db: Database,
  who: Person,
  closed?: readonly [at: Instant, why: string],
  kind: 'personal' | 'groupChat' = 'personal',
): Promise<void> {
  await db
    .insertInto('addresses')
    .values({
      conversation_id: newId<string>(),
      kind,
      tenant_id: who.tenantId,
      person: personKey(who),
      shown_name: 'Väktare Ö',
      locale: 'sv',
      service_url: 'https://smba.trafficmanager.net/emea/',
      reference: '{}',
      seen_at: day('01'),
      closed_at: closed?.[0] ?? null,
      closed_why: closed?.[1] ?? null,
    })
    .execute()
}

eachDatabase('who can be reached', (engine) => {
  test('is everybody with an open chat of their own, however many others were closed', async () => {
    const { db } = await engine.open()
    const [öppen, åter, grupp] = [somebody(), somebody(), somebody()]
    await chatWith(db, öppen)
    await chatWith(db, åter, [day('02'), 'blocked'])
    await chatWith(db, åter)
    await chatWith(db, åter, [day('09'), 'removed'])
    await chatWith(db, grupp, undefined, 'groupChat')
    const found = await reachabilityOf(db, [öppen, åter, grupp])
    expect([öppen, åter, grupp].map((who) => found.get(personKey(who)))).toEqual([
      { reachable: true },
      { reachable: true },
      { reachable: false, why: 'noAddress', since: undefined },
    ])
  })

  test('is nobody whose chats are closed: the one closed last says why and since when', async () => {
    const { db } = await engine.open()
    const who = somebody()
    await chatWith(db, who, [day('09'), 'blocked'])
    await chatWith(db, who, [day('03'), 'removed'])
    expect((await reachabilityOf(db, [who])).get(personKey(who))).toEqual({
      reachable: false,
      why: 'blocked',
      since: day('09'),
    })
  })

  test('is told for every reason, and a reason that nobody knows counts as removed', async () => {
    const { db } = await engine.open()
    const stored = ['blocked', 'removed', 'disabledByAdmin', 'forbidden', 'noAddress', 'HTTP 403', 'Å']
    const people = stored.map(() => somebody())
    for (const [at, who] of people.entries()) await chatWith(db, who, [day('09'), stored[at] ?? ''])
    const found = await reachabilityOf(db, people)
    expect(people.map((who) => found.get(personKey(who)))).toEqual(
      ['blocked', 'removed', 'disabledByAdmin', 'forbidden', 'removed', 'removed', 'removed'].map((why) => ({
        reachable: false,
        why,
        since: day('09'),
      })),
    )
  })

  test('is answered for thousands at once, for one who is asked for twice, in upper case, and for nobody', async () => {
    const { db } = await engine.open()
    const people = Array.from({ length: 2_500 }, somebody)
    const last = people.at(-1) as Person
    await chatWith(db, last)
    const shouted = { tenantId: last.tenantId, aadObjectId: last.aadObjectId.toUpperCase() }
    const found = await reachabilityOf(db, [...people, last, shouted])
    expect(found.size).toBe(2_500)
    expect([...found.values()].filter(({ reachable }) => reachable)).toHaveLength(1)
    expect(found.get(personKey(last))).toEqual({ reachable: true })
    expect(await reachabilityOf(db, [])).toEqual(new Map())
  })
})
