import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { type IncidentId, type MemberId, newId } from '../../src/shared/ids.ts'
import { type Person, type Role, roles } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, type House, mora, textOf } from '../helpers/house.ts'
import { tracesIn } from '../helpers/kept.ts'

/** Everybody a right can be asked for: each role alone, and those who have none. */
const outsiders = ['outsider', 'removed', 'foreign'] as const
type Who = Role | (typeof outsiders)[number]
const everybody: readonly Who[] = [...roles, ...outsiders]

const person = (who: Who): Person => ({
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

type State = 'new' | 'closed' | 'withdrawn' | 'linked'

/** Copies a reported incident: somebody's, in a state, published or not. */
async function incidentOf(
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
      ...(state === 'closed' ? { closed_at: now, outcome_kind: 'handled', outcome: 'Löst.' } : {}),
      ...(state === 'withdrawn' ? { withdrawn_at: now } : {}),
    })
    .execute()
  return id
}

/** What a press came to: something was stored, a card was shown, or a friendly no was said. */
type Came = 'did' | 'showed' | 'no'

/** What a person's press on one's own, another's published, and another's unpublished incident comes to. */
type Row = readonly [own: Came, published: Came, unpublished: Came]

interface Expected {
  /** The state of the incident that the verb is for. */
  readonly state?: State
  readonly coordinator: Row
  /** Each of reporter, council member and chair. */
  readonly reporters: Row
  readonly registrar?: Row
}

const always = (came: Came): Row => [came, came, came]
const nobody = always('no')
const coordinators = (came: Came, state: State = 'new'): Expected => ({
  state,
  coordinator: always(came),
  reporters: nobody,
})
const everyMember = (came: Came): Expected => ({
  coordinator: always(came),
  reporters: always(came),
  registrar: always(came),
})
const whoReports = (came: Came): Expected => ({ coordinator: always(came), reporters: always(came) })
const readers: Expected = { coordinator: always('showed'), reporters: ['showed', 'showed', 'no'] }
const owner = (came: Came, state: State = 'new'): Expected => ({
  state,
  coordinator: [came, 'no', 'no'],
  reporters: [came, 'no', 'no'],
})

/** Every verb there is, and what comes of it. A verb that is missing here fails the first test. */
const presses: Readonly<Record<string, Expected>> = {
  'incidents.form': whoReports('showed'),
  'incidents.report': whoReports('did'),
  'incidents.list': whoReports('showed'),
  'incidents.show': readers,
  'incidents.history': readers,
  'incidents.amendForm': { coordinator: always('showed'), reporters: ['showed', 'no', 'no'] },
  'incidents.amend': { coordinator: always('did'), reporters: ['did', 'no', 'no'] },
  'incidents.withdrawForm': owner('showed'),
  'incidents.withdraw': owner('did'),
  'incidents.restore': owner('did', 'withdrawn'),
  'incidents.helped': owner('did', 'closed'),
  'incidents.assessForm': coordinators('showed'),
  'incidents.assess': coordinators('did'),
  'incidents.linkForm': coordinators('showed'),
  'incidents.link': coordinators('did'),
  'incidents.unlink': coordinators('did', 'linked'),
  'incidents.closeForm': coordinators('showed'),
  'incidents.close': coordinators('did'),
  'incidents.reopen': coordinators('did', 'closed'),
  'councils.show': everyMember('showed'),
  'councils.versions': everyMember('showed'),
  'councils.which': everyMember('showed'),
  'councils.choose': everyMember('did'),
  'councils.members': everyMember('showed'),
  'councils.addForm': coordinators('showed'),
  'councils.add': coordinators('did'),
  'councils.changeForm': coordinators('showed'),
  'councils.change': coordinators('did'),
  'councils.removeForm': coordinators('showed'),
  'councils.remove': coordinators('did'),
  'help.show': everyMember('showed'),
}

/** Every command there is: what is written, who may, and what the card they get says. */
const commands: Readonly<
  Record<string, { readonly says: string; readonly may: readonly Role[]; readonly gets: string }>
> = {
  'incidents.form': {
    says: 'rapportera bilar på Noret',
    may: ['reporter', 'councilMember', 'coordinator', 'chair'],
    gets: 'Rapportera en händelse',
  },
  'incidents.list': {
    says: 'händelser',
    may: ['reporter', 'councilMember', 'coordinator', 'chair'],
    gets: 'Händelser',
  },
  'councils.show': { says: 'råd', may: roles, gets: 'Fokusområden' },
  'councils.members': { says: 'medlemmar', may: roles, gets: 'Samordnare Mora' },
  'help.show': { says: 'hjälp', may: roles, gets: 'Det här kan du göra' },
}

eachDatabase('Who may do what', (engine) => {
  let house: House
  /** What fills in every form there is, rightly. */
  let filled: Record<string, string>

  const build = async () => {
    house = await buildHouse(await engine.open())
    await seatEverybody(house)
    const { db } = house.world
    const category = await db
      .selectFrom('categories')
      .select('id')
      .where('key', '=', 'noise')
      .executeTakeFirstOrThrow()
    const place = await db.selectFrom('places').select('id').orderBy('key').executeTakeFirstOrThrow()
    filled = {
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
    }
    const receipt = await house.as(mora.fieldWorker).forges('incidents.report', filled)
    expect(textOf(receipt)).toContain('H-2026-0001')
    const { id } = await db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()
    filled = { ...filled, to: id, text: 'Omkring tio bilar, de är lugna nu.' }
  }

  /** Somebody who has written to the bot and can be made a member: the press that does it names them. */
  async function newcomer(): Promise<string> {
    return `${mora.outsider.tenantId}/6d6f7261-0000-4000-8000-${newId().slice(-12)}`
  }

  /** The seat that a verb about members is pressed for; a new one each time, for some verbs remove it. */
  async function someMember(): Promise<MemberId> {
    const { db } = house.world
    const row = await db.selectFrom('members').selectAll().executeTakeFirstOrThrow()
    const id = newId<MemberId>()
    await db
      .insertInto('members')
      .values({ ...row, id, aad_object_id: id, title: 'Väktare', roles: '["reporter"]', removed_at: null })
      .execute()
    return id
  }

  /** Presses a verb with a right form, and says what came of it. Nothing may be stored where a no is said. */
  async function press(who: Who, verb: string, incident: IncidentId, data = filled): Promise<Came> {
    const member = /^councils\.(change|remove)/.test(verb) ? await someMember() : ''
    const pointed = { ...data, incident, member, title: `Ny titel ${newId().replace(/[^a-z]/g, '')}` }
    const picked = verb === 'councils.add' ? { person: await newcomerWhoWrote() } : {}
    const form = verb === 'incidents.close' ? { kind: 'handled' } : {}
    const before = await tracesIn(house.world.db)
    const reply = await house.as(person(who)).forges(verb, { ...pointed, ...picked, ...form })
    const same = (await tracesIn(house.world.db)) === before
    expect(textOf(reply)).not.toBe('')
    if (reply.kind === 'text') {
      expect(same).toBe(true)
      expect(reply.text).toMatch(/\p{L}{3,}.*\./u)
      return 'no'
    }
    return same ? 'showed' : 'did'
  }

  async function newcomerWhoWrote(): Promise<string> {
    const key = await newcomer()
    await house.world.db
      .insertInto('addresses')
      .values({
        conversation_id: `chatt-${key}`,
        kind: 'personal',
        tenant_id: mora.outsider.tenantId,
        person: key,
        shown_name: 'Väktare',
        locale: 'sv-SE',
        service_url: 'https://smba.trafficmanager.net/emea/',
        reference: '{}',
        seen_at: house.world.clock.now(),
        closed_at: null,
        closed_why: null,
      })
      .execute()
    return key
  }

  /** What a verb comes to for somebody, on own, another's published and another's unpublished incident, where it has one. */
  async function rowOf(who: Who, verb: string): Promise<Row> {
    const state = presses[verb]?.state ?? 'new'
    if (!/^incidents\.(?!form|report|list)/.test(verb)) return always(await press(who, verb, newId()))
    const own = await incidentOf(house, person(who), state, false)
    const published = await incidentOf(house, mora.chair, state, true)
    const unpublished = await incidentOf(house, mora.chair, state, false)
    return [
      await press(who, verb, own),
      await press(who, verb, published),
      await press(who, verb, unpublished),
    ]
  }

  describe('every command and every verb', () => {
    beforeAll(build)

    test('stands in the tables of this test', () => {
      const declared = house.sayables.flatMap((sayable) => sayable.commands.map(({ id }) => id))
      expect(declared.toSorted()).toEqual(Object.keys(commands).toSorted())
      const verbs = house.sayables.flatMap((sayable) => sayable.presses.map(({ verb }) => verb))
      expect(verbs.toSorted()).toEqual(Object.keys(presses).toSorted())
    })

    test.each(everybody)('written by %s', async (who) => {
      const { db } = house.world
      const before = await tracesIn(db)
      for (const { says, may, gets } of Object.values(commands)) {
        const reply = await house.as(person(who)).writes(says)
        const member = roles.find((role) => role === who)
        if (!member) expect(textOf(reply)).toContain('Du är inte med i något råd än')
        else if (may.includes(member)) expect(textOf(reply)).toContain(gets)
        else
          expect(reply).toMatchObject({ kind: 'text', text: expect.stringMatching(/^Det här är till för /) })
      }
      expect(await tracesIn(db)).toBe(before)
    })

    test.each(everybody)('pressed by %s', async (who) => {
      const expected: Record<string, Row> = {}
      const came: Record<string, Row> = {}
      for (const [verb, row] of Object.entries(presses)) {
        const inRole = { coordinator: row.coordinator, registrar: row.registrar ?? nobody }
        const isReporter = who === 'reporter' || who === 'councilMember' || who === 'chair'
        const isOutside = outsiders.some((one) => one === who)
        expected[verb] = isOutside ? nobody : isReporter ? row.reporters : inRole[who as 'coordinator']
        came[verb] = await rowOf(who, verb)
      }
      expect(came).toEqual(expected)
      expect(house.faults).toEqual([])
    })

    test.each(outsiders)('pressed by %s on a card without a council, tells how to join', async (who) => {
      const { council: _, ...data } = filled
      const before = await tracesIn(house.world.db)
      for (const verb of Object.keys(presses)) {
        const reply = await house.as(person(who)).forges(verb, data)
        expect(textOf(reply)).toContain('Be samordnaren i ditt lokala råd (BRÅ) att lägga till dig')
      }
      expect(await tracesIn(house.world.db)).toBe(before)
    })
  })

  describe('a card that is kept', () => {
    beforeEach(build)

    const acts = ['amend', 'withdraw', 'assess', 'link', 'unlink', 'close'].map((verb) => `incidents.${verb}`)
    const forms = ['amendForm', 'withdrawForm', 'assessForm', 'linkForm', 'closeForm'].map(
      (verb) => `incidents.${verb}`,
    )

    test.each([
      ['closed', 'redan avslutad'],
      ['withdrawn', 'tillbakatagen'],
    ] as const)('of an incident that is %s since, changes nothing and says so', async (state, said) => {
      const id = await incidentOf(house, person('coordinator'), state, true)
      const { db } = house.world
      for (const verb of [...acts, ...forms]) {
        const before = await tracesIn(db)
        const data = { ...filled, incident: id, kind: 'handled' }
        const reply = await house.as(person('coordinator')).forges(verb, data)
        expect([verb, textOf(reply)]).toEqual([verb, expect.stringContaining(said)])
        // Taking back what is taken back already leaves a line that it was asked for, and nothing else.
        if (verb !== 'incidents.withdraw') expect(await tracesIn(db)).toBe(before)
      }
      const row = await db
        .selectFrom('incidents')
        .select(['status', 'version'])
        .where('id', '=', id)
        .executeTakeFirst()
      expect(row).toEqual({ status: state, version: 1 })
    })

    test('from when the incident was closed, asks in vain whether the answer helped once it is open again', async () => {
      const id = await incidentOf(house, person('reporter'), 'new', false)
      const before = await tracesIn(house.world.db)
      const reply = await house.as(person('reporter')).forges('incidents.helped', { ...filled, incident: id })
      expect(reply).toMatchObject({ kind: 'text', text: expect.stringContaining('Öppna den igen') })
      expect(await tracesIn(house.world.db)).toBe(before)
    })

    test('and pressed again, has one effect and gives the same answer', async () => {
      const { db } = house.world
      for (const verb of acts.filter((verb) => verb !== 'incidents.unlink')) {
        const id = await incidentOf(house, person('coordinator'), 'new', false)
        const data = { ...filled, incident: id, kind: 'handled', once: newId() }
        const first = await house.as(person('coordinator')).forges(verb, data)
        const after = await tracesIn(db)
        const again = await house.as(person('coordinator')).forges(verb, data)
        expect([verb, textOf(again)]).toEqual([verb, textOf(first)])
        expect(await tracesIn(db)).toBe(after)
      }
    })

    test('by somebody who was a coordinator when it came, is of no use to them now', async () => {
      const id = await incidentOf(house, mora.fieldWorker, 'new', false)
      const form = await house.as(person('coordinator')).forges('incidents.assessForm', {
        council: house.councilId,
        incident: id,
      })
      const { db, clock } = house.world
      await db
        .updateTable('members')
        .set({ roles: '["reporter"]' })
        .where('title', '=', 'Bara coordinator')
        .execute()
      const save = () => house.as(person('coordinator')).presses(form, 'Spara bedömningen', filled)
      const before = await tracesIn(db)
      expect(textOf(await save())).toContain('Det här är till för samordnare')
      expect(await tracesIn(db)).toBe(before)
      await db
        .updateTable('members')
        .set({ removed_at: clock.now() })
        .where('title', '=', 'Bara coordinator')
        .execute()
      expect(textOf(await save())).toContain('Det får du tyvärr inte göra här')
    })

    test('and handed on to another, does what the other may, under the other’s name', async () => {
      const id = await incidentOf(house, mora.fieldWorker, 'new', false)
      const card = await house
        .as(person('coordinator'))
        .forges('incidents.show', { council: house.councilId, incident: id })
      const refused: Reply[] = []
      for (const who of ['reporter', 'councilMember', 'chair', 'registrar'] as const)
        refused.push(await house.as(person(who)).presses(card, 'Bedöm'))
      for (const reply of refused) expect(textOf(reply)).toMatch(/^Det här är till för samordnare/)
      const form = await house.as(mora.police).presses(card, 'Bedöm')
      await house.as(mora.police).presses(form, 'Spara bedömningen', filled)
      const line = await house.world.db
        .selectFrom('audit')
        .select('who')
        .where('subject_id', '=', id)
        .where('verb', '=', 'incidents.assess')
        .execute()
      expect(line).toEqual([{ who: `${mora.police.tenantId}/${mora.police.aadObjectId}` }])
    })
  })
})
