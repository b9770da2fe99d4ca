import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from '@jest/globals'
import { councilRules } from '../../src/councils/index.ts'
import type { OpenDatabase } from '../../src/database/index.ts'
import { recipientKey } from '../../src/delivery/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { importPromises, parsePromises } from '../../src/promises/index.ts'
import { holidayName, isWorkingDay } from '../../src/schedule/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt, plusDays, weekdayOf } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, mora, type Post, textOf } from '../helpers/house.ts'
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

  const sayPost = (post: Post) =>
    `${told[post.to] ?? post.to}: ${post.summary} (${textOf(post).split('\n')[1]?.split(' ')[0]})`

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

  test('of an end with the ways to go on, and no more of it once the promise is ended', async () => {
    const post = (await comesOn(day('2017-05-24'))).find((one) => buttonsOf(one).includes('Förläng'))
    if (!post) throw new Error('nothing came')
    expect(textOf(post)).toContain('Sista dagen är onsdag 31 maj.')
    expect(buttonsOf(post).slice(0, 3)).toEqual(['Förläng', 'Avsluta', 'Visa löftet'])
  })
})
