import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from '@jest/globals'
import { importCouncil, parseCouncilFile } from '../../src/councils/index.ts'
import { recipientKey } from '../../src/delivery/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, mora, type Post, textOf } from '../helpers/house.ts'

const day = (text: string) => text as LocalDate
const weekdays = ['', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön']
const to = (person: Person) => recipientKey({ kind: 'person', person })
const told: Record<string, string> = {
  [to(mora.coordinator)]: 'samordnare',
  [to(mora.police)]: 'polis',
  [to(mora.chair)]: 'ordförande',
}
const file = JSON.parse(readFileSync(new URL('../../data/mora-council.json', import.meta.url), 'utf8'))
const [, , current] = file.agreements

eachDatabase('The council is reminded', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  /** The council's file read in again, with other agreements. */
  async function imports(agreements: readonly object[], more: object = {}): Promise<void> {
    await importCouncil(house.world, parseCouncilFile({ ...file, agreements, ...more }))
  }

  /** What comes of this feature at 08.30 of a day. */
  async function comesOn(date: LocalDate): Promise<readonly Post[]> {
    house.clock.set(momentAt(date, '08:30'))
    const ours = /Överenskommelsen går ut|följ(t|a) upp|Uppföljningen har dröjt|uppföljt/
    return (await house.beat()).filter((post) => ours.test(textOf(post)))
  }

  const sayPost = (post: Post) => `${told[post.to] ?? post.to}: ${post.summary}`

  /** Day by day, the lines of the days on which something comes, and what is done on some of them first. */
  async function calendar(
    first: LocalDate,
    last: LocalDate,
    deeds: Readonly<Record<string, () => Promise<unknown>>> = {},
  ): Promise<string> {
    const rows: string[] = []
    for (let date = first; date <= last; date = plusDays(date, 1)) {
      const came = (await comesOn(date)).map(sayPost).toSorted()
      if (came.length > 0) rows.push(`${date} | ${weekdays[weekdayOf(date)]} | ${came.join(' + ')}`)
      await deeds[date]?.()
    }
    return `\n${rows.join('\n')}\n`
  }

  /** Hundreds of days, one by one: the rules are the same on both engines, so they are walked on one. */
  function walked(name: string, days: () => Promise<void>, withinMs = 60_000): void {
    if (engine.name === 'SQLite') test(name, days, withinMs)
  }

  walked(
    'over the last 200 days of an agreement, before the weekend when the day is in one',
    async () => {
      await imports([{ ...current, validTo: '2027-07-03' }])
      expect(await calendar(plusDays(day('2027-07-03'), -200), day('2027-07-10'))).toBe(`
2027-01-04 | mån | ordförande: Överenskommelsen går ut om 180 dagar + polis: Överenskommelsen går ut om 180 dagar + samordnare: Överenskommelsen går ut om 180 dagar
2027-04-02 | fre | ordförande: Överenskommelsen går ut om 92 dagar + polis: Överenskommelsen går ut om 92 dagar + samordnare: Överenskommelsen går ut om 92 dagar
2027-06-03 | tor | ordförande: Överenskommelsen går ut om 30 dagar + polis: Överenskommelsen går ut om 30 dagar + samordnare: Överenskommelsen går ut om 30 dagar
`)
      expect(house.faults).toEqual([])
    },
    60_000,
  )

  walked(
    'no more of an agreement when another takes over in time; a day between them is too late',
    async () => {
      const ending = { ...current, validTo: '2027-07-03' }
      const next = (from: string) => ({ ...current, key: '2027', validFrom: from, validTo: '2029-12-31' })
      await imports([ending])
      expect(
        await calendar(day('2027-01-01'), day('2027-07-10'), {
          '2027-02-01': () => imports([ending, next('2027-07-05')]),
          '2027-05-01': () => imports([ending, next('2027-07-04')]),
        }),
      ).toBe(`
2027-01-04 | mån | ordförande: Överenskommelsen går ut om 180 dagar + polis: Överenskommelsen går ut om 180 dagar + samordnare: Överenskommelsen går ut om 180 dagar
2027-04-02 | fre | ordförande: Överenskommelsen går ut om 92 dagar + polis: Överenskommelsen går ut om 92 dagar + samordnare: Överenskommelsen går ut om 92 dagar
`)
    },
    60_000,
  )

  walked(
    'of an extended agreement by its new last day, and not who has said stop',
    async () => {
      await imports([{ ...current, validTo: '2027-07-03' }])
      const [post] = (await comesOn(day('2027-01-04'))).filter((one) => one.to === to(mora.chair))
      if (!post) throw new Error('nothing came')
      expect(textOf(post)).toContain('Sista dagen är lördag 3 juli, och ingen ny tar vid.')
      expect(buttonsOf(post)).toEqual([
        'Visa överenskommelsen',
        'Påminn mig i morgon',
        'Sluta påminna om detta',
      ])
      expect(textOf(await house.as(mora.chair).presses(post, 'Visa överenskommelsen'))).toContain(
        '3 juli 2027',
      )
      const stopped = await house.as(mora.chair).presses(post, 'Sluta påminna om detta')
      expect(textOf(stopped)).toContain('Samverkansöverenskommelse från 2023')
      await imports([{ ...current, validTo: '2027-12-31' }])
      expect(await calendar(day('2027-01-05'), day('2027-10-10'))).toBe(`
2027-07-02 | fre | polis: Överenskommelsen går ut om 182 dagar + samordnare: Överenskommelsen går ut om 182 dagar
2027-10-01 | fre | polis: Överenskommelsen går ut om 91 dagar + samordnare: Överenskommelsen går ut om 91 dagar
`)
    },
    60_000,
  )

  walked(
    'over two years and three months of follow-up, and late, until all of it is noted',
    async () => {
      const note = (date: string, things: string) => async () => {
        const told = { council: house.councilId, date, things }
        const reply = await house.as(mora.police).forges('councils.noteFollowUp', told)
        expect(textOf(reply)).toContain('Uppföljningen är noterad')
      }
      await note('2026-11-20', 'situationPicture,actionPlan,agreement')()
      expect(
        await calendar(day('2026-11-20'), day('2029-02-25'), {
          '2028-12-22': note('2028-12-22', 'agreement'),
          '2029-01-23': note('2029-01-15', 'actionPlan,situationPicture'),
        }),
      ).toBe(`
2028-05-24 | ons | polis: Dags att följa upp inom 180 dagar + samordnare: Dags att följa upp inom 180 dagar
2028-08-22 | tis | polis: Dags att följa upp inom 90 dagar + samordnare: Dags att följa upp inom 90 dagar
2028-10-20 | fre | polis: Dags att följa upp inom 31 dagar + samordnare: Dags att följa upp inom 31 dagar
2028-11-21 | tis | polis: Uppföljningen har dröjt + samordnare: Uppföljningen har dröjt
2028-12-21 | tor | polis: Uppföljningen har dröjt + samordnare: Uppföljningen har dröjt
2029-01-22 | mån | polis: Uppföljningen har dröjt + samordnare: Uppföljningen har dröjt
`)
      expect(house.faults).toEqual([])
    },
    120_000,
  )

  test('of a follow-up by what is left of it, with the way to note it', async () => {
    await imports(file.agreements, { followedUp: { agreement: '2024-12-30', actionPlan: '2024-12-30' } })
    const [post] = (await comesOn(day('2026-11-30'))).filter((one) => one.to === to(mora.police))
    if (!post) throw new Error('nothing came')
    expect(textOf(post)).toContain('Dags att följa upp inom 30 dagar')
    expect(textOf(post)).toContain('○ **Åtgärdsplanen** (senast 30 december 2024)')
    expect(textOf(post)).not.toContain('Lägesbilden')
    expect(textOf(post)).toContain('inte granskad hos er än')
    expect(buttonsOf(post)).toEqual([
      'Vi har följt upp',
      'Visa rådet',
      'Påminn mig i morgon',
      'Sluta påminna om detta',
    ])
    const stopped = await house.as(mora.coordinator).presses(post, 'Sluta påminna om detta')
    expect(textOf(stopped)).toContain('Uppföljningen senast 30 december 2026')
    const form = await house.as(mora.police).presses(post, 'Vi har följt upp')
    await house.as(mora.police).presses(form, 'Spara', { things: 'agreement,actionPlan', date: '2026-11-30' })
    expect(await comesOn(day('2026-12-31'))).toEqual([])
  }, 60_000)

  test('of what nobody has noted when the law’s time has passed with us, without calling it late', async () => {
    const [post] = await comesOn(day('2028-11-21'))
    if (!post) throw new Error('nothing came')
    expect(post.summary).toBe('Har ni följt upp?')
    expect(textOf(post)).toContain('○ **Lägesbilden** (inte noterat än)')
    expect(textOf(post)).not.toContain('skulle ha')
  })
})
