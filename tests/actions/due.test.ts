import { beforeEach, expect, test } from '@jest/globals'
import type { Action } from '../../src/actions/action.ts'
import { onNextAgenda } from '../../src/actions/index.ts'
import { type OpenDatabase, transact } from '../../src/database/index.ts'
import { recipientKey } from '../../src/delivery/index.ts'
import { holidayName, isWorkingDay } from '../../src/schedule/index.ts'
import { instant } from '../../src/shared/clock.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, mora, type Post, textOf } from '../helpers/house.ts'

const day = (text: string) => text as LocalDate
const weekdays = ['', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön']

eachDatabase('The day an action is to be done', (engine) => {
  let database: OpenDatabase
  let house: House
  beforeEach(async () => {
    database = await engine.open()
    house = await buildHouse(database)
  })

  const action = (changes: Partial<Action> = {}, owner = mora.police) =>
    savedAction(house, owner, {
      number: 'Å-2026-0001',
      dueOn: day('2026-11-22'),
      createdAt: instant('2026-11-02T08:00:00.000Z'),
      ...changes,
    })

  /** What comes of this feature at 08.30 of a day. */
  async function comesOn(date: LocalDate): Promise<readonly Post[]> {
    house.clock.set(momentAt(date, '08:30'))
    return (await house.beat()).filter((post) => textOf(post).includes('Å-2026-0001'))
  }

  const to = (person: Person) => recipientKey({ kind: 'person', person })

  async function postpone(dueOn: string, seen: string, id: string): Promise<void> {
    const typed = { council: house.councilId, action: id, dueOn, seen, why: 'Lamporna är restnoterade.' }
    await house.as(mora.police).forges('actions.postpone', typed)
  }

  test('is reminded of over 90 days as this calendar says, postponed, over weekends and holidays', async () => {
    const { id } = await action()
    const told = { [to(mora.police)]: 'ägaren', [to(mora.coordinator)]: 'samordnaren' }
    const rows: string[] = []
    for (let at = 0; at < 90; at += 1) {
      const date = plusDays(day('2026-11-02'), at)
      const came = (await comesOn(date)).map((post) => `${told[post.to] ?? post.to}: ${post.summary}`)
      const free = holidayName(date, 'sv') ?? (isWorkingDay(date) ? '' : 'ledig')
      const agenda = (await onNextAgenda(house.world, house.councilId)).length > 0 ? '▲ ' : ''
      rows.push(
        [date, weekdays[weekdayOf(date)], free, agenda + came.toSorted().join(' + ')].join(' | ').trimEnd(),
      )
      if (date === '2026-11-20') await postpone('2026-12-25', '2026-11-22', id)
    }
    expect(`\n${rows.join('\n')}\n`).toBe(calendar)
    expect(house.faults).toEqual([])
  })

  test('is asked about with what can be done at once', async () => {
    await action({ dueOn: day('2026-11-27') })
    const [post] = await comesOn(day('2026-11-20'))
    if (!post) throw new Error('nothing came')
    expect(textOf(post)).toBe(
      [
        'Om 7 dagar ska det här vara klart',
        'Byt lampor',
        'Å-2026-0001 · klart senast fredag 27 november',
        '○ Planerad',
        'Behövs det mer tid? Skjut upp och säg varför, så vet alla.',
      ].join('\n'),
    )
    expect(buttonsOf(post)).toEqual([
      'Rapportera läge',
      'Klar',
      'Skjut upp',
      'Visa',
      'Påminn mig i morgon',
      'Sluta påminna om detta',
    ])
  })

  test.each([
    ['done', { status: 'done' }],
    ['cancelled', { status: 'cancelled' }],
    ['for training', { training: true }],
    ['one whose owner said no', { ownership: 'declined' }],
  ] as const)('is not reminded of when the action is %s', async (_, changes) => {
    await action({ dueOn: day('2026-11-27'), ...changes })
    expect(await comesOn(day('2026-11-20'))).toEqual([])
  })

  /** What can become of an action between the hour of a reminder and its sending. */
  const meanwhile: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    finished: (id) => acts(mora.police, 'finish', id),
    cancelled: (id) => acts(mora.coordinator, 'cancel', id),
    'put off': (id) => postpone('2026-12-11', '2026-11-27', id),
    declined: (id) => acts(mora.police, 'decline', id),
    'given away': (id) => giveAway(id),
  }

  function acts(who: Person, verb: string, id: string): Promise<unknown> {
    const typed = { effect: 'seen', text: 'Alla lampor lyser.', why: 'Platsen byggs om.' }
    return house.as(who).forges(`actions.${verb}`, { council: house.councilId, action: id, ...typed })
  }

  async function giveAway(id: string): Promise<void> {
    const { owner } = await savedAction(house, mora.fieldWorker)
    await house.world.db
      .updateTable('actions')
      .set({ owner_id: owner.memberId, version: 2 })
      .where('id', '=', id as Action['id'])
      .execute()
  }

  const aboutIt = (posts: readonly Post[]) =>
    posts.filter((post) => textOf(post).includes('Å-2026-0001') && textOf(post).includes('ska det här vara'))

  test.each(Object.entries(meanwhile))(
    'is not reminded of when the action was %s between the hour and the sending',
    async (_, becomes) => {
      const { id } = await action({ dueOn: day('2026-11-27') })
      house.fail({ kind: 'throttled', retryAfterMs: 60_000 })
      expect(await comesOn(day('2026-11-20'))).toEqual([])
      await becomes(id)
      house.clock.advance(10 * 60_000)
      expect(aboutIt(await house.beat()).filter((post) => post.to === to(mora.police))).toEqual([])
      expect(house.faults).toEqual([])
    },
  )

  test.each(Object.entries(meanwhile))(
    'is not reminded of tomorrow by who asked for that, when the action was %s since',
    async (_, becomes) => {
      const { id } = await action({ dueOn: day('2026-11-27') })
      const [post] = await comesOn(day('2026-11-20'))
      if (!post) throw new Error('nothing came')
      await house.as(mora.police).presses(post, 'Påminn mig i morgon')
      await becomes(id)
      const came = aboutIt(await comesOn(day('2026-11-23')))
      expect(came.filter((each) => each.to === to(mora.police))).toEqual([])
      expect(house.faults).toEqual([])
    },
  )

  test('is reminded of again the next working day by who asks for that, with every button', async () => {
    await action({ dueOn: day('2026-11-27') })
    const [post] = await comesOn(day('2026-11-20'))
    if (!post) throw new Error('nothing came')
    await house.as(mora.police).presses(post, 'Påminn mig i morgon')
    const [again, ...others] = await comesOn(day('2026-11-23'))
    if (!again) throw new Error('nothing came')
    expect(others).toEqual([])
    expect(textOf(again)).toContain('Om 4 dagar ska det här vara klart')
    expect(buttonsOf(again)).toEqual(buttonsOf(post))
    const opened = ['Rapportera läge', 'Klar', 'Skjut upp', 'Visa'].map(async (title) => {
      const reply = await house.as(mora.police).presses(again, title)
      return [title, reply.kind, textOf(reply).includes('Å-2026-0001')]
    })
    for (const each of await Promise.all(opened)) expect(each.slice(1)).toEqual(['card', true])
  })

  test('tells a coordinator no more that an action is late once it is done, and can be stopped', async () => {
    const { id } = await action({ dueOn: day('2026-11-06') })
    const [late] = (await comesOn(day('2026-11-20'))).filter((post) => post.to === to(mora.coordinator))
    if (!late) throw new Error('nothing came')
    expect(buttonsOf(late)).toEqual([
      ...['Visa', 'Byt ansvarig', 'Skjut upp'],
      ...['Påminn mig i morgon', 'Sluta påminna om detta'],
    ])
    await house.as(mora.coordinator).presses(late, 'Påminn mig i morgon')
    await acts(mora.police, 'finish', id)
    expect(await comesOn(day('2026-11-23'))).toEqual([])
    for (const title of ['Byt ansvarig', 'Skjut upp'])
      expect(textOf(await house.as(mora.coordinator).presses(late, title))).toContain('Den är redan avslutad')
    const stopped = await house.as(mora.coordinator).presses(late, 'Sluta påminna om detta')
    expect(textOf(stopped)).toContain('Å-2026-0001 Byt lampor')
  })

  test('is the new owner’s to be reminded of when somebody else has taken over', async () => {
    const { id } = await action({ dueOn: day('2026-11-30') })
    const other = await savedAction(house, mora.fieldWorker)
    await transact(house.world.db, async (tx) => {
      await tx.updateTable('actions').set({ owner_id: other.owner.memberId }).where('id', '=', id).execute()
    })
    expect((await comesOn(day('2026-11-23'))).map((post) => post.to)).toEqual([to(mora.fieldWorker)])
  })

  test('is no more reminded of when its owner has stopped that, while another action still is', async () => {
    await action({ dueOn: day('2026-11-27') })
    const [post] = await comesOn(day('2026-11-20'))
    if (!post) throw new Error('nothing came')
    const stopped = await house.as(mora.police).presses(post, 'Sluta påminna om detta')
    expect(textOf(stopped)).toContain('Å-2026-0001 Byt lampor')
    await savedAction(house, mora.police, {
      number: 'Å-2026-00012',
      dueOn: day('2026-11-27'),
      createdAt: instant('2026-11-02T08:00:00.000Z'),
    })
    const came = await comesOn(day('2026-11-26'))
    expect(came).toHaveLength(1)
    expect(textOf(came[0] as Post)).toContain('Å-2026-00012')
  })

  test('is not told twice to a coordinator who is late with an action of their own', async () => {
    await action({ dueOn: day('2026-11-09') }, mora.coordinator)
    const came = (await comesOn(day('2026-11-23'))).map((post) => [post.to, post.summary])
    expect(came.toSorted()).toEqual([
      [to(mora.coordinator), 'Hur går det med det här?'],
      [to(mora.police), 'Å-2026-0001 är två veckor sen eller mer'],
    ])
  })

  test('puts the action on the next agenda when it is thirty days past, and the card says so', async () => {
    await action({ dueOn: day('2026-10-24') })
    const shown = async () => textOf(await house.as(mora.police).writes('Å-2026-0001'))
    house.clock.set(momentAt(day('2026-11-22'), '12:00'))
    expect(await onNextAgenda(house.world, house.councilId)).toEqual([])
    expect(await shown()).not.toContain('rådsmöte')
    house.clock.set(momentAt(day('2026-11-23'), '00:00'))
    expect((await onNextAgenda(house.world, house.councilId)).map(({ number }) => number)).toEqual([
      'Å-2026-0001',
    ])
    expect(await shown()).toContain('▲ Tas upp på nästa rådsmöte')
  })
})

/** A day a row: its free day, if it is one, what comes and to whom, and ▲ when the next agenda has it. */
const calendar = `
2026-11-02 | mån |  |
2026-11-03 | tis |  |
2026-11-04 | ons |  |
2026-11-05 | tor |  |
2026-11-06 | fre |  |
2026-11-07 | lör | ledig |
2026-11-08 | sön | ledig |
2026-11-09 | mån |  |
2026-11-10 | tis |  |
2026-11-11 | ons |  |
2026-11-12 | tor |  |
2026-11-13 | fre |  | ägaren: Om 9 dagar ska det här vara klart
2026-11-14 | lör | ledig |
2026-11-15 | sön | ledig |
2026-11-16 | mån |  |
2026-11-17 | tis |  |
2026-11-18 | ons |  |
2026-11-19 | tor |  |
2026-11-20 | fre |  | ägaren: Om 2 dagar ska det här vara klart
2026-11-21 | lör | ledig |
2026-11-22 | sön | ledig |
2026-11-23 | mån |  |
2026-11-24 | tis |  |
2026-11-25 | ons |  |
2026-11-26 | tor |  |
2026-11-27 | fre |  |
2026-11-28 | lör | ledig |
2026-11-29 | sön | ledig |
2026-11-30 | mån |  |
2026-12-01 | tis |  |
2026-12-02 | ons |  |
2026-12-03 | tor |  |
2026-12-04 | fre |  |
2026-12-05 | lör | ledig |
2026-12-06 | sön | ledig |
2026-12-07 | mån |  |
2026-12-08 | tis |  |
2026-12-09 | ons |  |
2026-12-10 | tor |  |
2026-12-11 | fre |  |
2026-12-12 | lör | ledig |
2026-12-13 | sön | ledig |
2026-12-14 | mån |  |
2026-12-15 | tis |  |
2026-12-16 | ons |  |
2026-12-17 | tor |  |
2026-12-18 | fre |  | ägaren: Om 7 dagar ska det här vara klart
2026-12-19 | lör | ledig |
2026-12-20 | sön | ledig |
2026-12-21 | mån |  |
2026-12-22 | tis |  |
2026-12-23 | ons |  | ägaren: Om 2 dagar ska det här vara klart
2026-12-24 | tor | julafton |
2026-12-25 | fre | juldagen |
2026-12-26 | lör | annandag jul |
2026-12-27 | sön | ledig |
2026-12-28 | mån |  |
2026-12-29 | tis |  |
2026-12-30 | ons |  |
2026-12-31 | tor | nyårsafton |
2027-01-01 | fre | nyårsdagen |
2027-01-02 | lör | ledig |
2027-01-03 | sön | ledig |
2027-01-04 | mån |  | ägaren: Hur går det med det här?
2027-01-05 | tis |  |
2027-01-06 | ons | trettondedag jul |
2027-01-07 | tor |  |
2027-01-08 | fre |  | samordnaren: Å-2026-0001 är två veckor sen eller mer + ägaren: Hur går det med det här?
2027-01-09 | lör | ledig |
2027-01-10 | sön | ledig |
2027-01-11 | mån |  |
2027-01-12 | tis |  |
2027-01-13 | ons |  |
2027-01-14 | tor |  |
2027-01-15 | fre |  | ägaren: Hur går det med det här?
2027-01-16 | lör | ledig |
2027-01-17 | sön | ledig |
2027-01-18 | mån |  |
2027-01-19 | tis |  |
2027-01-20 | ons |  |
2027-01-21 | tor |  |
2027-01-22 | fre |  | ägaren: Hur går det med det här?
2027-01-23 | lör | ledig |
2027-01-24 | sön | ledig | ▲
2027-01-25 | mån |  | ▲
2027-01-26 | tis |  | ▲
2027-01-27 | ons |  | ▲
2027-01-28 | tor |  | ▲
2027-01-29 | fre |  | ▲ ägaren: Hur går det med det här?
2027-01-30 | lör | ledig | ▲
`
