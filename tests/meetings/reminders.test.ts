import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { recipientKey } from '../../src/delivery/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, type House, mora, type Post, textOf, valuesOf } from '../helpers/house.ts'

const weekdays = ['', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön']
const to = (person: Person) => recipientKey({ kind: 'person', person })
const told: Record<string, string> = {
  [to(mora.coordinator)]: 'samordnare',
  [to(mora.police)]: 'polis',
  [to(mora.chair)]: 'ordförande',
}

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

  /** What comes of a day, hour by hour, in the order of the clock: the time, and for each card who gets it. */
  async function comesOn(date: LocalDate): Promise<string> {
    const rows: string[] = []
    for (let hour = 0; hour < 24; hour++) {
      const at = `${String(hour).padStart(2, '0')}:30`
      house.clock.set(momentAt(date, at))
      const posts = (await house.beat()).filter(({ way, to: whom }) => way === 'post' && told[whom])
      const bySummary = Map.groupBy(posts, ({ summary }: Post) => summary)
      for (const [summary, own] of [...bySummary].toSorted())
        rows.push(
          `${at} ${summary}: ${own
            .map((post) => told[post.to] ?? '?')
            .toSorted()
            .join(', ')}`,
        )
    }
    return [date, weekdays[weekdayOf(date)], rows.join(' + ')].join(' | ').trimEnd()
  }

  async function move(on: Reply, date: string, time: string): Promise<Reply> {
    const form = await coordinator().presses(on, 'Flytta')
    return coordinator().presses(form, 'Flytta mötet', { date, time, why: 'Lokalen är upptagen' })
  }

  test('of the day that holds: moved twice and then cancelled, never of the old one', async () => {
    house.clock.set(momentAt('2026-11-02' as LocalDate, '08:00'))
    let card = await called('möte rådet 10 december kl 13 i kommunhuset')
    const rows: string[] = []
    for (let date = '2026-11-02' as LocalDate; date <= '2027-01-29'; date = plusDays(date, 1)) {
      rows.push(await comesOn(date))
      if (date === '2026-12-08') card = await move(card, '2026-12-18', '09:00')
      if (date === '2026-12-17') card = await move(card, '2027-01-21', '10:00')
      if (date === '2027-01-20') {
        const form = await coordinator().presses(card, 'Ställ in')
        await coordinator().presses(form, 'Ställ in mötet', { why: 'För få kan komma' })
      }
    }
    const file = new URL('meeting-calendar.txt', import.meta.url)
    expect(`${rows.join('\n')}\n`).toBe(readFileSync(file, 'utf8'))
    expect(house.faults).toEqual([])
  }, 120_000)

  // Easter Monday is free: the day before the Tuesday is told of on the Thursday before.
  test.each([
    ['30 mars 2027', '2027-03-25', '2027-03-30', '2027-03-25 | tor', '2027-03-30 | tis'],
    ['26 oktober 2026', '2026-10-23', '2026-10-26', '2026-10-23 | fre', '2026-10-26 | mån'],
  ])('by the clock on the wall over a change of it, before %s', async (said, from, day, eve, own) => {
    house.clock.set(momentAt('2026-10-01' as LocalDate, '08:00'))
    await called(`möte rådet ${said} kl 13 i kommunhuset`)
    const rows: string[] = []
    for (let date = from as LocalDate; date <= day; date = plusDays(date, 1)) rows.push(await comesOn(date))
    const all = 'ordförande, polis, samordnare'
    expect(rows.filter((row) => row.includes(':30'))).toEqual([
      `${eve} | 08:30 Snart är det möte: ${all}`,
      `${own} | 12:30 Mötet börjar strax: ${all}`,
    ])
  })

  test('with answers that can be pressed on the card', async () => {
    house.clock.set(momentAt('2026-11-02' as LocalDate, '08:00'))
    await called('möte rådet 10 december kl 13 i kommunhuset')
    house.clock.set(momentAt('2026-11-26' as LocalDate, '08:30'))
    const post = (await house.beat()).find((one) => one.to === to(mora.police)) as Post
    expect(textOf(await house.as(mora.police).presses(post, 'Jag kommer'))).toContain('✓ Du kommer.')
  })
})
