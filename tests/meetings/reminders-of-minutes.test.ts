import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { MeetingId } from '../../src/shared/ids.ts'
import { type LocalDate, momentAt, plusDays } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { houseInMeeting, meetingDay, memberIdOf } from '../minutes/stage.ts'

/** The next meeting on the stage. */
const nextDay = '2027-02-11' as LocalDate
const [unwritten, unapproved] = ['Protokollet är inte skrivet', 'Protokollet är inte justerat']

eachDatabase('What the minutes of a meeting say', (engine) => {
  let house: House
  let meeting: MeetingId
  beforeEach(async () => {
    ;({ house, meeting } = await houseInMeeting(await engine.open()))
  })

  const secretary = () => house.as(mora.coordinator)
  const police = () => house.as(mora.police)

  async function decided(): Promise<void> {
    await secretary().presses(await secretary().writes('protokoll'), 'Öppna protokollet')
    const sections = await house.world.db
      .selectFrom('minute_sections')
      .selectAll()
      .orderBy('number')
      .execute()
    await secretary().forges('minutes.decide', {
      council: house.councilId,
      meeting,
      section: sections[3]?.id,
      text: 'Rådet beslutar att belysningen vid övergångsstället ses över.',
      owner: await memberIdOf(house, mora.police),
      dueOn: '2027-01-15',
    })
  }
  async function sent(): Promise<void> {
    const form = await secretary().presses(await secretary().writes('protokoll'), 'Skicka för justering')
    await secretary().presses(form, 'Skicka', valuesOf(form))
  }
  const approve = async () => police().presses(await police().writes('protokoll'), 'Justera')

  /** What is said of the minutes on a day, and who hears it. */
  async function comesOn(day: LocalDate): Promise<readonly string[]> {
    house.clock.set(momentAt(day, '08:30'))
    const posts = await house.beat()
    return posts.filter(({ summary }) => summary.startsWith('Protokollet är')).map(({ summary }) => summary)
  }

  const agenda = (): Promise<Reply> => secretary().writes('dagordning')

  test('stands on the next agenda until it is done, and never on the own one', async () => {
    await decided()
    const own = await secretary().forges('meetings.agenda', { council: house.councilId, meeting })
    expect(textOf(own)).toContain('Inga beslut är kvar.')
    house.clock.set(momentAt(plusDays(meetingDay, 1), '10:00'))
    const line =
      'Rådet beslutar att belysningen vid övergångsstället ses över. (§ 4, 2026-11-26, Kommunpolis, klart 15 januari 2027)'
    expect(textOf(await agenda())).toContain('Protokollet från 26 november 2026 är inte justerat än.')
    expect(textOf(await agenda())).toContain(line)
    await sent()
    await approve()
    expect(textOf(await agenda())).toContain('Protokollet från 26 november 2026 är justerat.')
    const action = await house.world.db.selectFrom('actions').select('id').executeTakeFirstOrThrow()
    const finish = { council: house.councilId, action: action.id, text: 'Lamporna lyser igen.' }
    const done = await police().forges('actions.finish', { ...finish, effect: 'seen' })
    expect(textOf(done)).toMatch(/[Kk]lar/)
    expect(textOf(await agenda())).not.toContain(line)
    expect(textOf(await agenda())).toContain('Inga beslut är kvar.')
    expect(house.faults).toEqual([])
  })

  test('is nobody else’s: a group of its own has its own decisions', async () => {
    await decided()
    await house.world.db
      .updateTable('meetings')
      .set({ body: 'operationalGroup' })
      .where('starts_on', '=', nextDay)
      .execute()
    house.clock.set(momentAt(plusDays(meetingDay, 1), '10:00'))
    expect(textOf(await agenda())).toContain('Inga beslut är kvar.')
    expect(textOf(await agenda())).not.toContain('Protokollet från')
  })

  test('is asked of the coordinators the day after when nothing is written, and a week after', async () => {
    expect(await comesOn(plusDays(meetingDay, 1))).toEqual([unwritten, unwritten])
    const again = await comesOn(plusDays(meetingDay, 7))
    expect(again).toEqual([unapproved, unapproved])
    const last = house.posts.at(-1)
    expect(last && textOf(last)).toContain('Det är inte skrivet än.')
    const open = last && (await secretary().presses(last, 'Visa protokollet'))
    expect(open && textOf(open)).toContain('Protokollet är inte påbörjat.')
  })

  test('begun without a word is not written', async () => {
    await secretary().presses(await secretary().writes('protokoll'), 'Öppna protokollet')
    expect(await comesOn(plusDays(meetingDay, 1))).toEqual([unwritten, unwritten])
  })

  test('written is not asked for the day after; sent, and not approved, it is a week after', async () => {
    await decided()
    expect(await comesOn(plusDays(meetingDay, 1))).toEqual([])
    await sent()
    expect(await comesOn(plusDays(meetingDay, 7))).toEqual([unapproved, unapproved])
  })

  test('approved is asked for no more', async () => {
    await decided()
    await sent()
    await approve()
    expect(await comesOn(plusDays(meetingDay, 1))).toEqual([])
    expect(await comesOn(plusDays(meetingDay, 7))).toEqual([])
  })

  test('is not asked of a group that keeps no minutes', async () => {
    await house.world.db.updateTable('meetings').set({ body: 'operationalGroup' }).execute()
    expect(await comesOn(plusDays(meetingDay, 1))).toEqual([])
    expect(await comesOn(plusDays(meetingDay, 7))).toEqual([])
  })
})
