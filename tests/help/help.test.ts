import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { firstFor } from '../../src/help/commands.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { type Role, roles } from '../../src/shared/person.ts'
import { buildHouse, buttonsOf, type House, mora, textOf } from '../helpers/house.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const locales: readonly Locale[] = ['sv', 'en']

describe('Help', () => {
  let database: TestDatabase
  let house: House
  beforeAll(async () => {
    database = await openTestSqlite()
    house = await buildHouse(database)
  })
  afterAll(() => database.close())

  /** What the field worker reads who has these roles and no others. */
  async function helpFor(may: readonly Role[], locale: Locale): Promise<Reply> {
    await house.world.db
      .updateTable('members')
      .set({ roles: JSON.stringify(may) })
      .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
      .execute()
    return house.as(mora.fieldWorker, locale).writes(locale === 'sv' ? 'hjälp' : 'help')
  }

  const told = (reply: Reply) =>
    [...textOf(reply).matchAll(/^\*\*(.+)\*\* – /gm)].map(([, write]) => write ?? '')

  describe.each(roles)('for a %s', (role) => {
    test.each(locales)('lists exactly the commands that the role may use, in %s', async (locale) => {
      const usable = house.sayables
        .flatMap(({ commands }) => commands)
        .filter((command) => command.roles.includes(role))
        .map(({ help }) => help(locale).write)
      const reply = await helpFor([role], locale)
      expect(told(reply).toSorted()).toEqual(usable.toSorted())
      expect(new Set(usable).size).toBe(usable.length)
    })

    test.each(locales)('tells lines that work when they are written as they stand, in %s', async (locale) => {
      const reply = await helpFor([role], locale)
      const examples = [...textOf(reply).matchAll(/\*([^*\n]+)\*$/gm)].map(([, line]) => line ?? '')
      expect(examples.length).toBeGreaterThan(0)
      for (const line of [...told(reply), ...examples]) {
        const answer = await house.as(mora.fieldWorker, locale).writes(line)
        expect([line, textOf(answer)]).toEqual([
          line,
          expect.not.stringMatching(/förstod inte|not understand|är till för|is for a/i),
        ])
      }
      expect(house.faults).toEqual([])
    })
  })

  /** What is in sight before anything is pressed. */
  const inSight = (reply: Reply) => {
    if (reply.kind !== 'card') throw new Error('no card')
    const seen = reply.card.body.filter((element) => element.isVisible !== false)
    return told({ ...reply, card: { ...reply.card, body: seen } })
  }

  test.each(roles)(
    'shows a %s the five or six that the role does most, and all of it by one press',
    async (role) => {
      const reply = await helpFor([role], 'sv')
      const first = inSight(reply)
      expect([5, 6]).toContain(first.length)
      expect(told(reply).length).toBeGreaterThan(first.length)
      // None of them is a word that has been taken out since.
      const named = firstFor([role])
      expect(first).toHaveLength(named.length)
      expect(JSON.stringify(reply)).toContain('"title":"Visa allt","targetElements":["all"]')
    },
  )

  test('begins otherwise for who coordinates than for who reports, and with several roles as the one that leads', async () => {
    expect(inSight(await helpFor(['reporter'], 'sv'))[0]).toBe('rapportera')
    const coordinates = inSight(await helpFor(['coordinator'], 'sv'))
    expect(coordinates[0]).toBe('händelser')
    expect(inSight(await helpFor(['reporter', 'coordinator'], 'sv'))).toEqual(coordinates)
  })

  test('gathers the rest by subject, with nothing of one under another', async () => {
    const text = textOf(await helpFor(['coordinator'], 'sv'))
    const subjects = ['Händelser', 'Åtgärder och löften', 'Möten', 'Om rådet', 'För dig']
    expect(text.split('\n').filter((line) => subjects.includes(line))).toEqual(subjects)
    const known = /^(incidents|search|actions|promises|meetings|minutes|councils|reminders|help|dispatches)\./
    const ids = house.sayables.flatMap(({ commands }) => commands).map(({ id }) => id)
    expect(ids.filter((id) => !known.test(id))).toEqual([])
  })

  test('is what several roles may do together, named as the person has them', async () => {
    const reply = await helpFor(['registrar', 'reporter', 'chair'], 'sv')
    expect(textOf(reply)).toContain('du är registrator, rapportör och ordförande')
    expect(textOf(await helpFor(['registrar', 'reporter'], 'en'))).toContain('you are registrar and reporter')
    expect(told(reply)).toContain('rapportera')
  })

  test('offers to report to those who may, and to nobody else', async () => {
    expect(buttonsOf(await helpFor(['reporter'], 'sv'))).toEqual(['Rapportera'])
    expect(buttonsOf(await helpFor(['reporter'], 'en'))).toEqual(['Report'])
    expect(buttonsOf(await helpFor(['registrar'], 'sv'))).toEqual([])
  })

  test.each(locales)('says where to turn in an emergency, and what never to write, in %s', async (locale) => {
    const text = textOf(await helpFor(['reporter'], locale))
    for (const number of ['112', '114 14']) expect(text).toContain(number)
    expect(text).toMatch(
      locale === 'sv' ? /inga namn, nummer eller skyltar/ : /no names, numbers or number plates/,
    )
  })

  test('is also what a greeting and a question mark give', async () => {
    const expected = textOf(await helpFor(['reporter'], 'sv'))
    for (const line of ['hej', 'Hej', '?', 'HJÄLP', 'hjalp', 'start'])
      expect(textOf(await house.as(mora.fieldWorker).writes(line))).toBe(expected)
  })
})
