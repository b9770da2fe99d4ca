import { beforeEach, expect, test } from '@jest/globals'
import { startsAt } from '../../src/meetings/meeting.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, type House, mora, textOf, valuesOf } from '../helpers/house.ts'

eachDatabase('A series of meetings', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const coordinator = () => house.as(mora.coordinator)
  const rows = () =>
    house.world.db.selectFrom('meetings').selectAll().orderBy('starts_on').orderBy('starts_time').execute()
  const when = async () =>
    (await rows())
      .filter((row) => row.cancelled_at === null)
      .map(({ starts_on, starts_time }) => `${starts_on} ${starts_time}`)

  async function planned(line: string) {
    const form = await coordinator().writes(line)
    return coordinator().presses(form, 'Spara mötet', valuesOf(form))
  }
  const fourAYear =
    'möte rådet fyra gånger om året, första torsdagen i januari, maj, september och november kl 13 i kommunhuset'

  test('is planned for two years, moved off holidays with a word about it', async () => {
    const first = await planned(fourAYear)
    expect(textOf(first)).toContain(
      'Serie: första torsdagen i januari, maj, september och november · 9 möten kvar',
    )
    expect(await when()).toEqual([
      '2027-01-07 13:00',
      '2027-05-13 13:00',
      '2027-09-02 13:00',
      '2027-11-04 13:00',
      '2028-01-13 13:00',
      '2028-05-04 13:00',
      '2028-09-07 13:00',
      '2028-11-02 13:00',
      '2029-01-04 13:00',
    ])
    const may = (await rows())[1]
    const card = await coordinator().forges('meetings.show', { council: house.councilId, meeting: may?.id })
    expect(textOf(card)).toContain('Flyttat från torsdag 6 maj 2027: Kristi himmelsfärdsdag.')
    const english = await house
      .as(mora.coordinator, 'en')
      .forges('meetings.show', { council: house.councilId, meeting: may?.id })
    expect(textOf(english)).toContain('Ascension Day')
  })

  test('has the rest of it moved by as many days, off holidays anew; the ones before stay', async () => {
    await planned(fourAYear)
    const may = (await rows())[1]
    const card = await coordinator().forges('meetings.show', { council: house.councilId, meeting: may?.id })
    const form = await coordinator().presses(card, 'Flytta')
    const filled = { date: '2027-05-11', time: '09:30', why: 'Torsdagar går inte längre', rest: 'rest' }
    const moved = await coordinator().presses(form, 'Flytta mötet', filled)
    expect(textOf(moved)).toContain('Tisdag 11 maj 2027 kl. 09.30–11.30')
    expect(await when()).toEqual([
      '2027-01-07 13:00',
      '2027-05-11 09:30',
      '2027-08-31 09:30',
      '2027-11-02 09:30',
      // Two days before trettondedagen, where the series has it, is a working day.
      '2028-01-04 09:30',
      '2028-05-02 09:30',
      '2028-09-05 09:30',
      '2028-10-31 09:30',
      '2029-01-02 09:30',
    ])
    const series = await house.world.db.selectFrom('meeting_series').selectAll().executeTakeFirstOrThrow()
    expect(series).toMatchObject({ shift_days: -2, starts_time: '09:30', version: 2 })
    // The same press again moves nothing further.
    await coordinator().presses(form, 'Flytta mötet', filled)
    expect((await when())[2]).toBe('2027-08-31 09:30')
  })

  test('has one of it, or the rest of it, cancelled; those who were called are told once', async () => {
    const first = await planned('möte operativa gruppen varannan torsdag kl 9 på polisstationen')
    const count = (await rows()).length
    expect(count).toBeGreaterThan(45)
    await coordinator().presses(first, 'Skicka kallelse')
    await house.deliver()
    const one = await coordinator().presses(first, 'Ställ in')
    await coordinator().presses(one, 'Ställ in mötet', { why: 'För få kan komma', rest: 'one' })
    expect(await when()).toHaveLength(count - 1)
    const told = await house.deliver()
    expect(told.filter(({ way }) => way === 'post').map(({ summary }) => summary)).toEqual([
      'Inställt: Operativa gruppens möte',
    ])
    const second = (await rows())[1]
    const card = await coordinator().forges('meetings.show', {
      council: house.councilId,
      meeting: second?.id,
    })
    await coordinator().presses(card, 'Skicka kallelse')
    await house.deliver()
    const rest = await coordinator().presses(card, 'Ställ in')
    await coordinator().presses(rest, 'Ställ in mötet', { why: 'Gruppen läggs ned', rest: 'rest' })
    expect(await when()).toEqual([])
    const last = (await house.deliver()).filter(({ way }) => way === 'post')
    expect(last.map(({ summary }) => summary)).toEqual([
      'Inställt, och resten av serien: Operativa gruppens möte',
    ])
    const series = await house.world.db.selectFrom('meeting_series').selectAll().executeTakeFirstOrThrow()
    expect(series.ended_at).not.toBeNull()
  })

  test('keeps its Swedish time over both changes of the clock', async () => {
    await planned('möte operativa gruppen varje måndag kl 9 på polisstationen')
    const at = (on: string) => startsAt({ on: on as never, at: '09:00' })
    const days = (await rows()).map(({ starts_on }) => starts_on as string)
    // The clocks change on Sunday 28 March and Sunday 31 October 2027.
    for (const [on, utc] of [
      ['2027-03-22', '2027-03-22T08:00:00.000Z'],
      ['2027-04-05', '2027-04-05T07:00:00.000Z'],
      ['2027-10-25', '2027-10-25T07:00:00.000Z'],
      ['2027-11-01', '2027-11-01T08:00:00.000Z'],
    ] as const) {
      expect(days).toContain(on)
      expect(at(on)).toBe(utc)
    }
    expect(days).toContain('2027-03-30')
    expect(days).not.toContain('2027-03-29')
  })

  test.each([
    ['weekly', '2026-12-03', '2026-12-10'],
    ['everyOther', '2026-12-10', '2026-12-28'],
    ['monthly', '2026-12-17', '2027-01-28'],
    ['fourTimes', '2027-02-25', '2027-05-27'],
  ])('comes as often as the usual pattern "%s" of the form says', async (repeat, second, third) => {
    const form = await coordinator().writes('möte rådet 26 november kl 13 i kommunhuset')
    await coordinator().presses(form, 'Spara mötet', { ...valuesOf(form), repeat })
    const days = (await rows()).map(({ starts_on }) => starts_on)
    expect(days.slice(0, 3)).toEqual(['2026-11-26', second, third])
  })
})
