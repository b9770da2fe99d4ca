import { beforeEach, expect, test } from '@jest/globals'
import type { MemberId } from '../../src/shared/ids.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, cardOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { addManyPeople } from '../helpers/many-people.ts'

eachDatabase('A meeting that 300 are called to', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  async function threeHundred() {
    const { db } = house.world
    const meeting = await savedMeeting(house, [], {})
    const at = { count: 300, tenants: [mora.coordinator.tenantId] }
    const before = new Set((await db.selectFrom('members').select('id').execute()).map(({ id }) => id))
    await addManyPeople(db, house.councilId, 'http://127.0.0.1/', at)
    const seats = (await db.selectFrom('members').select('id').execute()).filter(({ id }) => !before.has(id))
    const titles = new Map<MemberId, string>(seats.map(({ id }, place) => [id, `Områdesvärd ${place}å`]))
    for (const [id, title] of titles) {
      await db
        .updateTable('members')
        .set({ title: checked(title) })
        .where('id', '=', id)
        .execute()
      await db
        .insertInto('meeting_called')
        .values({
          meeting_id: meeting,
          member_id: id,
          council_id: house.councilId,
          answer: 'none',
          why: checked(''),
          substitute_id: null,
          answered_at: null,
        })
        .execute()
    }
    return { about: { council: house.councilId, meeting }, titles: [...titles.values()] }
  }

  test('names every one of them, page by page, to who leads it', async () => {
    const { about, titles } = await threeHundred()
    const coordinator = house.as(mora.coordinator)
    const shown = await coordinator.forges('meetings.show', about)
    expect(textOf(shown)).toContain('… och 275 till')
    let page = await coordinator.presses(shown, 'Visa alla')
    expect(textOf(page)).toContain('300 kallade · Sida 1 av 12')
    let named = textOf(page)
    for (let turned = 1; buttonsOf(page).includes('Nästa sida'); turned++) {
      expect(turned).toBeLessThan(12)
      page = await coordinator.presses(page, 'Nästa sida')
      expect(JSON.stringify(cardOf(page)).length).toBeLessThan(28_000)
      named += `\n${textOf(page)}`
    }
    for (const title of titles) expect(named.split(`○ ${title}: har inte svarat`)).toHaveLength(2)
    expect(buttonsOf(page)).toContain('Föregående sida')
  })

  test('names nobody to who does not lead it', async () => {
    const { about } = await threeHundred()
    const fieldWorker = house.as(mora.fieldWorker)
    const shown = await fieldWorker.forges('meetings.show', about)
    expect(buttonsOf(shown)).not.toContain('Visa alla')
    const forged = await fieldWorker.forges('meetings.who', about)
    expect(forged.kind).toBe('text')
    expect(textOf(forged)).not.toContain('Områdesvärd')
  })

  test('is changed by a form that fits a card, and nobody is let go of by it', async () => {
    const { about } = await threeHundred()
    const coordinator = house.as(mora.coordinator)
    const form = await coordinator.forges('meetings.amendForm', about)
    expect(JSON.stringify(cardOf(form)).length).toBeLessThan(28_000)
    expect(textOf(form)).toContain('300 är kallade. De är för många för att väljas en och en')
    const saved = await coordinator.presses(form, 'Spara', { ...valuesOf(form), title: 'Stormötet' })
    expect(textOf(saved)).toContain('Stormötet')
    const { called } = await house.world.db
      .selectFrom('meeting_called')
      .select(({ fn }) => fn.countAll().as('called'))
      .where('meeting_id', '=', about.meeting)
      .executeTakeFirstOrThrow()
    expect(Number(called)).toBe(300)
  })

  test('is planned by a form that fits a card and says that it does not show everybody', async () => {
    await threeHundred()
    const form = await house.as(mora.coordinator).writes('möte')
    expect(JSON.stringify(cardOf(form)).length).toBeLessThan(28_000)
    expect(textOf(form)).toMatch(/Här syns 60 av 30\d medlemmar. Fler kallar du med roller./)
  })
})
