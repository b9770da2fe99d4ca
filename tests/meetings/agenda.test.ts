import { beforeEach, expect, test } from '@jest/globals'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { someAgenda } from '../helpers/some-agenda.ts'

eachDatabase('An agenda', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const coordinator = () => house.as(mora.coordinator)
  const rows = () => house.world.db.selectFrom('agenda_items').selectAll().orderBy('position').execute()
  const later = { starts_on: '2027-01-28' as LocalDate }
  const form = { minutes: '15', purpose: 'decision', presenter: 'Kommunpolis', registryNumber: 'KS 2026/114' }

  test('builds itself when it is first opened, once, with the clock time and the facts of the day', async () => {
    await savedMeeting(house, [], later)
    await savedAction(house, mora.police, { dueOn: '2026-10-01' as LocalDate, text: checked('Byt lampor') })
    const shown = textOf(await coordinator().writes('dagordning'))
    expect(shown).toContain('13.00 · 1. Mötet öppnas')
    expect(shown).toContain('13.05 · 2. Dagordningen godkänns')
    expect(shown).toContain('Inga beslut är kvar.')
    expect(shown).toMatch(
      /▲ Minst 30 dagar sen: Å-\S+ Byt lampor \(Kommunpolis, skulle vara klar 1 oktober 2026\)/,
    )
    expect(shown).toContain('Inget mer möte är planerat.')
    await Promise.all([coordinator().writes('dagordning'), house.as(mora.police).writes('agenda')])
    expect(await rows()).toHaveLength(9)
  })

  test('takes what a member proposes, with who, what for and the diary number, which planners put in order', async () => {
    await savedMeeting(house, [], later)
    const police = house.as(mora.police)
    const asked = await police.writes('dagordning lägg till Belysningen vid Noret')
    expect(valuesOf(asked)).toMatchObject({ title: 'Belysningen vid Noret' })
    const shown = await police.presses(asked, 'Spara', { ...valuesOf(asked), ...form })
    expect(textOf(shown)).toContain('7. Belysningen vid Noret')
    expect(textOf(shown)).toContain('15 min · beslut · föredras av Kommunpolis · dnr KS 2026/114')
    expect(textOf(shown)).not.toContain('tillagd efter låsning')
    expect(buttonsOf(shown).filter((title) => title === 'Ändra')).toHaveLength(10)
    await police.presses(asked, 'Spara', { ...valuesOf(asked), ...form })
    expect(await rows()).toHaveLength(10)
    expect(buttonsOf(await coordinator().writes('dagordning')).filter((t) => t === 'Ändra')).toHaveLength(10)
  })

  test('is put in order, and what is removed is put back', async () => {
    const meeting = await savedMeeting(house, [], later)
    const item = await someAgenda(house, meeting)
    const about = { council: house.councilId, meeting, item }
    expect(textOf(await coordinator().forges('meetings.agendaUp', about))).toContain('4. Försenade åtgärder')
    expect(textOf(await coordinator().forges('meetings.agendaDown', about))).toContain(
      '5. Försenade åtgärder',
    )
    const removed = await coordinator().forges('meetings.agendaRemove', about)
    expect(textOf(removed)).toContain('Borttagen: Försenade åtgärder')
    const back = await coordinator().presses(removed, 'Lägg tillbaka')
    expect(textOf(back)).toContain('5. Försenade åtgärder')
    expect(textOf(back)).not.toContain('Borttagen')
  })

  test('gives the same item changed by two at once to the first, and nothing of the other is saved', async () => {
    const meeting = await savedMeeting(house, [], later)
    const item = await someAgenda(house, meeting)
    const about = { council: house.councilId, meeting, item, seen: '1', note: '', ...form }
    await coordinator().forges('meetings.agendaAmend', { ...about, title: 'Sena åtgärder' })
    const second = await house.as(mora.chair).forges('meetings.agendaAmend', { ...about, title: 'Övrigt' })
    expect(textOf(second)).toContain('Någon annan ändrade')
    expect((await rows()).map(({ title }) => title)).toContain('Sena åtgärder')
  })

  test('is locked a week before: what was there stays, and what is added says so', async () => {
    await savedMeeting(house, [], { starts_on: '2026-11-26' as LocalDate })
    const opened = await coordinator().writes('dagordning')
    expect(textOf(opened)).toContain('Dagordningen är låst.')
    expect(buttonsOf(opened)).not.toContain('Ändra')
    const asked = await coordinator().presses(opened, 'Föreslå en punkt')
    const shown = await coordinator().presses(asked, 'Spara', {
      ...valuesOf(asked),
      ...form,
      title: 'Klottret',
    })
    expect(textOf(shown)).toContain('tillagd efter låsning')
    const [first] = await rows()
    const kept = await coordinator().forges('meetings.agendaRemove', {
      council: house.councilId,
      meeting: first?.meeting_id,
      item: first?.id,
    })
    expect(kept.kind).toBe('text')
    expect((await rows()).some(({ removed }) => removed === 1)).toBe(false)
  })

  test('goes on over pages when there is more of it than a card holds, and loses no item', async () => {
    await savedMeeting(house, [], later)
    for (let at = 1; at <= 20; at++) {
      const asked = await coordinator().writes(`dagordning lägg till Punkt ${at}ö`)
      await coordinator().presses(asked, 'Spara', { ...valuesOf(asked), ...form })
    }
    const first = await coordinator().writes('dagordning')
    expect(textOf(first)).toContain('Sida 1 av 2')
    expect(buttonsOf(first)).not.toContain('Föregående sida')
    const second = await coordinator().presses(first, 'Nästa sida')
    expect(textOf(second)).toContain('Sida 2 av 2')
    for (let at = 1; at <= 20; at++) {
      const on = [first, second].filter((page) => textOf(page).includes(`. Punkt ${at}ö`))
      expect([at, on.length]).toEqual([at, 1])
    }
    expect(textOf(second)).toContain('29. Nästa möte')
    expect(textOf(await coordinator().presses(second, 'Föregående sida'))).toContain('Sida 1 av 2')
    // What is proposed when there is a second page is shown where it landed.
    const asked = await coordinator().writes('dagordning lägg till Klottret')
    const landed = await coordinator().presses(asked, 'Spara', { ...valuesOf(asked), ...form })
    expect(textOf(landed)).toContain('27. Klottret')
  })

  test('changes the cards of those who are called where they show it, once for all of a minute', async () => {
    const meeting = await savedMeeting(house, [mora.police, mora.chair], { ...later, called_at: null })
    const about = { council: house.councilId, meeting }
    await coordinator().forges('meetings.call', about)
    expect(await house.deliver()).toHaveLength(2)
    const propose = async (line: string) => {
      const asked = await coordinator().writes(`dagordning lägg till ${line}`)
      return coordinator().presses(asked, 'Spara', { ...valuesOf(asked), ...form })
    }
    await propose('Klottret i Färnäs')
    await propose('Lamporna')
    house.clock.advance(66_000)
    const told = await house.deliver()
    expect(told.map(({ way }) => way)).toEqual(['update', 'update'])
    for (const post of told) expect(textOf(post)).toContain('7. Klottret i Färnäs')
    // Who presents it stands on the agenda only: nothing on their cards changes.
    const row = (await rows()).find(({ title }) => title === checked('Lamporna'))
    await coordinator().forges('meetings.agendaAmend', {
      ...{ ...about, item: row?.id, seen: String(row?.version), note: '', title: 'Lamporna' },
      ...{ ...form, presenter: 'Rådets ordförande' },
    })
    expect((await rows()).map(({ presenter }) => presenter)).toContain('Rådets ordförande')
    house.clock.advance(66_000)
    expect(await house.deliver()).toEqual([])
  })

  test('saves nothing of a proposal that tells who somebody is', async () => {
    await savedMeeting(house, [], later)
    const asked = await coordinator().writes('dagordning lägg till')
    const filled = { ...valuesOf(asked), ...form, title: 'Ring 070-123 45 67 om Noret' }
    const reply = await coordinator().presses(asked, 'Spara', filled)
    expect(textOf(reply)).toContain('070-123 45 67')
    expect((await rows()).filter(({ kind }) => kind === 'own')).toEqual([])
  })
})
