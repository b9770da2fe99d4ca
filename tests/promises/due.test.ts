import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { councilRules } from '../../src/councils/index.ts'
import type { OpenDatabase } from '../../src/database/index.ts'
import { recipientKey } from '../../src/delivery/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { importPromises, parsePromises } from '../../src/promises/index.ts'
import { holidayName, isWorkingDay } from '../../src/schedule/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonsOf,
  choicesOf,
  type House,
  mora,
  type Post,
  textOf,
  valuesOf,
} from '../helpers/house.ts'
import { dataOf } from './stage.ts'

const rulesOf = councilRules(readWordLists())
const day = (text: string) => text as LocalDate
const weekdays = ['', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön']
const to = (person: Person) => recipientKey({ kind: 'person', person })
const told: Record<string, string> = {
  [to(mora.coordinator)]: 'samordnare',
  [to(mora.police)]: 'polis',
  [to(mora.fieldWorker)]: 'fält',
}

eachDatabase('Promises remind', (engine) => {
  let database: OpenDatabase
  let house: House
  beforeEach(async () => {
    database = await engine.open()
    house = await buildHouse(database)
    const { world, councilId } = house
    const { promises = [], organisations = [] } = dataOf('mora-council.json')
    const keys = organisations.map((one) => (one as { readonly key: string }).key)
    await importPromises(world, councilId, parsePromises(promises, keys), await rulesOf(world.db, councilId))
  })

  /** What comes of promises at 08.30 of a day. */
  async function comesOn(date: LocalDate): Promise<readonly Post[]> {
    house.clock.set(momentAt(date, '08:30'))
    return (await house.beat()).filter((post) => textOf(post).includes('Lugnare kvällar på Noret'))
  }

  /** What came, to whom, and about what; of two that came together the order is not told, as it may be either. */
  function sayPost(post: Post): string {
    const who = told[post.to] ?? post.to
    const [all, together = ''] = /^Två saker att titta på: (.*)$/.exec(post.summary) ?? []
    if (all) return `${who}: Två saker: ${together.split(' · ').toSorted().reverse().join(' · ')}`
    return `${who}: ${post.summary} (${textOf(post).split('\n')[1]?.split(' ')[0]})`
  }

  async function log(text: string, date: LocalDate, who: Person): Promise<void> {
    const rows = await house.world.db.selectFrom('commitments').select(['id', 'text']).execute()
    const id = rows.find((row) => row.text.startsWith(text))?.id
    const typed = { commitment: id, date, count: '1', duration: '', staff: '', note: '' }
    await house.as(who).forges('promises.log', { council: house.councilId, ...typed })
  }

  test('over the days of the promise of Noret, with its extension, as the calendar says', async () => {
    const rows: string[] = []
    for (let date = day('2016-09-01'); date <= '2017-06-02'; date = plusDays(date, 1)) {
      const came = (await comesOn(date)).map(sayPost).toSorted()
      const free = holidayName(date, 'sv') ?? (isWorkingDay(date) ? '' : 'ledig')
      rows.push([date, weekdays[weekdayOf(date)], free, came.join(' + ')].join(' | ').trimEnd())
      // The police keep to it every Wednesday in October; the field workers the first Saturday of November.
      if (date.startsWith('2016-10') && weekdayOf(date) === 3) await log('Hembesök', date, mora.police)
      if (date === '2016-11-05') await log('Fältarbetare', date, mora.fieldWorker)
    }
    const expected = readFileSync(new URL('noret-calendar.txt', import.meta.url), 'utf8')
    expect(`${rows.join('\n')}\n`).toBe(expected)
    expect(house.faults).toEqual([])
  }, 60_000)

  const wait = { kind: 'throttled', retryAfterMs: 60_000 } as const

  /** Everything that comes of the promise ten minutes later. */
  async function comesThen(): Promise<readonly Post[]> {
    house.clock.advance(10 * 60_000)
    return (await house.beat()).filter((post) => textOf(post).includes('Lugnare kvällar på Noret'))
  }

  /** What a member is reminded of on a day; throws when it is nothing, or more than one thing. */
  async function reminder(date: string, who: Person): Promise<Post> {
    const own = (await comesOn(day(date))).filter((post) => post.to === to(who))
    expect(own).toHaveLength(1)
    return own[0] as Post
  }

  async function act(verb: string, filled: Record<string, string> = {}): Promise<Reply> {
    const promises = house.world.db.selectFrom('promises').select('id').where('key', '=', 'noret-2016')
    const { id } = await promises.executeTakeFirstOrThrow()
    const why = 'Det är lugnt nu.'
    return house.as(mora.police).forges(verb, { council: house.councilId, promise: id, why, ...filled })
  }

  test('of a week with the way to log it: what was lacking is chosen, and saved it is reminded of no more', async () => {
    const post = await reminder('2016-09-08', mora.police)
    expect(textOf(post)).toContain('Det är inte gjort än. Sista dagen är söndag 11 september.')
    expect(buttonsOf(post)).toEqual([
      'Logga insats',
      'Visa löftet',
      'Påminn mig i morgon',
      'Sluta påminna om detta',
    ])
    const form = await house.as(mora.police).presses(post, 'Logga insats')
    const chosen = Object.entries(choicesOf(form, 'commitment')).find(
      ([, value]) => value === valuesOf(form).commitment,
    )
    expect(chosen?.[0]).toMatch(/^Hembesök eller samtal.* · Polisen$/)
    expect(textOf(await house.as(mora.police).presses(post, 'Visa löftet'))).toContain('Medborgarlöfte ·')
    await house.as(mora.police).presses(post, 'Påminn mig i morgon')
    await house.as(mora.police).presses(form, 'Spara', valuesOf(form))
    expect(await comesOn(day('2016-09-09'))).toEqual([])
    await reminder('2016-09-15', mora.police)
    expect(house.faults).toEqual([])
  })

  test('of a week tomorrow again for who asks for that, and not at all for who stops it, until that is undone', async () => {
    const post = await reminder('2016-09-08', mora.police)
    await house.as(mora.police).presses(post, 'Påminn mig i morgon')
    const again = await reminder('2016-09-09', mora.police)
    expect(textOf(again)).toContain('Veckan går mot sitt slut')
    const stopped = await house.as(mora.police).presses(again, 'Sluta påminna om detta')
    expect(textOf(stopped)).toContain('Hembesök eller samtal')
    expect(await comesOn(day('2016-09-15'))).toEqual([])
    const [undo = ''] = buttonsOf(stopped)
    await house.as(mora.police).presses(stopped, undo)
    await reminder('2016-09-22', mora.police)
    expect(house.faults).toEqual([])
  })

  test.each<readonly [string, () => Promise<unknown>]>([
    ['what was lacking is logged', () => log('Hembesök', day('2016-09-08'), mora.police)],
    ['the promise is ended', () => act('promises.end')],
    ['who was to be told has left', () => leave(mora.police)],
  ])('of a week no more when %s between its hour and the sending', async (_, meanwhile) => {
    house.fail(wait)
    expect(await comesOn(day('2016-09-08'))).toEqual([])
    await meanwhile()
    expect(await comesThen()).toEqual([])
  })

  test.each<readonly [string, () => Promise<unknown>]>([
    ['ended', () => act('promises.end')],
    [
      'extended',
      () => act('promises.extend', { to: '2017-12-31', decidedOn: '2017-05-24', commitments: '' }),
    ],
  ])(
    'of its end no more when it is %s between its hour and the sending, or since it was put off',
    async (_, meanwhile) => {
      const first = await reminder('2017-04-28', mora.coordinator)
      await house.as(mora.coordinator).presses(first, 'Påminn mig i morgon')
      house.fail(wait, wait, wait, wait)
      expect(await comesOn(day('2017-05-24'))).toEqual([])
      await meanwhile()
      expect((await comesThen()).filter((post) => post.summary.includes('Löftet är slut'))).toEqual([])
      const next = await comesOn(day('2017-05-26'))
      expect(next.filter((post) => post.summary.includes('Löftet är slut'))).toEqual([])
    },
  )

  test('of its end with buttons that open what they say, and say so kindly once it is ended', async () => {
    const post = await reminder('2017-04-28', mora.coordinator)
    expect(textOf(post)).toContain('Löftet är slut om 33 dagar')
    expect(textOf(post)).toContain('Sista dagen är onsdag 31 maj.')
    expect(buttonsOf(post)).toEqual([
      ...['Förläng', 'Avsluta', 'Visa löftet'],
      ...['Påminn mig i morgon', 'Sluta påminna om detta'],
    ])
    const presses = (title: string) => house.as(mora.coordinator).presses(post, title)
    expect(textOf(await presses('Förläng'))).toContain('Löftet gäller till och med 31 maj 2017.')
    expect(textOf(await presses('Avsluta'))).toContain('I dag blir sista dagen.')
    await act('promises.end')
    for (const title of ['Förläng', 'Avsluta'])
      expect(textOf(await presses(title))).toContain('Den är redan avslutad')
    expect(textOf(await presses('Visa löftet'))).toContain('avslutat 28 april 2017')
    await presses('Påminn mig i morgon')
    expect(await comesOn(day('2017-05-02'))).toEqual([])
    expect(house.faults).toEqual([])
  })

  test('of its end no more to who has stopped it, while the other coordinator still is told', async () => {
    const post = await reminder('2017-04-28', mora.coordinator)
    await house.as(mora.coordinator).presses(post, 'Sluta påminna om detta')
    const told = (await comesOn(day('2017-05-24'))).map((each) => each.to)
    expect(told).toContain(to(mora.police))
    expect(told).not.toContain(to(mora.coordinator))
  })

  async function leave({ aadObjectId }: Person): Promise<void> {
    await house.world.db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', aadObjectId)
      .execute()
  }
})

/** Reckoned by hand from the commitments and the rules, not taken from what the code said. */
test('The calendar of Noret says what the rules say', () => {
  const rows = readFileSync(new URL('noret-calendar.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const daysWith = (words: string) => rows.filter((row) => row.includes(words)).map((row) => row.slice(0, 10))
  // Every Thursday but those of October, when each week had its visit on the Wednesday. Week 35 is a stump of three
  // days and asks for nothing, and so is week 22: three days too. The Thursday of week 21 is Ascension Day: the day before.
  const thursdays: string[] = []
  for (let date = day('2016-09-08'); date <= '2017-05-18'; date = plusDays(date, 7))
    if (date < '2016-10-06' || date > '2016-10-27') thursdays.push(date)
  expect(daysWith('Veckan')).toEqual([...thursdays, '2017-05-24'])
  // With five working days left: September 26–30, October 25–31, December 23, 27–30 (26 is a holiday), January 25–31,
  // February 22–28, March 27–31, April 24–28, May 24, 26, 29–31 (25 is Ascension Day). November was done on the 5th.
  expect(daysWith('Månaden')).toEqual([
    ...['2016-09-26', '2016-10-25', '2016-12-23'],
    ...['2017-01-25', '2017-02-22', '2017-03-27', '2017-04-24', '2017-05-24'],
  ])
  // 30 days before New Year’s Eve; the extension was decided on 15 December, before there were 7 days left. Of the new
  // last day 30 days before is the first of May: the Friday before that.
  expect(daysWith('Löftet är slut')).toEqual(['2016-12-01', '2017-04-28', '2017-05-24'])
  expect(rows).toHaveLength(275)
})
