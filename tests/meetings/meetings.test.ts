import { beforeEach, expect, test } from '@jest/globals'
import type { Card } from '../../src/chat/index.ts'
import { type MemberId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonOf,
  buttonsOf,
  cardOf,
  choicesOf,
  type House,
  houseOf,
  linksOf,
  mora,
  type Post,
  textOf,
  valuesOf,
} from '../helpers/house.ts'
import { tracesIn } from '../helpers/kept.ts'

eachDatabase('A meeting', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const coordinator = () => house.as(mora.coordinator)
  const line = 'möte rådet 26 november kl 13 i kommunhuset'

  /** A meeting of the council on 26 November, planned by the coordinator; gives its card. */
  async function planned(filled: Record<string, string> = {}, said = line): Promise<Card> {
    const form = await coordinator().writes(said)
    const reply = await coordinator().presses(form, 'Spara mötet', { ...valuesOf(form), ...filled })
    return cardOf(reply)
  }

  const rows = () =>
    house.world.db.selectFrom('meetings').selectAll().orderBy('starts_on').orderBy('starts_time').execute()
  const said = () =>
    house.world.db
      .selectFrom('meeting_called as c')
      .innerJoin('members as m', 'm.id', 'c.member_id')
      .leftJoin('members as s', 's.id', 'c.substitute_id')
      .select(['m.title', 'c.answer', 'c.why', 's.title as substitute'])
      .orderBy('m.title')
      .execute()
  const postTo = (posts: readonly Post[], who: Person) => {
    const found = posts.filter(({ to }) => to.includes(who.aadObjectId))
    if (found.length !== 1) throw new Error(`${found.length} posts to them`)
    return found[0] as Post
  }

  /** The call has been sent; gives each one's card. */
  async function called(filled: Record<string, string> = {}): Promise<readonly Post[]> {
    const card = await planned(filled)
    await coordinator().presses(card, 'Skicka kallelse')
    return house.deliver()
  }

  async function addMember(title: string): Promise<Person> {
    const { db } = house.world
    const seat = await db.selectFrom('members').selectAll().executeTakeFirstOrThrow()
    const person = { tenantId: seat.tenant_id, aadObjectId: newId<string>() }
    const row = { ...seat, id: newId<MemberId>(), aad_object_id: person.aadObjectId, roles: '["reporter"]' }
    await db
      .insertInto('members')
      .values({ ...row, title: checked(title) })
      .execute()
    return person
  }

  test('is planned from one line, and nobody is told before the call is sent', async () => {
    const form = await coordinator().writes(line)
    expect(textOf(form)).toContain('Planera ett möte')
    expect(valuesOf(form)).toMatchObject({
      title: 'Rådets möte',
      body: 'council',
      date: '2026-11-26',
      time: '13:00',
      length: '2 h',
      place: 'Kommunhuset',
      roles: 'councilMember,coordinator,chair',
      repeat: 'once',
    })
    const reply = await coordinator().presses(form, 'Spara mötet', valuesOf(form))
    expect(textOf(reply)).toContain('Torsdag 26 november kl. 13.00–15.00')
    expect(textOf(reply)).toContain('Kallelsen är inte skickad än.')
    expect(textOf(reply)).toContain('Plats: Kommunhuset')
    expect(textOf(reply)).toContain('1. Mötet öppnas, närvaro och val av justerare (5 min)')
    expect((await said()).map(({ title }) => title)).toEqual([
      'Kommunpolis',
      'Rådets ordförande',
      'Samordnare Mora',
    ])
    expect(await house.deliver()).toEqual([])
  })

  test('sends the call to everybody who is called, once, with the day, the place, the agenda and three answers', async () => {
    const card = await planned({ link: 'https://teams.microsoft.com/l/meetup-join/1' })
    await coordinator().presses(card, 'Skicka kallelse')
    const posts = await house.deliver()
    expect(posts.map(({ way }) => way)).toEqual(['post', 'post', 'post'])
    const own = postTo(posts, mora.police)
    expect(own.summary).toBe('Kallelse: Rådets möte')
    expect(textOf(own)).toContain('TOR\n26\nNOV')
    expect(textOf(own)).toContain('3 har inte svarat')
    expect(textOf(own)).toContain('Dagordning')
    expect(buttonsOf(own)).toEqual(
      expect.arrayContaining(['Jag kommer', 'Jag kommer inte', 'Skicka ersättare']),
    )
    expect(linksOf(own)).toEqual({ 'Anslut till mötet': 'https://teams.microsoft.com/l/meetup-join/1' })
    await coordinator().presses(card, 'Skicka kallelse')
    expect(await house.deliver()).toEqual([])
  })

  test('tells who is called of their own late actions that the agenda takes up, and nobody else', async () => {
    await savedAction(house, mora.police, { dueOn: '2026-11-10' as LocalDate })
    await savedAction(house, mora.police, { dueOn: '2026-12-10' as LocalDate })
    const posts = await called()
    const own = postTo(posts, mora.police)
    expect(textOf(own)).toContain('⚠ Du har en försenad åtgärd på dagordningen.')
    expect(textOf(postTo(posts, mora.chair))).not.toContain('på dagordningen')
    const data = { ...buttonOf(own, 'Jag kommer').data }
    expect(textOf(await house.as(mora.police, 'en').forges('meetings.show', data))).toContain(
      'You have one late action on the agenda.',
    )
    const channel = { conversationId: '19:brå@thread', kind: 'channel' } as const
    const among = await house.as(mora.police, 'sv', channel).forges('meetings.show', data)
    expect(textOf(among)).not.toContain('försenad åtgärd')
  })

  test('takes an answer, and the same one pressed twice changes nothing', async () => {
    const posts = await called()
    const own = postTo(posts, mora.chair)
    const chair = house.as(mora.chair)
    const reply = await chair.presses(own, 'Jag kommer')
    expect(textOf(reply)).toContain('✓ Du kommer.')
    expect(textOf(reply)).toContain('1 kommer · 2 har inte svarat')
    const before = await tracesIn(house.world.db)
    await chair.presses(own, 'Jag kommer')
    expect(await tracesIn(house.world.db)).toBe(before)
    // Another card of the same meeting carries another once-id: it still changes nothing of the answer.
    await chair.presses(
      await chair.forges('meetings.show', buttonOf(own, 'Jag kommer').data),
      'Jag kommer inte',
    )
    expect((await said()).find(({ title }) => title === 'Rådets ordförande')?.answer).toBe('notComing')
  })

  test('can be answered otherwise, with why, which only those who lead it read', async () => {
    const posts = await called()
    const police = house.as(mora.police)
    const no = await police.presses(postTo(posts, mora.police), 'Jag kommer inte')
    expect(textOf(no)).toContain('✕ Du kommer inte.')
    const form = await police.presses(no, 'Säg varför')
    await police.presses(form, 'Spara', { why: 'På kurs den dagen' })
    expect(await said()).toContainEqual({
      title: 'Kommunpolis',
      answer: 'notComing',
      why: 'På kurs den dagen',
      substitute: null,
    })
    house.clock.advance(66_000)
    const told = await house.deliver()
    expect(told.every(({ way }) => way === 'update')).toBe(true)
    expect(textOf(postTo(told, mora.coordinator))).toContain('✕ Kommunpolis: kommer inte (På kurs den dagen)')
    expect(textOf(postTo(told, mora.coordinator))).toContain('1 kommer inte · 2 har inte svarat')
  })

  test('shows only how many come to who does not lead it, and names to who does', async () => {
    const field = await addMember('Väktare')
    const { id } = await house.world.db
      .selectFrom('members')
      .select('id')
      .where('title', '=', checked('Väktare'))
      .executeTakeFirstOrThrow()
    const posts = await called({ persons: id })
    await house.as(mora.chair).presses(postTo(posts, mora.chair), 'Jag kommer')
    house.clock.advance(66_000)
    const told = await house.deliver()
    expect(textOf(postTo(told, field))).toContain('1 kommer · 3 har inte svarat')
    expect(textOf(postTo(told, field))).not.toContain('Rådets ordförande')
    expect(textOf(postTo(told, mora.chair))).toContain('✓ Rådets ordförande: kommer')
  })

  test('says whether the council can decide, by its rule', async () => {
    await house.world.db
      .insertInto('meeting_settings')
      .values({
        council_id: house.councilId,
        lock_days: 7,
        quorum_kind: 'half',
        quorum_count: 0,
        offsets: '{}',
        summaries: 'approved',
      })
      .execute()
    const posts = await called()
    const one = await house.as(mora.chair).presses(postTo(posts, mora.chair), 'Jag kommer')
    expect(textOf(one)).toContain('▲ Rådet kan inte besluta än: minst 2 behöver komma.')
    const two = await house.as(mora.police).presses(postTo(posts, mora.police), 'Jag kommer')
    expect(textOf(two)).toContain('✓ Rådet kan besluta: minst 2 kommer.')
  })

  test('lets somebody be sent instead, who is told, gets the call and can say no', async () => {
    const posts = await called()
    const chair = house.as(mora.chair)
    const form = await chair.presses(postTo(posts, mora.chair), 'Skicka ersättare')
    const choices = choicesOf(form, 'substitute')
    expect(Object.keys(choices)).toEqual(['Fältarbetare · Socialförvaltningen'])
    const [whom = ''] = Object.values(choices)
    const sent = await chair.presses(form, 'Skicka ersättare', { substitute: whom })
    expect(textOf(sent)).toContain('→ Fältarbetare kommer i ditt ställe.')
    const told = await house.deliver()
    const substitute = postTo(told, mora.fieldWorker)
    expect(substitute.way).toBe('post')
    expect(textOf(substitute)).toContain('→ Du kommer som ersättare för Rådets ordförande.')
    expect(buttonsOf(substitute)).toEqual(['Öppna dagordningen', 'Jag kommer inte'])
    await house.as(mora.fieldWorker).presses(substitute, 'Jag kommer inte')
    expect((await said()).find(({ title }) => title === 'Rådets ordförande')).toMatchObject({
      answer: 'none',
      substitute: null,
    })
    const again = await house.deliver()
    expect(textOf(postTo(again, mora.chair))).toContain('Kommer du?')
    expect(textOf(postTo(again, mora.fieldWorker))).toContain('Du är inte längre kallad till mötet.')
  })

  test('is answered by nobody who is not called, not even with a forwarded or forged card', async () => {
    const posts = await called()
    const own = postTo(posts, mora.chair)
    const before = await tracesIn(house.world.db)
    const told = [
      [mora.fieldWorker, 'Du är inte kallad till det här mötet.'],
      [mora.outsider, 'Det får du tyvärr inte göra här'],
    ] as const
    for (const [who, says] of told) {
      const reply = await house.as(who).presses(own, 'Jag kommer')
      expect(textOf(reply)).toContain(says)
    }
    const forged = { ...buttonOf(own, 'Jag kommer').data, substitute: newId<string>() }
    const reply = await house.as(mora.chair).forges('meetings.substitute', forged)
    expect(textOf(reply)).toContain('Välj någon som inte redan är kallad.')
    expect(await tracesIn(house.world.db)).toBe(before)
  })

  test('tells everybody when it is moved twice and then cancelled, and old cards are answered kindly', async () => {
    const posts = await called()
    const old = postTo(posts, mora.police)
    await house.as(mora.police).presses(old, 'Jag kommer')
    const move = async (on: Card | Post, date: string, time: string, why: string) => {
      const form = await coordinator().presses(on, 'Flytta')
      return coordinator().presses(form, 'Flytta mötet', { date, time, why })
    }
    const own = postTo(posts, mora.coordinator)
    const first = await move(own, '2026-11-27', '09:00', 'Lokalen är upptagen')
    expect(textOf(first)).toContain('Fredag 27 november kl. 09.00–11.00')
    expect(textOf(first)).toContain('⚠ Flyttat från torsdag 26 november kl. 13.00. Lokalen är upptagen')
    const toldOnce = await house.deliver()
    expect(toldOnce.filter(({ way }) => way === 'post').map(({ summary }) => summary)).toEqual([
      'Flyttat: Rådets möte',
      'Flyttat: Rådets möte',
    ])
    const stale = await house.as(mora.police).presses(old, 'Jag kommer inte')
    expect(textOf(stale)).toContain('Mötet är flyttat')
    expect(textOf(stale)).toContain('fredag 27 november kl. 09.00–11.00')
    expect((await said()).map(({ answer }) => answer)).toEqual(['none', 'none', 'none'])
    const second = await move(cardOf(first), '2026-12-01', '10:00', 'Ordföranden är bortrest')
    // The first move has not been read when the second comes: only the second is told.
    const cancelling = await coordinator().presses(second, 'Ställ in')
    const cancelled = await coordinator().presses(cancelling, 'Ställ in mötet', { why: 'För få kan komma' })
    expect(textOf(cancelled)).toContain('✕ Inställt. För få kan komma')
    const told = await house.deliver()
    const fresh = told.filter(({ way }) => way === 'post')
    expect(fresh.map(({ summary }) => summary)).toEqual(['Inställt: Rådets möte', 'Inställt: Rådets möte'])
    const before = await tracesIn(house.world.db)
    const late = await house.as(mora.police).presses(old, 'Jag kommer')
    expect(textOf(late)).toContain('Mötet är inställt')
    expect(textOf(await coordinator().presses(first, 'Flytta'))).toContain('Mötet är inställt')
    expect(await tracesIn(house.world.db)).toBe(before)
    const [row] = await rows()
    expect(row).toMatchObject({ sequence: 3, starts_on: '2026-12-01', starts_time: '10:00' })
  })

  test('is moved once by two who move it at once, and a second press of the same form changes nothing', async () => {
    const posts = await called()
    const form = await coordinator().presses(postTo(posts, mora.coordinator), 'Flytta')
    const filled = { date: '2026-11-27', time: '09:00', why: 'Lokalen är upptagen' }
    const other = await house.as(mora.police).presses(postTo(posts, mora.police), 'Flytta')
    await coordinator().presses(form, 'Flytta mötet', filled)
    const late = await house.as(mora.police).presses(other, 'Flytta mötet', { ...filled, time: '10:00' })
    expect(textOf(late)).toContain('Någon annan ändrade precis samma sak')
    const before = await tracesIn(house.world.db)
    const again = await coordinator().presses(form, 'Flytta mötet', filled)
    expect(textOf(again)).toContain('Fredag 27 november kl. 09.00–11.00')
    expect(await tracesIn(house.world.db)).toBe(before)
  })

  test('that is moved while somebody answers keeps no answer to the old time', async () => {
    const posts = await called()
    const answer = () => house.as(mora.police).presses(postTo(posts, mora.police), 'Jag kommer')
    const form = await coordinator().presses(postTo(posts, mora.coordinator), 'Flytta')
    const filled = { date: '2026-11-27', time: '09:00', why: 'Lokalen är upptagen' }
    const move = () => coordinator().presses(form, 'Flytta mötet', filled)
    const [answered, moved] = await Promise.all([answer(), move()])
    expect([answered.kind, moved.kind]).toEqual(['card', 'card'])
    if ((await rows())[0]?.starts_on === '2026-11-26') await move()
    expect((await rows())[0]).toMatchObject({ starts_on: '2026-11-27' })
    expect((await said()).map(({ answer }) => answer)).toEqual(['none', 'none', 'none'])
    expect(house.faults).toEqual([])
  })

  test('that is moved after an answer was read and before it is saved keeps no answer to the old time', async () => {
    const posts = await called()
    const form = await coordinator().presses(postTo(posts, mora.coordinator), 'Flytta')
    const filled = { date: '2026-11-27', time: '09:00', why: 'Lokalen är upptagen' }
    let isMoved = false
    const db = house.world.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        const isMeeting = result.rows.some((row) => row.starts_on !== undefined)
        if (!isMeeting || isMoved) return result
        isMoved = true
        await coordinator().presses(form, 'Flytta mötet', filled)
        return result
      },
    })
    const slow = houseOf({ ...house.world, db }, house.clock, house.councilId)
    const reply = await slow.as(mora.police).presses(postTo(posts, mora.police), 'Jag kommer')
    expect(isMoved).toBe(true)
    expect(textOf(reply)).toContain('Mötet är flyttat')
    expect((await said()).map(({ answer }) => answer)).toEqual(['none', 'none', 'none'])
  })

  test('gets one answer of the same button pressed ten times at once', async () => {
    const posts = await called()
    const own = postTo(posts, mora.chair)
    await Promise.all(Array.from({ length: 10 }, () => house.as(mora.chair).presses(own, 'Jag kommer')))
    expect((await said()).find(({ title }) => title === 'Rådets ordförande')?.answer).toBe('coming')
    const { acts } = await house.world.db
      .selectFrom('audit')
      .select(({ fn }) => fn.countAll().as('acts'))
      .where('verb', '=', 'meetings.coming')
      .executeTakeFirstOrThrow()
    expect(Number(acts)).toBe(1)
  })

  test('is not moved to a holiday, the past or its own time, nor without a why', async () => {
    const card = await planned()
    const form = await coordinator().presses(card, 'Flytta')
    const tries = [
      [{ date: '2026-12-25', time: '13:00', why: 'Annan dag' }, 'Det är juldagen den dagen'],
      [{ date: '2026-11-19', time: '13:00', why: 'Annan dag' }, 'Den dagen har varit'],
      [{ date: '2026-11-26', time: '13:00', why: 'Annan dag' }, 'samma dag och tid som nu'],
      [{ date: '2026-11-27', time: '13:00', why: ' ' }, 'Skriv varför'],
    ] as const
    for (const [filled, says] of tries) {
      const reply = await coordinator().presses(form, 'Flytta mötet', filled)
      expect(textOf(reply).toLowerCase()).toContain(says.toLowerCase())
    }
    expect((await rows()).map(({ starts_on, version }) => [starts_on, version])).toEqual([['2026-11-26', 1]])
  })

  test('keeps what was said when it is changed; who is added is called, and who is taken off is told', async () => {
    const posts = await called()
    await house.as(mora.chair).presses(postTo(posts, mora.chair), 'Jag kommer')
    const form = await coordinator().presses(postTo(posts, mora.coordinator), 'Ändra')
    const kept = valuesOf(form).persons?.split(',') ?? []
    const members = choicesOf(form, 'persons')
    const police = members['Kommunpolis · Polisen'] ?? ''
    const field = members['Fältarbetare · Socialförvaltningen'] ?? ''
    const persons = [...kept.filter((id) => id !== police), field].join(',')
    await coordinator().presses(form, 'Spara', { ...valuesOf(form), place: 'Polisstationen', persons })
    expect(await said()).toMatchObject([
      { title: 'Fältarbetare', answer: 'none' },
      { title: 'Rådets ordförande', answer: 'coming' },
      { title: 'Samordnare Mora', answer: 'none' },
    ])
    const told = await house.deliver()
    expect(textOf(postTo(told, mora.police))).toContain('Du är inte kallad till det här mötet.')
    expect(textOf(postTo(told, mora.fieldWorker))).toContain('Plats: Polisstationen')
    const after = await coordinator().presses(postTo(told, mora.coordinator), 'Ändra')
    const without = (valuesOf(after).persons?.split(',') ?? []).filter((id) => id !== field).join(',')
    await coordinator().presses(after, 'Spara', { ...valuesOf(after), persons: without })
    const last = await house.deliver()
    expect(textOf(postTo(last, mora.fieldWorker))).toContain('Du är inte längre kallad till mötet.')
    expect(buttonsOf(postTo(last, mora.fieldWorker))).toEqual([])
  })

  test('checks what is written before anything of it is stored', async () => {
    const form = await coordinator().writes(line)
    const filled = { ...valuesOf(form), title: 'Möte om 19121212-1212' }
    expect(textOf(await coordinator().presses(form, 'Spara mötet', filled))).toContain('personnummer')
    expect(await rows()).toEqual([])
    const posts = await called()
    const no = await house.as(mora.police).presses(postTo(posts, mora.police), 'Jag kommer inte')
    const why = await house.as(mora.police).presses(no, 'Säg varför')
    const reply = await house.as(mora.police).presses(why, 'Spara', { why: 'Ring mig på 070-123 45 67' })
    expect(textOf(reply)).toContain('⚠ Telefonnummer')
    expect((await said()).map((each) => each.why).join('')).toBe('')
  })

  test('gives a form back with what is wrong', async () => {
    const form = await coordinator().writes('möte')
    const wrong = {
      title: 'A',
      date: '2026-11-01',
      time: 'tretton',
      length: 'länge',
      place: '',
      link: 'http://x',
    }
    const reply = await coordinator().presses(form, 'Spara mötet', { ...valuesOf(form), ...wrong })
    for (const problem of [
      'Skriv vad mötet heter',
      'Skriv en tid',
      'Skriv hur länge',
      'Klistra in en hel länk',
    ])
      expect(textOf(reply)).toContain(problem)
    expect(valuesOf(reply)).toMatchObject({ title: 'A', link: 'http://x' })
    expect(await rows()).toEqual([])
  })

  test('lists what comes and what has been, by pages, with kind words when there is nothing', async () => {
    const empty = await coordinator().writes('möten')
    expect(textOf(empty)).toContain('Inga möten är planerade.')
    expect(textOf(await coordinator().presses(empty, 'Har varit'))).toContain('Inga möten har varit än.')
    await planned({}, 'möte operativa gruppen varje måndag kl 9 på polisstationen')
    const first = await house.as(mora.fieldWorker).writes('möten')
    expect(textOf(first)).toContain('måndag 23 november kl. 09.00–10.00 · Polisstationen · ○ Planerat')
    expect(textOf(first)).toMatch(/Sida 1 av 14$/)
    const second = await house.as(mora.fieldWorker).presses(first, 'Nästa sida')
    expect(textOf(second)).toContain('måndag 18 januari 2027')
    const opened = await house.as(mora.fieldWorker).presses(second, 'Öppna')
    expect(textOf(opened)).toContain('Operativa gruppens möte')
    house.clock.set('2026-12-01T08:00:00.000Z')
    const past = await coordinator().presses(first, 'Har varit')
    expect(textOf(past)).toContain('2 möten')
    expect(textOf(past)).toContain('✓ Har varit')
  })
})
