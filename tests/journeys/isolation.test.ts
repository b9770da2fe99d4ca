import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { Tables } from '../../src/database/index.ts'
import { type CouncilId, newId, type OrganisationId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'
import { promiseForm, somePromise } from '../helpers/some-promise.ts'

eachDatabase('Another council', (engine) => {
  let house: House
  let orsaId: CouncilId
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
    orsaId = await addSecondCouncil(house.world)
    await savedAction(house, orsa.fieldWorker, {
      councilId: orsaId,
      text: checked('ÅTERHÅLLET: byt lampor på Orsa station.'),
    })
    await savedMeeting({ ...house, councilId: orsaId }, [orsa.coordinator], {
      title: checked('ÅTERHÅLLET: rådet i Orsa'),
    })
  })

  type Table =
    | 'places'
    | 'categories'
    | 'focus_areas'
    | 'members'
    | 'organisations'
    | 'incidents'
    | 'actions'
    | 'meetings'
    | 'agenda_items'
    | 'minute_sections'
    | 'attendances'
    | 'decisions'
    | 'outbox'

  /** The id of some row of a council. */
  async function someId(table: Table, council: CouncilId): Promise<string> {
    const { id } = await house.world.db
      .selectFrom(table)
      .select('id')
      .where('council_id', '=', council)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** Reports in a council, with places and categories of its own, and gives the row. */
  async function reportedIn(council: CouncilId, who: Person, text: string): Promise<Tables['incidents']> {
    await house.as(who).forges('incidents.report', {
      council,
      category: await someId('categories', council),
      place: await someId('places', council),
      date: '2026-11-19',
      time: '21:30',
      text,
      impact: '2',
      certainty: 'observed',
      similar: 'new',
    })
    return house.world.db
      .selectFrom('incidents')
      .selectAll()
      .where('council_id', '=', council)
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
  }

  /** Nobody knows whether what was sent in a council arrived. */
  async function holdAllOf(council: CouncilId): Promise<void> {
    await house.world.db
      .updateTable('outbox')
      .set({ state: 'uncertain', reason: 'ÅTERHÅLLET', settled_at: house.clock.now() })
      .where('council_id', '=', council)
      .execute()
  }

  const inOrsa = (text = 'ÅTERHÅLLET: klotter och färgburkar på Orsa station.') =>
    reportedIn(orsaId, orsa.fieldWorker, text)
  const inMora = (text = 'Klotter och färgburkar på Mora station.') =>
    reportedIn(house.councilId, mora.fieldWorker, text)

  /** A promise of Orsa's with everything of it that a card could point at, and what fills in its forms. */
  async function promiseInOrsa(): Promise<Record<string, string>> {
    const organisation = await someId('organisations', orsaId)
    const made = await somePromise(
      house,
      organisation as OrganisationId,
      orsa.coordinator,
      'ÅTERHÅLLET: lugnare kvällar',
    )
    return { ...promiseForm, ...made, title: 'Väktare', commitments: 'Polisen: fotpatrull', page: '0' }
  }

  /** Something that Orsa has followed up. */
  async function followUpInOrsa(): Promise<string> {
    const told = { council: orsaId, date: '2026-11-18', things: 'actionPlan' }
    await house.as(orsa.coordinator).forges('councils.noteFollowUp', told)
    const row = await house.world.db
      .selectFrom('follow_ups')
      .select('id')
      .where('council_id', '=', orsaId)
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** What was written and decided at Orsa's meeting, whose minutes are not yet approved. */
  async function minutesInOrsa(): Promise<Record<string, string>> {
    const meeting = await someId('meetings', orsaId)
    const writes = house.as(orsa.coordinator)
    await writes.forges('minutes.begin', { council: orsaId, meeting })
    const section = await someId('minute_sections', orsaId)
    const text = 'ÅTERHÅLLET: stationen får nya lampor.'
    await writes.forges('minutes.decide', { council: orsaId, meeting, section, text })
    return {
      item: await someId('agenda_items', orsaId),
      section,
      attendance: await someId('attendances', orsaId),
      decision: await someId('decisions', orsaId),
      presence: 'coOpted',
      minutes: '10',
    }
  }

  /** Everything of Orsa's that a card could point at, under every name that a card points by. */
  async function pointersToOrsa(): Promise<Record<string, string>> {
    const incident = await someId('incidents', orsaId)
    const member = await someId('members', orsaId)
    const message = await someId('outbox', orsaId)
    return {
      incident,
      action: await someId('actions', orsaId),
      meeting: await someId('meetings', orsaId),
      ...{
        light: 'onTrack',
        effect: 'seen',
        dueOn: '2026-12-18',
        seen: '2026-11-30',
        why: 'Det är försenat.',
      },
      to: incident,
      start: `2027-01-01T00:00:00.000Z|${incident}`,
      member,
      place: await someId('places', orsaId),
      category: await someId('categories', orsaId),
      area: await someId('focus_areas', orsaId),
      focusArea: await someId('focus_areas', orsaId),
      organisation: 'aterhallet',
      person: `${orsa.fieldWorker.tenantId}/${orsa.fieldWorker.aadObjectId}`,
      title: 'Väktare',
      roles: 'reporter',
      date: '2026-11-19',
      time: '21:30',
      impact: '1',
      certainty: 'observed',
      note: 'En anteckning.',
      published: 'yes',
      kind: 'handled',
      text: 'En mening om saken.',
      helped: 'yes',
      ...(await minutesInOrsa()),
      ...(await promiseInOrsa()),
      askWeekday: '2',
      askAt: '09:30',
      seen: '4-13:00',
      message,
      followUp: await followUpInOrsa(),
      things: 'agreement',
      until: house.clock.now(),
      subject: incident,
      digest: 'digest',
      timeOfDay: '08:30',
    }
  }

  // Who is outside may ask to join, and sees the name of what is asked: joining.test.ts is about that.
  const joining = ['councils.joinForm', 'councils.join']
  const verbs = () =>
    house.sayables
      .flatMap((sayable) => sayable.presses.map(({ verb }) => verb))
      .filter((verb) => !joining.includes(verb))

  test('is not changed or shown by any verb that points into it, whichever council the card says', async () => {
    await inOrsa()
    await inMora()
    await house.world.db
      .insertInto('addresses')
      .values({
        conversation_id: 'chatt-orsa',
        kind: 'personal',
        tenant_id: orsa.fieldWorker.tenantId,
        person: `${orsa.fieldWorker.tenantId}/${orsa.fieldWorker.aadObjectId}`,
        shown_name: 'Återhållet namn',
        locale: 'sv-SE',
        service_url: 'https://smba.trafficmanager.net/emea/',
        reference: '{}',
        seen_at: house.world.clock.now(),
        closed_at: null,
        closed_why: null,
      })
      .execute()
    await holdAllOf(orsaId)
    const pointers = await pointersToOrsa()
    const [before, incidents] = [await keptOf(house.world.db, orsaId), await numbers()]
    for (const verb of verbs()) {
      for (const council of [house.councilId, undefined]) {
        const reply = await house
          .as(mora.coordinator)
          .forges(verb, council ? { ...pointers, council } : pointers)
        expect([verb, JSON.stringify(reply)]).toEqual([verb, expect.not.stringMatching(onlyInOrsa)])
      }
    }
    expect(await keptOf(house.world.db, orsaId)).toBe(before)
    expect(await numbers()).toEqual(incidents)
    expect(house.faults).toEqual([])
  })

  test('is refused to who names it on a press and is no member of it', async () => {
    await inOrsa()
    await holdAllOf(orsaId)
    const pointers = { ...(await pointersToOrsa()), council: orsaId }
    const before = await keptOf(house.world.db)
    for (const who of [mora.coordinator, mora.fieldWorker, mora.outsider])
      for (const verb of verbs()) {
        const reply = await house.as(who).forges(verb, pointers)
        expect([verb, textOf(reply)]).toEqual([
          verb,
          expect.stringContaining('Det får du tyvärr inte göra här'),
        ])
      }
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('is not reached by any command, number or word', async () => {
    const own = await inMora()
    await inOrsa()
    const other = await inOrsa()
    await promiseInOrsa()
    await minutesInOrsa()
    await holdAllOf(orsaId)
    expect([own.number, other.number]).toEqual(['H-2026-0001', 'H-2026-0002'])
    const commands = house.sayables
      .flatMap((sayable) => sayable.commands)
      .filter(({ id }) => !joining.includes(id))
    const lines = [
      ...commands.flatMap(({ name, aliases }) => [name, ...aliases]),
      ...[other.number, other.id, 'händelser h 2026 2', `händelser ${other.id}`, 'händelser ÅTERHÅLLET'],
      ...[
        'händelser klotter',
        'händelser färgburkar',
        'åtgärder lampor',
        'åtgärder ÅTERHÅLLET',
        'händelser Orsa',
        `råd ${orsaId}`,
        'dagordning ÅTERHÅLLET',
        'kvarstående lampor',
        'råd 2017',
        'medlemmar 2',
        'medlemmar onåbara',
        'händelser %',
        'sök klotter',
        'sök färgburkar Orsa',
        `sök ${other.id}`,
        'sök ÅTERHÅLLET',
      ],
    ]
    for (const who of [mora.coordinator, mora.fieldWorker])
      for (const line of lines) {
        const said = JSON.stringify(await house.as(who).writes(line))
        // What was searched for is said back; everything else of Orsa's would show.
        expect([line, said.replaceAll(/”ÅTERHÅLLET”|"text":"ÅTERHÅLLET"|"value":"ÅTERHÅLLET"/g, '')]).toEqual(
          [line, expect.not.stringMatching(onlyInOrsa)],
        )
      }
    const found = await house.as(mora.coordinator).writes('händelser färgburkar')
    expect(textOf(found)).toContain('En händelse visas')
    expect(textOf(await house.as(mora.coordinator).writes(other.number))).toContain(
      'Jag hittar ingen händelse',
    )
  })

  test('gives nothing to a filter that names its places, categories or areas', async () => {
    await inMora()
    await inOrsa()
    const { place, category, area } = await pointersToOrsa()
    for (const filter of [{ place }, { category }, { area }]) {
      const list = await house.as(mora.coordinator).forges('incidents.list', filter)
      expect(textOf(list)).not.toMatch(/H-2026/)
    }
  })

  test('lends no place, category, area, incident, member or organisation to a form of Mora’s', async () => {
    const own = await inMora()
    await inOrsa()
    const their = await pointersToOrsa()
    const council = house.councilId
    const right = {
      ...their,
      council,
      incident: own.id,
      category: own.category_id,
      place: own.place_id,
      focusArea: 'none',
      member: await someId('members', council),
      organisation: 'polis',
    }
    const coordinator = house.as(mora.coordinator)
    const before = await keptOf(house.world.db)
    const wrong: readonly [verb: string, wrong: Record<string, unknown>, says: string][] = [
      ['incidents.report', { category: their.category }, '⚠ Välj det som stämmer bäst'],
      ['incidents.report', { place: their.place }, '⚠ Välj en plats i listan'],
      ['incidents.amend', { category: their.category }, '⚠ Välj det som stämmer bäst'],
      ['incidents.amend', { place: their.place }, '⚠ Välj en plats i listan'],
      ['incidents.assess', { focusArea: their.focusArea }, 'Jag hittar inte det'],
      ['incidents.link', { to: their.to }, 'Jag hittar inte det'],
      ['councils.change', { organisation: their.organisation }, '⚠ Välj en verksamhet'],
      ['councils.change', { member: their.member }, 'Jag hittar inte det'],
      ['councils.remove', { member: their.member }, 'Jag hittar inte det'],
      ['dispatches.sendAgain', { message: their.message }, 'Jag hittar inte det'],
      ['dispatches.writeOff', { message: their.message }, 'Jag hittar inte det'],
      ['councils.add', { person: their.person }, '⚠ Jag känner inte igen personen'],
      [
        'councils.add',
        { person: orsa.coordinator.aadObjectId, organisation: 'aterhallet' },
        '⚠ Välj en verksamhet',
      ],
    ]
    for (const [verb, changes, says] of wrong) {
      const reply = await coordinator.forges(verb, { ...right, ...changes })
      expect([verb, textOf(reply)]).toEqual([verb, expect.stringContaining(says)])
    }
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('sends its cards to its own coordinators, and counts nothing of Mora’s', async () => {
    await inMora()
    await inOrsa()
    const posts = await house.deliver()
    const of = (person: Person) =>
      posts.filter(({ to }) => to.endsWith(person.aadObjectId)).map((post) => onlyInOrsa.test(textOf(post)))
    expect(of(mora.coordinator)).toEqual([false])
    expect(of(mora.police)).toEqual([false])
    expect(of(orsa.coordinator)).toEqual([true])
    // Mora's chair, who coordinates in Orsa, gets Orsa's and not Mora's.
    expect(of(orsa.both)).toEqual([true])
  })

  test('asks who is in both which council it is about, and remembers it in that chat only', async () => {
    const chair = house.as(orsa.both)
    const question = await chair.writes('rapportera')
    expect(textOf(question)).toContain('Vilket råd gäller det?')
    expect(buttonsOf(question)).toEqual([
      'Lokala brottsförebyggande rådet (BRÅ) i Mora',
      'Lokala rådet (BRÅ) i Orsa, återhållet',
    ])
    const chosen = await chair.presses(question, 'Lokala rådet (BRÅ) i Orsa, återhållet')
    expect(textOf(chosen)).toMatch(/^Lokala rådet \(BRÅ\) i Orsa, återhållet\nRapportera en händelse/)
    expect(Object.keys(choicesOf(await chair.writes('rapportera'), 'place'))).toContain(
      'Återhållet Badstugatan',
    )
    const elsewhere: Reply = await house.route({
      who: orsa.both,
      where: { conversationId: 'gruppchatt', kind: 'groupChat' },
      locale: 'sv',
      onceId: newId(),
      said: { kind: 'words', text: 'rapportera' },
    })
    expect(textOf(elsewhere)).toContain('Vilket råd gäller det?')
    await chair.presses(question, 'Lokala brottsförebyggande rådet (BRÅ) i Mora')
    expect(Object.keys(choicesOf(await chair.writes('rapportera'), 'place'))).toContain('Badstugatan')
  })

  test('keeps its cards: they act in their own council, whichever the chat is about since', async () => {
    const chair = house.as(orsa.both)
    const question = await chair.writes('rapportera')
    await chair.presses(question, 'Lokala rådet (BRÅ) i Orsa, återhållet')
    const form = await chair.writes('rapportera')
    const slip = await chair.writes('medlemar')
    const other = await inOrsa()
    const card = await chair.writes(other.number)
    await chair.presses(question, 'Lokala brottsförebyggande rådet (BRÅ) i Mora')
    await chair.presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: Object.values(choicesOf(form, 'category'))[0] ?? '',
      place: Object.values(choicesOf(form, 'place'))[0] ?? '',
      text: 'Skräp vid busskuren.',
      impact: '1',
    })
    expect(await numbers()).toEqual(['orsa H-2026-0001', 'orsa H-2026-0002'])
    const assess = await chair.presses(card, 'Bedöm')
    expect(Object.keys(choicesOf(assess, 'focusArea'))).toContain('Återhållet')
    expect(textOf(await chair.presses(slip, 'medlemmar'))).toMatch(onlyInOrsa)
  })

  test('and Mora’s do not mix on a forged press of who is in both', async () => {
    const own = await inMora()
    const other = await inOrsa()
    const chair = house.as(orsa.both)
    const before = await keptOf(house.world.db)
    const mixed: readonly [council: CouncilId, incident: string][] = [
      [orsaId, own.id],
      [house.councilId, other.id],
    ]
    for (const [council, incident] of mixed)
      for (const verb of ['show', 'history', 'assessForm', 'amendForm', 'withdraw', 'close', 'reopen']) {
        const data = { council, incident, kind: 'handled', text: 'Det är löst.' }
        const reply = await chair.forges(`incidents.${verb}`, data)
        expect([verb, reply.kind]).toEqual([verb, 'text'])
      }
    const link = await chair.forges('incidents.link', { council: orsaId, incident: other.id, to: own.id })
    expect(textOf(link)).toContain('Jag hittar inte det')
    // In Mora the chair is no coordinator, whatever they are in Orsa.
    const assess = await chair.forges('incidents.assessForm', { council: house.councilId, incident: own.id })
    expect(textOf(assess)).toContain('Det här är till för samordnare')
    expect(await keptOf(house.world.db)).toBe(before)
  })

  async function numbers(): Promise<readonly string[]> {
    const rows = await house.world.db
      .selectFrom('incidents')
      .innerJoin('councils', 'councils.id', 'incidents.council_id')
      .select(['councils.key', 'number'])
      .orderBy('councils.key')
      .orderBy('number')
      .execute()
    return rows.map(({ key, number }) => `${key} ${number}`)
  }
})
