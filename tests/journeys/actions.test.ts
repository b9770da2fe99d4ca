import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { MemberId, PromiseId } from '../../src/shared/ids.ts'
import { newId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { openAddress } from '../helpers/many-people.ts'

const line = 'åtgärd byt lampor på Badstugatan, kommunpolisen, senast 1 december'
const whole = {
  cause: 'Lamporna är trasiga, och folk undviker gångvägen.',
  goal: 'Alla 12 lampor lyser.',
}

eachDatabase('An agreed action', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const coordinator = () => house.as(mora.coordinator)
  const police = () => house.as(mora.police)
  const postsTo = async (person: { aadObjectId: string }) =>
    (await house.deliver()).filter(({ to }) => to.endsWith(person.aadObjectId))

  /** Fills in the form as it stands, with what is given, and saves it. */
  function saves(form: Reply, filled: Record<string, string> = {}, who = coordinator()): Promise<Reply> {
    const title = buttonsOf(form).find((name) => /^Spara/.test(name)) ?? ''
    return who.presses(form, title, { ...valuesOf(form), ...filled })
  }

  async function agreed(filled: Record<string, string> = {}): Promise<Reply> {
    return saves(await coordinator().writes(line), { ...whole, ...filled })
  }

  const actions = () => house.world.db.selectFrom('actions').selectAll().orderBy('number').execute()

  /** The id of the member with that title. */
  async function memberId(title: string): Promise<MemberId> {
    const row = await house.world.db
      .selectFrom('members')
      .select('id')
      .where('title', '=', title)
      .executeTakeFirstOrThrow()
    return row.id
  }

  test('is one line and one press away: the line fills the form, and the owner gets a card', async () => {
    const form = await coordinator().writes(line)
    expect(valuesOf(form)).toMatchObject({
      text: 'Byt lampor på Badstugatan',
      dueOn: '2026-12-01',
      startsOn: '2026-11-20',
      owner: await memberId('Kommunpolis'),
    })
    expect(Object.keys(choicesOf(form, 'owner'))).toContain('Kommunpolis · Polisen')
    const receipt = await saves(form, whole)
    expect(textOf(receipt)).toContain('✓ Å-2026-0001 är sparad')
    expect(textOf(receipt)).toContain('Kommunpolis får den nu')
    expect(textOf(receipt)).not.toContain('Går det att se när målet är nått?')
    const [card, ...others] = await postsTo(mora.police)
    expect(others).toEqual([])
    expect(textOf(card as never)).toContain('Du är föreslagen som ansvarig. Går det bra?')
    const taken = await police().presses(card as never, 'Jag tar den')
    expect(textOf(taken)).toContain('Du ska ha gjort det senast tisdag 1 december.')
    expect(textOf(taken)).not.toContain('Väntar på svar')
    const [row] = await actions()
    expect([row?.ownership, row?.status, row?.version]).toEqual(['accepted', 'planned', 2])
    expect(house.faults).toEqual([])
  })

  test('is saved once, however often the same form is sent', async () => {
    const form = await coordinator().writes(line)
    const [one, other] = await Promise.all([saves(form, whole), saves(form, whole)])
    expect([one, other].map(textOf).every((text) => text.includes('Å-2026-0001'))).toBe(true)
    expect(await actions()).toHaveLength(1)
    expect(textOf(await agreed())).toContain('Å-2026-0002')
  })

  test('says at the field what is wrong, loses nothing that was typed, and a hint about the goal is no stop', async () => {
    const form = await coordinator().writes('åtgärd')
    const typed = {
      text: 'Byt lampor',
      cause: 'Trasiga',
      goal: 'x',
      startsOn: '2026-12-01',
      dueOn: '2026-11-30',
    }
    const back = await saves(form, typed)
    expect(textOf(back)).toContain('⚠ Skriv hur ni ser att det är nått')
    expect(textOf(back)).toContain('⚠ Välj en medlem i rådet')
    expect(valuesOf(back)).toMatchObject(typed)
    const owner = await memberId('Kommunpolis')
    const late = await saves(back, { goal: 'Det ska bli bättre', owner, incidents: 'H-2026-0009' })
    expect(textOf(late)).toContain('⚠ Den ska vara klar efter att den har börjat')
    expect(textOf(late)).toContain('⚠ Jag hittar ingen händelse H-2026-0009')
    const receipt = await saves(late, { dueOn: '2026-12-30', incidents: '' })
    expect(textOf(receipt)).toContain('Går det att se när målet är nått?')
    const past = await saves(await coordinator().writes('åtgärd'), {
      ...typed,
      ...{ goal: 'Alla lyser', owner, startsOn: '2026-11-01', dueOn: '2026-11-19' },
    })
    expect(textOf(past)).toContain('⚠ Den dagen har varit')
  })

  test('keeps no personal number, and keeps a warned text only when the writer says so', async () => {
    const form = await coordinator().writes(line)
    const blocked = await saves(form, { ...whole, cause: 'Ring 19121212-1212 om lamporna' })
    expect(buttonsOf(blocked)).not.toContain('Spara ändå')
    expect(await actions()).toEqual([])
    const warned = await saves(form, { ...whole, cause: 'Bilen ABC 123 kör mot lamporna' })
    const kept = await coordinator().presses(warned, 'Spara ändå', { ...valuesOf(warned) })
    expect(textOf(kept)).toContain('Å-2026-0001 är sparad')
    const history = await coordinator().presses(await coordinator().writes('å-2026-1'), 'Historik')
    expect(textOf(history)).toContain('Sparad efter varning')
  })

  test('is made from an incident by who plans, with its number and nothing that its reporter wrote', async () => {
    await house.as(mora.fieldWorker).forges('incidents.report', {
      council: house.councilId,
      category: await idOf('categories', 'noise'),
      place: await idOf('places', 'noret'),
      ...{ date: '2026-11-19', time: '21:30', impact: '2', certainty: 'observed', similar: 'new' },
      text: 'Hemlig iakttagelse av bilar.',
    })
    const [post] = await postsTo(mora.coordinator)
    expect(buttonsOf(post as never).slice(0, 3)).toEqual(['Bedöm', 'Skapa åtgärd', 'Avsluta'])
    const form = await coordinator().presses(post as never, 'Skapa åtgärd')
    expect(valuesOf(form)).toMatchObject({ incidents: 'H-2026-0001', startsOn: '2026-11-20' })
    expect(JSON.stringify(form)).not.toContain('Hemlig')
    const own = await memberId('Samordnare Mora')
    const receipt = await saves(form, { ...whole, text: 'Extra ronder', owner: own, dueOn: '2026-12-01' })
    expect(textOf(receipt)).toContain('Du är ansvarig')
    expect(textOf(await coordinator().writes('Å 2026 1'))).toContain('Händelser: H-2026-0001')
    // Who made it for oneself has taken it on, and is told nothing.
    expect((await actions())[0]?.ownership).toBe('accepted')
    expect(await postsTo(mora.coordinator)).toEqual([])
    const reporter = house.as(mora.fieldWorker)
    expect(buttonsOf(await reporter.writes('H-2026-0001'))).not.toContain('Skapa åtgärd')
    expect(textOf(await reporter.writes('åtgärd lampor'))).toMatch(/^Det här är till för/)
  })

  test('that its owner cannot take on names them in the channel, so that Teams tells them; in nobody’s own chat', async () => {
    const channel = '19:brå@thread.tacv2'
    const { db } = house.world
    await db.updateTable('councils').set({ channel_conversation: channel }).execute()
    await db
      .insertInto('addresses')
      .values(
        openAddress('https://smba.trafficmanager.net/emea/', { id: channel, tenantId: mora.police.tenantId }),
      )
      .execute()
    await agreed()
    const [asked] = await postsTo(mora.police)
    expect(asked?.card.msteams).toBeUndefined()
    const asksWhy = await police().presses(asked as never, 'Jag kan inte')
    await police().presses(asksWhy, 'Skicka', { why: 'Det är kommunens lampor.' })
    const [told] = (await house.deliver()).filter(({ to }) => to.includes(channel))
    expect(textOf(told as never)).toContain('<at>Kommunpolis</at> kan inte: Det är kommunens lampor.')
    const mentioned = (title: string, { aadObjectId }: { aadObjectId: string }) => ({
      entities: [{ type: 'mention', text: `<at>${title}</at>`, mentioned: { id: aadObjectId, name: title } }],
    })
    expect(told?.card.msteams).toEqual(mentioned('Kommunpolis', mora.police))

    const form = await coordinator().presses(told as never, 'Byt ansvarig')
    await saves(form, { owner: await memberId('Rådets ordförande'), why: 'Kommunen äger lamporna.' })
    const posts = await house.deliver()
    const solved = posts.find(({ to }) => to.includes(channel))
    expect(solved?.card.msteams).toEqual(mentioned('Rådets ordförande', mora.chair))
    expect(posts.filter(({ card }) => card.msteams)).toEqual([solved])
    // Who is not of the channel's tenant is not found there.
    await db.updateTable('addresses').set({ tenant_id: 'another' }).execute()
    await saves(await coordinator().writes('åtgärd Byt bänk, ordföranden, 1 december'), whole)
    const chair = house.as(mora.chair)
    const [next] = await postsTo(mora.chair)
    await chair.presses(await chair.presses(next as never, 'Jag kan inte'), 'Skicka', { why: 'Hinner inte.' })
    const [plain] = (await house.deliver()).filter(({ to }) => to.includes(channel))
    expect(textOf(plain as never)).toContain('Rådets ordförande kan inte')
    expect(plain?.card.msteams).toBeUndefined()
  })

  test('moves between the police and the municipality: why is asked, both are told, and the history has it all', async () => {
    await agreed()
    const [card] = await postsTo(mora.police)
    const asksWhy = await police().presses(card as never, 'Jag kan inte')
    expect(textOf(await police().presses(asksWhy, 'Skicka', { why: '' }))).toContain('⚠ Skriv en mening')
    const done = await police().presses(asksWhy, 'Skicka', { why: 'Det är kommunens lampor.' })
    expect(textOf(done)).toContain('samordnarna får veta')
    const [told] = await postsTo(mora.coordinator)
    expect(textOf(told as never)).toContain('Kommunpolis kan inte: Det är kommunens lampor.')

    const form = await coordinator().presses(told as never, 'Byt ansvarig')
    const owner = await memberId('Rådets ordförande')
    const back = await saves(form, { owner, dueOn: '2026-12-08' })
    expect(textOf(back)).toContain('⚠ Skriv varför ansvarig eller dag ändras')
    expect(valuesOf(back)).toMatchObject({ owner, dueOn: '2026-12-08' })
    expect(textOf(await saves(back, { why: 'Kommunen äger lamporna.' }))).toContain('Å-2026-0001 är ändrad')

    const posts = await house.deliver()
    const to = ({ aadObjectId }: { aadObjectId: string }) =>
      posts.filter((post) => post.to.endsWith(aadObjectId))
    expect(to(mora.chair).map(({ way }) => way)).toEqual(['post'])
    expect(textOf(to(mora.chair)[0] as never)).toContain('Du är föreslagen som ansvarig')
    // The police officer coordinates too: the card as the owner that was, and the coordinators' card, are made anew.
    expect(to(mora.police).map(({ way, card: made }) => [way, textOf(made).split('\n')[0]])).toEqual([
      ['update', 'Å-2026-0001 har fått en ny ansvarig'],
      ['update', 'Å-2026-0001 har en ansvarig'],
    ])
    expect(to(mora.coordinator).map(({ way }) => way)).toEqual(['update'])

    const history = textOf(await coordinator().presses(await coordinator().writes('Å-2026-0001'), 'Historik'))
    expect(history).toContain('Ansvarig: Kommunpolis → Rådets ordförande')
    expect(history).toContain('Klart senast: tisdag 1 december → tisdag 8 december')
    expect(history).toContain('Varför: Kommunen äger lamporna.')
    expect(history).toContain('Varför: Det är kommunens lampor.')
    // And back again to the police, who now says yes.
    const again = await coordinator().presses(await coordinator().writes('Å-2026-0001'), 'Ändra')
    await saves(again, { owner: await memberId('Kommunpolis'), why: 'De har en egen skylift.' })
    const [mine] = await postsTo(mora.police)
    expect(textOf(await police().presses(mine as never, 'Jag tar den'))).toContain(
      'Du ska ha gjort det senast',
    )
    // The chair's card is kept, and is no longer theirs to answer.
    const stale = await house.as(mora.chair).presses(to(mora.chair)[0] as never, 'Jag tar den')
    expect(textOf(stale)).toContain('Det får du tyvärr inte göra här')
    expect(house.faults).toEqual([])
  })

  test('is changed by one at a time: an older form says so, and nothing is saved', async () => {
    await agreed()
    const number = 'Å-2026-0001'
    const one = await coordinator().presses(await coordinator().writes(number), 'Ändra')
    const other = await police().presses(await police().writes(number), 'Ändra')
    expect(textOf(await saves(one, { goal: 'Alla 14 lampor lyser.' }))).toContain('är ändrad')
    const late = await saves(other, { goal: 'Alla 10 lampor lyser.' }, police())
    expect(textOf(late)).toContain('Någon annan ändrade precis samma sak')
    expect((await actions())[0]?.goal).toBe('Alla 14 lampor lyser.')
  })

  test('is read by every member, answered by its owner only, and changed by owner and coordinators only', async () => {
    await agreed({ owner: await memberId('Rådets ordförande') })
    const [row] = await actions()
    const data = { council: house.councilId, action: row?.id }
    const reporter = house.as(mora.fieldWorker)
    expect(textOf(await reporter.writes('Å-2026-0001'))).toContain('○ Planerad')
    expect(buttonsOf(await reporter.writes('Å-2026-0001'))).toEqual(['Historik'])
    for (const verb of [
      'actions.accept',
      'actions.declineForm',
      'actions.decline',
      'actions.amendForm',
      'actions.amend',
    ])
      expect([verb, textOf(await reporter.forges(verb, { ...data, why: 'Nej tack.' }))]).toEqual([
        verb,
        expect.stringContaining('Det får du tyvärr inte göra här'),
      ])
    expect(textOf(await reporter.forges('actions.create', data))).toMatch(/^Det här är till för/)
    expect(textOf(await coordinator().forges('actions.accept', data))).toContain(
      'Det får du tyvärr inte göra',
    )
    const gone = await coordinator().forges('actions.show', { ...data, action: newId() })
    expect(textOf(gone)).toContain('Jag hittar inte det')
    expect(textOf(await reporter.writes('Å-2026-0099'))).toContain('Jag hittar ingen åtgärd Å-2026-0099')
    expect((await actions())[0]).toEqual(row)
  })

  test('is found by its words, its owner and its number, as it is now', async () => {
    await agreed()
    const reporter = house.as(mora.fieldWorker)
    for (const text of ['lampor', 'gångvägen', 'kommunpolis'])
      expect(textOf(await reporter.writes(`sök ${text}`))).toContain('Å-2026-0001 · ○ Planerad')
    const form = await coordinator().presses(await coordinator().writes('Å-2026-0001'), 'Ändra')
    await saves(form, { text: 'Klipp buskarna', cause: 'Skymd sikt.', goal: 'Alla buskar klippta.' })
    expect(textOf(await reporter.writes('sök buskarna'))).toContain('Å-2026-0001')
    expect(textOf(await reporter.writes('sök lampor'))).not.toContain('Å-2026-0001')
  })

  test('is late the day after its day, in a word and a number of days', async () => {
    await agreed()
    house.clock.advance(11 * 86_400_000)
    expect(textOf(await coordinator().writes('Å-2026-0001'))).toContain('○ Planerad')
    house.clock.advance(2 * 86_400_000)
    const text = textOf(await coordinator().writes('Å-2026-0001'))
    expect(text).toContain('⚠ Försenad')
    expect(text).toContain('2 dagar försenad.')
  })

  test('takes no member, focus area or promise that the council does not have', async () => {
    const form = await coordinator().writes(line)
    for (const [field, says] of [
      ['owner', '⚠ Välj en medlem i rådet'],
      ['focusArea', '⚠ Välj ett område i listan'],
      ['promise', '⚠ Välj ett löfte i listan'],
    ] as const)
      expect(textOf(await saves(form, { ...whole, [field]: newId<PromiseId>() }))).toContain(says)
    expect(await actions()).toEqual([])
  })

  async function idOf(table: 'categories' | 'places', key: string): Promise<string> {
    const row = await house.world.db
      .selectFrom(table)
      .select('id')
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    return row.id
  }
})
