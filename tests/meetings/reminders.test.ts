import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { recipientKey } from '../../src/delivery/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, mora, type Post, textOf, valuesOf } from '../helpers/house.ts'

const weekdays = ['', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön']
const to = (person: Person) => recipientKey({ kind: 'person', person })
const told: Record<string, string> = {
  [to(mora.coordinator)]: 'samordnare',
  [to(mora.police)]: 'polis',
  [to(mora.chair)]: 'ordförande',
  [to(mora.fieldWorker)]: 'fältarbetare',
}
const all = 'ordförande, polis, samordnare'
const day = (text: string) => text as LocalDate

eachDatabase('A meeting reminds', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const coordinator = () => house.as(mora.coordinator)

  async function called(line: string): Promise<Reply> {
    const form = await coordinator().writes(line)
    const card = await coordinator().presses(form, 'Spara mötet', valuesOf(form))
    const sent = await coordinator().presses(card, 'Skicka kallelse')
    await house.deliver()
    return sent
  }

  /** What meetings remind of on a day, hour by hour, in the order of the clock: the time, and for each card who gets it. */
  async function comesOn(
    date: LocalDate,
    hours = [0, 6, 7, 8, 9, 10, 11, 12, 13, 14, 18],
  ): Promise<string[]> {
    const rows: string[] = []
    for (const hour of hours) {
      const at = `${String(hour).padStart(2, '0')}:30`
      house.clock.set(momentAt(date, at))
      const posts = (await house.beat()).filter(
        ({ way, to: whom, card }) => way === 'post' && told[whom] && isOfMeeting(card),
      )
      const bySummary = Map.groupBy(posts, ({ summary }: Post) => summary)
      for (const [summary, own] of [...bySummary].toSorted()) {
        const who = own.map((post) => told[post.to] ?? '?').toSorted()
        rows.push(`${date} | ${weekdays[weekdayOf(date)]} | ${at} | ${summary}: ${who.join(', ')}`)
      }
    }
    return rows
  }

  /** Reminders of actions and promises come in between: they are in calendars of their own. */
  function isOfMeeting(card: unknown): boolean {
    return JSON.stringify(card).includes('"meetings.')
  }

  async function walk(first: string, last: string, hours?: number[]): Promise<string[]> {
    const rows: string[] = []
    for (let date = day(first); date <= last; date = plusDays(date, 1))
      rows.push(...(await comesOn(date, hours)))
    return rows
  }

  /** Hundreds of days, one by one: the rules are the same on both engines, so they are walked on one. */
  function walked(name: string, days: () => Promise<void>): void {
    if (engine.name === 'SQLite') test(name, days, 240_000)
  }

  async function move(on: Reply, date: string, time: string): Promise<Reply> {
    const form = await coordinator().presses(on, 'Flytta')
    return coordinator().presses(form, 'Flytta mötet', { date, time, why: 'Lokalen är upptagen' })
  }

  walked('of the day that holds, over both changes of the clocks: moved twice, then cancelled', async () => {
    house.clock.set(momentAt(day('2026-10-01'), '08:00'))
    await savedAction(house, mora.fieldWorker, {
      text: checked('Klipp buskarna vid Noret'),
      dueOn: day('2026-09-15'),
    })
    let card = await called('möte rådet 29 oktober kl 13 i kommunhuset')
    const rows = ['2026-10-01 | tor | 08:00 | ── kallelsen skickas: torsdag 29 oktober kl. 13.00']
    const deeds: Record<string, [string, () => Promise<unknown>]> = {
      '2026-10-25': ['── klockan ställs till vintertid', async () => undefined],
      '2026-10-28': [
        '── flyttas till tisdag 30 mars kl. 10.00',
        async () => {
          card = await move(card, '2027-03-30', '10:00')
        },
      ],
      '2027-03-26': [
        '── långfredag; flyttas till torsdag 22 april kl. 09.00',
        async () => {
          card = await move(card, '2027-04-22', '09:00')
        },
      ],
      '2027-03-28': ['── klockan ställs till sommartid', async () => undefined],
      '2027-04-20': [
        '── ställs in',
        async () => {
          const form = await coordinator().presses(card, 'Ställ in')
          await coordinator().presses(form, 'Ställ in mötet', { why: 'För få kan komma' })
        },
      ],
    }
    for (let date = day('2026-10-01'); date <= '2027-05-07'; date = plusDays(date, 1)) {
      rows.push(...(await comesOn(date)))
      const [what, deed] = deeds[date] ?? []
      if (what) rows.push(`${date} | ${weekdays[weekdayOf(date)]} | 18:30 | ${what}`)
      await deed?.()
    }
    const file = new URL('meeting-calendar.txt', import.meta.url)
    expect(`${rows.join('\n')}\n`).toBe(readFileSync(file, 'utf8'))
    expect(house.faults).toEqual([])
  })

  // Easter Monday is free: the day before the Tuesday is told of on the Thursday before.
  test.each([
    ['30 mars 2027', '2027-03-25', '2027-03-30', '2027-03-25 | tor', '2027-03-30 | tis'],
    ['26 oktober 2026', '2026-10-23', '2026-10-26', '2026-10-23 | fre', '2026-10-26 | mån'],
  ])('by the clock on the wall over a change of it, before %s', async (said, from, last, eve, own) => {
    house.clock.set(momentAt(day('2026-10-01'), '08:00'))
    await called(`möte rådet ${said} kl 13 i kommunhuset`)
    expect(await walk(from, last, [7, 8, 11, 12])).toEqual([
      `${eve} | 08:30 | Snart är det möte: ${all}`,
      `${own} | 12:30 | Mötet börjar strax: ${all}`,
    ])
  })

  test('with answers that can be pressed on the card', async () => {
    house.clock.set(momentAt(day('2026-11-02'), '08:00'))
    await called('möte rådet 10 december kl 13 i kommunhuset')
    house.clock.set(momentAt(day('2026-11-26'), '08:30'))
    const post = (await house.beat()).find((one) => one.to === to(mora.police)) as Post
    expect(textOf(await house.as(mora.police).presses(post, 'Jag kommer'))).toContain('✓ Du kommer.')
  })

  test('who is late three days before, whoever is called, and takes the answer in the card', async () => {
    house.clock.set(momentAt(day('2026-11-02'), '08:00'))
    const changes = {
      dueOn: day('2026-11-20'),
      text: checked('Klipp buskarna vid Noret'),
      number: 'Å-2026-0001',
    }
    await savedAction(house, mora.fieldWorker, changes)
    await savedAction(house, mora.fieldWorker, {
      ...changes,
      text: checked('Måla tunneln'),
      number: 'Å-2026-0002',
    })
    await savedAction(house, mora.police, { ...changes, ownership: 'declined', number: 'Å-2026-0003' })
    await called('möte rådet 10 december kl 13 i kommunhuset')
    house.clock.set(momentAt(day('2026-12-07'), '08:30'))
    const posts = (await house.beat()).filter(({ summary }) => summary.startsWith('Mötet tar upp'))
    expect(posts.map((post) => told[post.to])).toEqual(['fältarbetare'])
    const [post] = posts as [Post]
    expect(textOf(post)).toContain('Klipp buskarna vid Noret')
    expect(textOf(post)).toContain('Måla tunneln')
    expect(buttonsOf(post).slice(0, 4)).toEqual(['Klar', 'Rapportera läge', 'Klar', 'Rapportera läge'])
    const form = await house.as(mora.fieldWorker).presses(post, 'Rapportera läge')
    expect(textOf(form)).toContain('Klipp buskarna vid Noret')
  })

  test('nobody of late actions when the agenda does not take them up', async () => {
    house.clock.set(momentAt(day('2026-11-02'), '08:00'))
    await savedAction(house, mora.fieldWorker, { dueOn: day('2026-11-20') })
    await called('möte rådet 10 december kl 13 i kommunhuset')
    await house.world.db
      .updateTable('agenda_items')
      .set({ removed: 1 })
      .where('kind', '=', 'lateActions')
      .execute()
    house.clock.set(momentAt(day('2026-12-07'), '08:30'))
    expect((await house.beat()).map(({ summary }) => summary)).not.toContain(
      'Mötet tar upp det du ansvarar för',
    )
  })

  test('a week before with the locked agenda and how things stand, on one page', async () => {
    house.clock.set(momentAt(day('2026-11-02'), '08:00'))
    await savedAction(house, mora.fieldWorker, { dueOn: day('2026-10-20') })
    await called('möte rådet 10 december kl 13 i kommunhuset')
    house.clock.set(momentAt(day('2026-12-03'), '08:30'))
    const post = (await house.beat()).find((one) => one.to === to(mora.chair)) as Post
    expect(post.summary).toBe('Det här tar mötet upp')
    const text = textOf(post)
    expect(text).toContain('Sena åtgärder: 1, varav 1 minst 30 dagar sena')
    expect(text).toContain('Beslut kvar: Inga')
    expect(text).toContain('Dagordningen är låst.')
    expect(text).toContain('1. Mötet öppnas')
    expect(textOf(await house.as(mora.chair).presses(post, 'Öppna dagordningen'))).toContain('Dagordning: ')
  })

  walked(
    'a group that meets every week once to send the call, the day before and the hour before',
    async () => {
      house.clock.set(momentAt(day('2026-11-02'), '08:00'))
      await savedAction(house, mora.fieldWorker, { dueOn: day('2026-10-20') })
      const form = await coordinator().writes('möte operativa gruppen varje torsdag kl 10 i polishuset')
      const typed = valuesOf(form)
      await coordinator().presses(form, 'Spara mötet', typed)
      const [, second] = await house.world.db
        .selectFrom('meetings')
        .select(['id', 'starts_on as on'])
        .orderBy('starts_on')
        .execute()
      expect(second?.on).toBe('2026-11-12')
      await coordinator().forges('meetings.call', { council: house.councilId, meeting: second?.id })
      await house.deliver()
      const rows = await walk('2026-11-06', '2026-11-20', [8, 9, 12])
      expect(rows).toEqual([
        '2026-11-11 | ons | 08:30 | Snart är det möte: polis, samordnare',
        '2026-11-12 | tor | 09:30 | Mötet börjar strax: polis, samordnare',
        '2026-11-13 | fre | 08:30 | Dags att förbereda mötet: polis, samordnare',
        '2026-11-20 | fre | 08:30 | Dags att förbereda mötet: polis, samordnare',
      ])
    },
  )
})
