import { beforeEach, expect, test } from '@jest/globals'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, mora, type Post, textOf, valuesOf } from '../helpers/house.ts'

eachDatabase('A series whose last meeting is near', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const coordinator = () => house.as(mora.coordinator)
  const days = async () => {
    const rows = await house.world.db
      .selectFrom('meetings')
      .select(['starts_on', 'cancelled_at'])
      .orderBy('starts_on')
      .execute()
    return rows.filter((row) => row.cancelled_at === null).map((row) => row.starts_on)
  }
  const said = (posts: readonly Post[]) =>
    posts.filter(({ summary }) => summary === 'Fler möten behöver planeras')

  /** Planned in November 2026: the last of its meetings is in February 2029. */
  async function planned(): Promise<void> {
    const form = await coordinator().writes(
      'möte rådet andra torsdagen i februari, maj, september och november kl 13 i kommunhuset',
    )
    await coordinator().presses(form, 'Spara mötet', valuesOf(form))
  }

  /** Four weeks before the last one, in the morning. */
  async function reminded(): Promise<readonly Post[]> {
    house.clock.set('2029-01-11T07:00:00.000Z')
    return said(await house.beat())
  }

  test('is planned on for two years by one press, by its own rule, and once', async () => {
    await planned()
    const before = await days()
    house.clock.set('2029-01-10T07:00:00.000Z')
    expect(said(await house.beat())).toEqual([])
    const last = before.at(-1) ?? ''
    expect(last.slice(0, 7)).toBe('2029-02')
    const [post] = await reminded()
    if (!post) throw new Error('nobody was told')
    expect(textOf(post)).toContain('det sista mötet i serien som är planerat')
    expect(buttonsOf(post)).toEqual(expect.arrayContaining(['Planera vidare', 'Visa mötet']))
    const reply = await coordinator().presses(post, 'Planera vidare')
    expect(textOf(reply)).toContain('Serie: andra torsdagen i februari, maj, september och november')
    const after = await days()
    expect(after.slice(before.length).map((day) => day.slice(0, 7))).toEqual([
      ...['2029-05', '2029-09', '2029-11'],
      ...['2030-02', '2030-05', '2030-09', '2030-11'],
    ])
    // Again, and from another card: nothing more is made.
    await coordinator().presses(post, 'Planera vidare')
    await house.as(mora.chair).presses(post, 'Planera vidare')
    expect(await days()).toEqual(after)
  })

  test('is not planned twice by two who press at once', async () => {
    await planned()
    const before = await days()
    const [post] = await reminded()
    if (!post) throw new Error('nobody was told')
    await Promise.all(
      [mora.coordinator, mora.chair].map((who) => house.as(who).presses(post, 'Planera vidare')),
    )
    const after = await days()
    expect(new Set(after).size).toBe(after.length)
    expect(after).toHaveLength(before.length + 7)
  })

  test('says nothing more when the rest of it was cancelled', async () => {
    await planned()
    const [, second] = await house.world.db
      .selectFrom('meetings')
      .select(['id', 'starts_on', 'starts_time'])
      .orderBy('starts_on')
      .execute()
    const about = {
      council: house.councilId,
      meeting: second?.id,
      seen: `${second?.starts_on}T${second?.starts_time}`,
    }
    await coordinator().forges('meetings.cancel', { ...about, why: 'Rådet läggs ned', rest: 'rest' })
    expect(await days()).toHaveLength(1)
    expect(await reminded()).toEqual([])
  })
})
