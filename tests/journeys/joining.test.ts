import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Reply, Where } from '../../src/chat/index.ts'
import { type CouncilId, newId } from '../../src/shared/ids.ts'
import { type Person, personKey } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonsOf,
  cardOf,
  choicesOf,
  type House,
  mora,
  textOf,
  valuesOf,
} from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'

const moraName = 'Lokala brottsförebyggande rådet (BRÅ) i Mora'
const orsaName = 'Lokala rådet (BRÅ) i Orsa, återhållet'
const filled = { title: 'Väktare på stationen', organisation: 'vaktbolag' }
const dayMs = 24 * 60 * 60_000

eachDatabase('Asking to join', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const outsider = () => house.as(mora.outsider)
  const db = () => house.world.db

  async function asks(who: Person = mora.outsider, facts = filled): Promise<Reply> {
    const form = await house.as(who).writes('gå med')
    return house.as(who).presses(form, 'Skicka frågan', facts)
  }

  /** The card that a coordinator was sent about who asks. */
  async function cardFor(who: Person) {
    const card = (await house.deliver()).find(({ to }) => to === `person:${personKey(who)}`)
    if (!card) throw new Error('no card was sent')
    return card
  }

  const requests = () => db().selectFrom('join_requests').selectAll().orderBy('asked_at').execute()

  async function writes(who: Person, shownName: string): Promise<void> {
    await db()
      .insertInto('addresses')
      .values({
        conversation_id: `chatt-${who.aadObjectId}`,
        kind: 'personal',
        tenant_id: who.tenantId,
        person: personKey(who),
        shown_name: shownName,
        locale: 'sv-SE',
        service_url: 'https://smba.trafficmanager.net/emea/',
        reference: '{}',
        seen_at: house.clock.now(),
        closed_at: null,
        closed_why: null,
      })
      .execute()
  }

  test('an outsider presses, asks, is let in, is told so, and reports', async () => {
    await writes(mora.outsider, 'Åsna *Ö*')
    const no = await outsider().writes('rapportera bilar på Noret')
    expect(buttonsOf(no)).toEqual(['Be om att få gå med'])
    const form = await outsider().presses(no, 'Be om att få gå med')
    expect(textOf(form)).toContain(`Be om att få gå med i ${moraName}`)
    expect(Object.keys(choicesOf(form, 'organisation'))).toContain('Väktarbolaget')
    const sent = await outsider().presses(form, 'Skicka frågan', filled)
    expect(sent).toMatchObject({ stays: true })
    expect(textOf(sent)).toContain('Frågan är skickad')

    const cards = await house.deliver()
    expect(cards.map(({ way, to }) => [way, to])).toEqual([
      ['post', `person:${personKey(mora.coordinator)}`],
      ['post', `person:${personKey(mora.police)}`],
    ])
    const card = cards[0]!
    expect(textOf(card)).toContain('Väktare på stationen vill gå med i rådet')
    expect(textOf(card)).toContain('Namn i Teams: Åsna \\*Ö\\*')
    expect(textOf(card)).toContain('Teams-organisation: Samma som er')
    expect(valuesOf(card)).toEqual({ role: 'reporter' })

    const decided = await house.as(mora.police).presses(card, 'Godkänn', { role: 'reporter' })
    expect(textOf(decided)).toContain('✓ Godkänd')
    expect(textOf(decided)).toContain('Svarade: Kommunpolis, i dag 09.00')
    expect(buttonsOf(decided)).toEqual([])

    const told = await house.deliver()
    expect(told.map(({ way, to }) => [way, to.slice(-3)])).toEqual(
      expect.arrayContaining([
        ['update', '101'],
        ['update', '102'],
        ['post', '105'],
      ]),
    )
    expect(told).toHaveLength(3)
    const update = told.find(({ way }) => way === 'update')!
    expect(textOf(update)).toContain('Får vara med som: rapportör')
    const answer = told.find(({ to }) => to.endsWith('105'))!
    expect(textOf(answer)).toContain(`Välkommen till ${moraName}!`)
    expect(textOf(answer)).toContain('Du är med som Väktare på stationen och är rapportör i rådet.')
    expect(textOf(await outsider().presses(answer, 'Rapportera'))).toContain('Rapportera en händelse')
    expect(textOf(await outsider().writes('gå med'))).toContain('Du är redan med i')
    expect(house.faults).toEqual([])
  })

  test('is kept in the books: the question, the answer and the seat', async () => {
    await asks()
    await house.as(mora.coordinator).presses(await cardFor(mora.coordinator), 'Godkänn', { role: 'chair' })
    const history = await db()
      .selectFrom('history')
      .select(['subject_kind', 'field', 'old_value', 'new_value', 'who'])
      .where('who', '!=', 'import/import')
      .orderBy('subject_kind')
      .orderBy('who', 'desc')
      .orderBy('position')
      .execute()
    const [asker, approver] = [personKey(mora.outsider), personKey(mora.coordinator)]
    expect(history.map((row) => Object.values(row))).toEqual([
      ['joinRequest', 'state', null, 'asked', asker],
      ['joinRequest', 'title', null, 'Väktare på stationen', asker],
      ['joinRequest', 'organisation', null, 'Väktarbolaget', asker],
      ['joinRequest', 'state', 'asked', 'approved', approver],
      ['member', 'membership', null, 'member', approver],
      ['member', 'title', null, 'Väktare på stationen', approver],
      ['member', 'organisation', null, 'Väktarbolaget', approver],
      ['member', 'roles', null, 'chair', approver],
    ])
    const audit = await db()
      .selectFrom('audit')
      .select(['verb', 'subject_kind'])
      .where('who', '!=', 'import/import')
      .execute()
    expect(audit.map(({ verb, subject_kind }) => `${verb} ${subject_kind}`).toSorted()).toEqual([
      'councils.approveJoin joinRequest',
      'councils.approveJoin member',
      'councils.join joinRequest',
    ])
    // The name that Teams shows is on the card only.
    expect(await requests()).toMatchObject([{ state: 'approved', role: 'chair', decided_by: approver }])
  })

  test('a kind no reaches the asker with its reason, and a week later they may ask again', async () => {
    await asks()
    const card = await cardFor(mora.coordinator)
    const decided = await house
      .as(mora.coordinator)
      .presses(card, 'Avslå', { role: 'reporter', reason: 'Vi <at>bara</at> har två väktare till våren.' })
    expect(textOf(decided)).toContain('✕ Avslagen')
    const answer = (await house.deliver()).find(({ to }) => to.endsWith('105'))!
    expect(textOf(answer)).toContain('Den här gången blev det nej')
    expect(textOf(answer)).toContain('Vi \\<at\\>bara\\</at\\> har två väktare till våren.')
    expect(textOf(answer)).toContain('från och med fredag 27 november')

    const soon = await outsider().writes('gå med')
    expect(textOf(soon)).toContain('Du kan fråga igen från och med fredag 27 november')
    const forged = await outsider().forges('councils.join', { ...filled, council: house.councilId })
    expect(textOf(forged)).toContain('Du har fått ett svar')
    expect(await requests()).toHaveLength(1)

    house.clock.advance(7 * dayMs)
    expect(textOf(await asks())).toContain('Frågan är skickad')
    expect((await requests()).map(({ state }) => state)).toEqual(['declined', 'asked'])
    // It is a question of its own: a new card, not the old one.
    expect((await house.deliver()).map(({ way }) => way)).toEqual(['post', 'post'])
  })

  test('asking again changes the open question and its card, and sends nothing when nothing changed', async () => {
    await asks()
    await house.deliver()
    await asks()
    expect(await house.deliver()).toEqual([])
    const form = await outsider().writes('ansök')
    expect(textOf(form)).toContain('Du frågade i dag 09.00')
    expect(valuesOf(form)).toEqual(filled)
    await outsider().presses(form, 'Skicka frågan', { ...filled, title: 'Väktare i centrum' })
    const updates = await house.deliver()
    expect(updates.map(({ way }) => way)).toEqual(['update', 'update'])
    expect(textOf(updates[0]!)).toContain('Väktare i centrum vill gå med')
    expect(await requests()).toMatchObject([{ title: 'Väktare i centrum', version: 2 }])
  })

  test('one question, however often it is sent and from however many devices at once', async () => {
    const form = await outsider().writes('bli medlem')
    const send = () => outsider().presses(form, 'Skicka frågan', filled)
    const forms = await Promise.all([outsider().writes('join'), outsider().writes('GA MED')])
    const replies = await Promise.all([
      send(),
      send(),
      ...forms.map((other) => outsider().presses(other, 'Skicka frågan', filled)),
    ])
    for (const reply of [...replies, await send()]) expect(textOf(reply)).toContain('Frågan är skickad')
    expect(await requests()).toHaveLength(1)
    expect(await house.deliver()).toHaveLength(2)
    expect(house.faults).toEqual([])
  })

  test('two coordinators at once: one decides, and the other reads what was decided', async () => {
    await asks()
    const card = await cardFor(mora.coordinator)
    const replies = await Promise.all([
      house.as(mora.coordinator).presses(card, 'Godkänn', { role: 'reporter' }),
      house.as(mora.police).presses(card, 'Avslå', { reason: 'Nej.' }),
      house.as(mora.coordinator).presses(card, 'Godkänn', { role: 'reporter' }),
      house.as(mora.police).presses(card, 'Godkänn', { role: 'coordinator' }),
    ])
    const [request] = await requests()
    const state = request?.state === 'approved' ? '✓ Godkänd' : '✕ Avslagen'
    for (const reply of replies) expect(textOf(reply)).toContain(state)
    const decisions = await db()
      .selectFrom('history')
      .select('new_value')
      .where('subject_kind', '=', 'joinRequest')
      .where('old_value', '=', 'asked')
      .execute()
    expect(decisions).toHaveLength(1)
    expect((await house.deliver()).filter(({ to }) => to.endsWith('105'))).toHaveLength(1)
    // Much later, on the same card: the same answer, and nothing happens.
    const before = await keptOf(db())
    const late = await house.as(mora.police).presses(card, 'Avslå', { reason: 'Nej.' })
    expect(textOf(late)).toContain(state)
    expect(await keptOf(db())).toBe(before)
    expect(house.faults).toEqual([])
  })

  test('who asks is seen among the members by those who can answer, and by no other', async () => {
    await asks()
    await asks(
      { ...mora.outsider, aadObjectId: '6d6f7261-0000-4000-8000-000000000106' },
      {
        ...filled,
        title: 'Rektor',
      },
    )
    const members = await house.as(mora.coordinator).writes('medlemmar')
    expect(textOf(members)).toContain('2 vill gå med i rådet')
    const list = await house.as(mora.coordinator).presses(members, 'Se vem som vill gå med')
    expect(buttonsOf(list)).toEqual(['Öppna', 'Öppna', 'Visa medlemmarna'])
    expect(textOf(list)).toContain('Rektor')
    const one = await house.as(mora.coordinator).presses(list, 'Öppna')
    const done = await house.as(mora.coordinator).presses(one, 'Godkänn', { role: 'reporter' })
    expect(done).toMatchObject({ stays: true })
    // With one left, the way leads straight to it.
    const left = await house.as(mora.coordinator).writes('medlemmar')
    expect(textOf(left)).toContain('1 vill gå med i rådet')
    expect(buttonsOf(await house.as(mora.coordinator).presses(left, 'Se vem som vill gå med'))).toEqual([
      'Godkänn',
      'Avslå',
    ])
    expect(textOf(await house.as(mora.chair).writes('medlemmar'))).not.toContain('vill gå med')
    expect(textOf(await house.as(mora.fieldWorker).writes('medlemmar'))).not.toContain('vill gå med')
  })

  test('adding the person by hand answers the question too', async () => {
    await writes(mora.outsider, 'Väktare')
    await asks()
    await house.deliver()
    const coordinator = house.as(mora.coordinator)
    const form = await coordinator.presses(await coordinator.writes('medlemmar'), 'Lägg till medlem')
    await coordinator.presses(form, 'Spara', {
      ...filled,
      person: personKey(mora.outsider),
      roles: 'reporter',
    })
    expect(await requests()).toMatchObject([{ state: 'approved', role: 'reporter' }])
    const told = await house.deliver()
    expect(told.map(({ way, to }) => [way, to.slice(-3)])).toContainEqual(['post', '105'])
    expect(told.filter(({ way }) => way === 'update')).toHaveLength(2)
  })

  test('what is typed wrongly comes back with what is wrong, and stores nothing', async () => {
    const form = await outsider().writes('gå med')
    const before = await keptOf(db())
    const back = await outsider().presses(form, 'Skicka frågan', {
      title: 'Ring 0250-123456',
      organisation: 'tullen',
    })
    expect(textOf(back)).toContain('⚠ Skriv en roll, till exempel Fältarbetare. Inga nummer eller adresser.')
    expect(valuesOf(back).title).toBe('Ring 0250-123456')
    const wrong = await outsider().presses(back, 'Skicka frågan', { ...filled, organisation: 'tullen' })
    expect(textOf(wrong)).toContain('⚠ Välj en verksamhet i listan.')
    expect(valuesOf(wrong).title).toBe(filled.title)
    expect(await keptOf(db())).toBe(before)
    expect(textOf(await outsider().presses(wrong, 'Skicka frågan', filled))).toContain('Frågan är skickad')
    const card = await cardFor(mora.coordinator)
    const long = await house.as(mora.coordinator).presses(card, 'Avslå', { reason: 'å'.repeat(301) })
    expect(textOf(long)).toContain('⚠ Skriv högst 300 tecken.')
    const king = await house.as(mora.coordinator).presses(card, 'Godkänn', { role: 'kung' })
    expect(textOf(king)).toContain('⚠ Välj vad personen får göra.')
    expect(await requests()).toMatchObject([{ state: 'asked' }])
  })

  test('with others around, the question is not asked: the answer could not come, and they would read it', async () => {
    const where: Where = { conversationId: '19:kanal@thread.tacv2', kind: 'channel' }
    const there = house.as(mora.outsider, 'sv', where)
    const before = await keptOf(db())
    expect(textOf(await there.writes('gå med'))).toContain('i vår egen chatt')
    const form = await outsider().writes('gå med')
    expect(textOf(await there.presses(form, 'Skicka frågan', filled))).toContain('i vår egen chatt')
    expect(textOf(await there.presses(form, 'Skicka frågan', {}))).toContain('i vår egen chatt')
    expect(await keptOf(db())).toBe(before)
  })

  test('a foreign tenant is offered no council, and forges its way to none', async () => {
    const foreign = house.as({ ...mora.outsider, tenantId: '66666666-0000-4000-8000-000000000001' })
    const before = await keptOf(db())
    for (const reply of [
      await foreign.writes('gå med'),
      await foreign.forges('councils.joinForm', { council: house.councilId }),
      await foreign.forges('councils.join', { ...filled, council: house.councilId }),
      await foreign.forges('councils.join', { ...filled, council: newId() }),
    ]) {
      expect(textOf(reply)).toContain('inget råd här som tar emot')
      expect(JSON.stringify(reply)).not.toContain('Mora')
    }
    expect(await keptOf(db())).toBe(before)
  })

  test('who was removed may ask again at once, and gets the old seat', async () => {
    await db()
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('title', '=', 'Fältarbetare')
      .execute()
    expect(textOf(await asks(mora.fieldWorker))).toContain('Frågan är skickad')
    await house.as(mora.police).presses(await cardFor(mora.police), 'Godkänn', { role: 'reporter' })
    const seats = await db()
      .selectFrom('members')
      .select(['title', 'removed_at'])
      .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
      .execute()
    expect(seats).toEqual([{ title: filled.title, removed_at: null }])
  })

  test('an answer that is no longer true is not sent', async () => {
    await asks()
    await house.as(mora.police).presses(await cardFor(mora.police), 'Godkänn', { role: 'reporter' })
    await db()
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.outsider.aadObjectId)
      .execute()
    expect((await house.deliver()).map(({ to }) => to.slice(-3)).toSorted()).toEqual(['101', '102'])
  })

  test('the card goes to the council’s channel when there is one', async () => {
    const channel = '19:brå@thread.tacv2'
    await house.as(mora.coordinator, 'sv', { conversationId: channel, kind: 'channel' }).writes('koppla råd')
    await asks()
    const cards = await house.deliver()
    expect(cards.map(({ to }) => to)).toEqual([`conversation:${channel}`])
    const there = house.as(mora.police, 'sv', { conversationId: channel, kind: 'channel' })
    await there.presses(cards[0]!, 'Godkänn', { role: 'reporter' })
    expect((await house.deliver()).map(({ way }) => way).toSorted()).toEqual(['post', 'update'])
    // Anybody in the channel can press, and only who coordinates is heard.
    const fieldWorker = house.as(mora.fieldWorker, 'sv', { conversationId: channel, kind: 'channel' })
    expect(textOf(await fieldWorker.presses(cards[0]!, 'Avslå'))).toContain('till för samordnare')
  })

  test('the same in English', async () => {
    const english = house.as(mora.outsider, 'en')
    const form = await english.presses(await english.writes('help'), 'Ask to join')
    expect(textOf(form)).toContain(`Ask to join ${moraName}`)
    expect(Object.keys(choicesOf(form, 'organisation'))).toContain('The security company')
    const sent = await english.presses(form, 'Send the question', filled)
    expect(textOf(sent)).toContain('The question is sent')
    expect(cardOf(sent).lang).toBe('en')
    const coordinator = house.as(mora.coordinator, 'en')
    const members = await coordinator.writes('members')
    expect(textOf(members)).toContain('1 wants to join the council')
    const one = await coordinator.presses(members, 'See who wants to join')
    expect(textOf(one)).toContain('Väktare på stationen wants to join the council')
    const done = await coordinator.presses(one, 'Approve', { role: 'reporter' })
    expect(textOf(done)).toContain('Answered by: Samordnare Mora, today 09:00')
  })
})

eachDatabase('Several councils', (engine) => {
  let house: House
  let orsaId: CouncilId
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
    orsaId = await addSecondCouncil(house.world)
  })

  const both = () => house.as(orsa.both)

  describe('one person in two', () => {
    test('the line that was written before the choice is answered after it, and the choice is remembered', async () => {
      const question = await both().writes('rapportera ett tjugotal bilar vid Noret, några kör fort')
      expect(textOf(question)).toContain('Sedan svarar jag på det du skrev.')
      const form = await both().presses(question, moraName)
      expect(form).toMatchObject({ stays: true })
      expect(valuesOf(form).text).toBe('Ett tjugotal bilar vid Noret, några kör fort')
      expect(textOf(form)).toMatch(new RegExp(`^${moraName.replace(/[()]/g, '\\$&')}\n`))
      expect(textOf(await both().writes('hjälp'))).toContain(moraName)
    })

    test('a line too long to be carried is asked for again, never cut', async () => {
      const question = await both().writes(`rapportera ${'å'.repeat(2_200)}`)
      expect(textOf(question)).toContain('Skriv sedan igen det du ville.')
      expect(textOf(await both().presses(question, moraName))).toContain(`Nu gäller det ${moraName}`)
    })

    test('a button without a council is answered after the choice too', async () => {
      const question = await both().forges('incidents.form', {})
      expect(textOf(await both().presses(question, moraName))).toContain('Rapportera en händelse')
    })

    test('every card says which council it is about; those of one council say it not', async () => {
      const question = await both().writes('hjälp')
      await both().presses(question, orsaName)
      for (const line of ['hjälp', 'råd', 'medlemmar', 'händelser', 'rapportera', 'blurr', 'byt råd'])
        expect([line, textOf(await both().writes(line)).split('\n')[0]]).toEqual([line, orsaName])
      const card = await both().writes('råd')
      expect(textOf(await both().presses(card, 'Medlemmar')).split('\n')[0]).toBe(orsaName)
      expect(textOf(await house.as(mora.coordinator).writes('hjälp')).split('\n')[0]).not.toBe(moraName)
    })

    test('what comes unasked says so too, in the chat of who sits in two, and nowhere else', async () => {
      await house.as(mora.outsider).forges('councils.join', {
        title: 'Väktare',
        organisation: 'aterhallet',
        council: orsaId,
      })
      const cards = await house.deliver()
      const firstLine = (who: Person) =>
        textOf(cards.find(({ to }) => to === `person:${personKey(who)}`)!).split('\n')[0]
      expect(firstLine(orsa.both)).toBe(orsaName)
      expect(firstLine(orsa.coordinator)).toBe('Väktare vill gå med i rådet')
    })

    test('byt råd asks anew and changes the choice; in a council’s channel there is nothing to change', async () => {
      expect(textOf(await both().writes('byt råd'))).toContain('Vilket råd gäller det?')
      const first = await both().presses(await both().writes('byt råd'), moraName)
      // It was the choice itself that was asked for: it is not asked twice.
      expect(textOf(first)).toContain(`Nu gäller det ${moraName}`)
      await both().presses(await both().writes('switch council'), orsaName)
      expect(textOf(await both().writes('hjälp'))).toContain(orsaName)
      const channel: Where = { conversationId: '19:orsa@thread.tacv2', kind: 'channel' }
      const there = house.as(orsa.both, 'sv', channel)
      await there.presses(await there.writes('koppla råd'), orsaName)
      expect(textOf(await there.writes('välj råd'))).toContain('här gäller det alltid det rådet')
      expect(textOf(await house.as(mora.coordinator).writes('byt råd'))).toContain('bara med i ett råd')
    })

    test('a forged line says no more than the person may say', async () => {
      const reply = await house.as(mora.fieldWorker).forges('councils.choose', {
        council: house.councilId,
        line: 'koppla från',
      })
      expect(textOf(reply)).toContain('till för samordnare')
      const odd = await both().forges('councils.choose', { council: orsaId, line: { a: 1 } })
      expect(textOf(odd)).toContain('Nu gäller det')
    })
  })

  describe('asking', () => {
    test('an outsider of a tenant that two accept says which; a member is offered the others', async () => {
      const which = await house.as(mora.outsider).writes('gå med')
      expect(buttonsOf(which)).toEqual([moraName, orsaName])
      const form = await house.as(mora.outsider).presses(which, orsaName)
      expect(Object.keys(choicesOf(form, 'organisation'))).toEqual(['Återhållet'])
      const more = await house.as(mora.fieldWorker).writes('gå med')
      expect(buttonsOf(more)).toEqual([orsaName])
      const theirs = await house.as(mora.fieldWorker).presses(more, orsaName)
      const facts = { title: 'Fältarbetare', organisation: 'aterhallet' }
      await house.as(mora.fieldWorker).presses(theirs, 'Skicka frågan', facts)
      // Orsa's coordinators are asked, and none of Mora's.
      const cards = await house.deliver()
      expect(cards.map(({ to }) => to).toSorted()).toEqual(
        [orsa.coordinator, orsa.both].map((who) => `person:${personKey(who)}`).toSorted(),
      )
      const toOrsa = cards.find(({ to }) => to.endsWith(orsa.coordinator.aadObjectId))!
      expect(textOf(toOrsa)).toContain('Teams-organisation: En annan än er')
      await house.as(orsa.coordinator).presses(toOrsa, 'Godkänn', { role: 'reporter' })
      expect(textOf(await house.as(mora.fieldWorker).writes('hjälp'))).toContain('Vilket råd gäller det?')
    })

    test('the approver of one council cannot touch another’s question, whatever is forged', async () => {
      await house.as(mora.outsider).forges('councils.join', { ...filled, council: house.councilId })
      const { id } = await house.world.db.selectFrom('join_requests').select('id').executeTakeFirstOrThrow()
      const before = await keptOf(house.world.db)
      for (const verb of ['councils.joinRequest', 'councils.approveJoin', 'councils.declineJoin']) {
        for (const [who, council] of [
          [orsa.coordinator, orsaId],
          [orsa.both, orsaId],
          [orsa.coordinator, house.councilId],
          [mora.chair, house.councilId],
          [mora.outsider, house.councilId],
        ] as const) {
          const data = { request: id, role: 'coordinator', reason: 'Ja', council }
          const reply = await house.as(who).forges(verb, data)
          expect([verb, textOf(reply)]).toEqual([
            verb,
            expect.stringMatching(/Jag hittar inte det|får du tyvärr inte|till för samordnare/),
          ])
        }
        for (const request of [newId(), 'x', '', undefined, ['a'], `${id}'`])
          expect(
            textOf(
              await house
                .as(mora.coordinator)
                .forges(verb, { request, role: 'reporter', council: house.councilId }),
            ),
          ).toContain('Jag hittar inte det')
      }
      expect(textOf(await house.as(orsa.coordinator).writes('medlemmar'))).not.toContain('vill gå med')
      expect(await keptOf(house.world.db)).toBe(before)
      expect(house.faults).toEqual([])
    })

    test('a tenant the council no longer accepts is not let in', async () => {
      await house.as(mora.outsider).forges('councils.join', {
        title: 'Väktare',
        organisation: 'aterhallet',
        council: orsaId,
      })
      const card = (await house.deliver()).find(({ to }) => to.endsWith(orsa.coordinator.aadObjectId))!
      await house.world.db
        .deleteFrom('accepted_tenants')
        .where('council_id', '=', orsaId)
        .where('tenant_id', '=', mora.outsider.tenantId)
        .execute()
      const reply = await house.as(orsa.coordinator).presses(card, 'Godkänn', { role: 'reporter' })
      expect(textOf(reply)).toContain('får du tyvärr inte')
      expect(
        await house.world.db.selectFrom('join_requests').select('state').executeTakeFirstOrThrow(),
      ).toEqual({ state: 'asked' })
    })
  })

  describe('a council’s channel', () => {
    const channel: Where = { conversationId: '19:samordning@thread.tacv2', kind: 'channel' }
    const channelHistory = async () =>
      (
        await house.world.db
          .selectFrom('history')
          .select(['old_value', 'new_value', 'who'])
          .where('field', '=', 'channel')
          .orderBy('at')
          .execute()
      ).map((row) => Object.values(row))

    test('is chosen there by a coordinator, is said where the council is shown, and is let go of', async () => {
      const alone = house.as(mora.coordinator)
      const there = house.as(mora.coordinator, 'sv', channel)
      expect(textOf(await alone.writes('råd'))).toContain('kommer till varje samordnare för sig')
      expect(textOf(await alone.writes('koppla råd'))).toContain(
        'i den kanal där ni samordnare vill ha korten',
      )
      expect(textOf(await there.writes('koppla ihop H-2026-0001'))).toContain('i den kanal där ni')
      expect(textOf(await there.writes('koppla från'))).toContain('inte kopplad till rådet')
      const connected = await there.writes('koppla råd')
      expect(textOf(connected)).toContain(`✓ Kanalen är kopplad till ${moraName}`)
      expect(textOf(await there.writes('koppla'))).toContain('Det var den redan')
      expect(textOf(await there.writes('råd'))).toContain('kommer hit, i den här kanalen')
      expect(textOf(await alone.writes('råd'))).toContain('kommer i rådets kanal')
      expect(textOf(await house.as(mora.chair).writes(`råd`))).not.toContain('Samordnarnas kort')
      house.clock.advance(1000)
      const police = house.as(mora.police, 'sv', channel)
      const freed = await police.presses(connected, 'Koppla från')
      expect(freed).toMatchObject({ stays: true })
      expect(textOf(freed)).toContain('kommer nu till varje samordnare för sig')
      expect(textOf(await police.presses(connected, 'Koppla från'))).toContain('inget att koppla från')
      expect(await channelHistory()).toEqual([
        [null, channel.conversationId, personKey(mora.coordinator)],
        [channel.conversationId, null, personKey(mora.police)],
      ])
    })

    test('moves when another is chosen, and can be let go of from the own chat', async () => {
      await house.as(mora.coordinator, 'sv', channel).writes('koppla råd')
      house.clock.advance(1000)
      const other = { ...channel, conversationId: '19:annan@thread.tacv2' }
      const moved = await house.as(mora.coordinator, 'sv', other).writes('koppla råd')
      expect(textOf(moved)).toContain('De kom tidigare i en annan kanal')
      expect(textOf(await house.as(mora.coordinator, 'sv', channel).writes('koppla från'))).toContain(
        'inte kopplad till rådet',
      )
      house.clock.advance(1000)
      await house.as(mora.coordinator).writes('koppla från')
      expect((await channelHistory()).map(([from, to]) => [from, to])).toEqual([
        [null, channel.conversationId],
        [channel.conversationId, other.conversationId],
        [other.conversationId, null],
      ])
    })

    test('that is another council’s is not taken, and its name is not told', async () => {
      await house.as(mora.coordinator, 'sv', channel).writes('koppla råd')
      const reply = await house.as(orsa.coordinator, 'sv', channel).writes('koppla råd')
      expect(textOf(reply)).toContain('hör redan till ett annat råd')
      expect(textOf(reply)).not.toContain('Mora')
      const stranger = house.as(orsa.coordinator, 'sv', channel)
      expect(textOf(await stranger.writes('koppla från'))).toContain('inte kopplad till rådet')
    })

    test('two councils at once: it becomes one’s', async () => {
      const replies = await Promise.all(
        [mora.coordinator, orsa.coordinator].map((who) => house.as(who, 'sv', channel).writes('koppla råd')),
      )
      const said = replies.map((reply) => textOf(reply).split('\n')[0])
      expect(said.filter((line) => line?.startsWith('✓'))).toHaveLength(1)
      expect(said.filter((line) => line?.includes('hör redan till ett annat råd'))).toHaveLength(1)
      expect(house.faults).toEqual([])
    })

    test('who coordinates in two is asked which', async () => {
      await house.world.db
        .updateTable('members')
        .set({ roles: '["coordinator"]' })
        .where('aad_object_id', '=', orsa.both.aadObjectId)
        .execute()
      const there = house.as(orsa.both, 'sv', channel)
      const which = await there.writes('koppla råd')
      expect(buttonsOf(which)).toEqual([moraName, orsaName])
      expect(textOf(await there.presses(which, orsaName))).toContain(`Kanalen är kopplad till ${orsaName}`)
      expect(textOf(await there.writes('hjälp')).split('\n')[0]).toBe(orsaName)
    })

    test('in a tenant that the council does not accept is refused', async () => {
      await house.world.db
        .insertInto('addresses')
        .values({
          conversation_id: channel.conversationId,
          kind: 'channel',
          tenant_id: '66666666-0000-4000-8000-000000000001',
          person: null,
          shown_name: null,
          locale: 'sv',
          service_url: 'https://smba.trafficmanager.net/emea/',
          reference: '{}',
          seen_at: house.clock.now(),
          closed_at: null,
          closed_why: null,
        })
        .execute()
      const reply = await house.as(mora.coordinator, 'sv', channel).writes('koppla råd')
      expect(textOf(reply)).toContain('en organisation som rådet inte tar emot')
      expect(await channelHistory()).toEqual([])
    })

    test('is for coordinators only, in English too', async () => {
      for (const who of [mora.fieldWorker, mora.chair, mora.outsider]) {
        const reply = await house.as(who, 'sv', channel).writes('koppla råd')
        expect(textOf(reply)).toMatch(/till för samordnare|inte med i något råd än|Vilket råd/)
      }
      const there = house.as(mora.coordinator, 'en', channel)
      expect(textOf(await there.writes('connect council'))).toContain('The channel is connected to')
      expect(textOf(await there.writes('council'))).toContain('come here, in this channel')
      expect(textOf(await there.writes('disconnect council'))).toContain('no longer connected')
    })
  })
})
