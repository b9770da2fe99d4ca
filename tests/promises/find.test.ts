import { beforeEach, expect, test } from '@jest/globals'
import { councilRules } from '../../src/councils/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { importPromises, parsePromises } from '../../src/promises/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { everybody, houseOfEverybody, person } from '../helpers/everybody.ts'
import { buttonsOf, type House, mora, textOf } from '../helpers/house.ts'
import { addSecondCouncil } from '../helpers/second-council.ts'
import { promiseForm, somePromise } from '../helpers/some-promise.ts'
import { addTrainingPromise, dataOf } from './stage.ts'

eachDatabase('A promise', (engine) => {
  let house: House
  beforeEach(async () => {
    ;({ house } = await houseOfEverybody(await engine.open()))
    await addTrainingPromise(house)
    const { world, councilId } = house
    const { promises = [], organisations = [] } = dataOf('mora-council.json')
    const keys = organisations.map((one) => (one as { readonly key: string }).key)
    const rules = await councilRules(readWordLists())(world.db, councilId)
    await importPromises(world, councilId, parsePromises(promises, keys), rules)
  })

  const writes = (line: string, who = mora.chair) => house.as(who).writes(line)
  const now = 'Medborgarlöfte · ÖVNING: Lugnare kvällar på Noret'
  const then = 'Medborgarlöfte · Lugnare kvällar på Noret'

  test.each([
    ['its title', 'lugnare kvällar', now],
    ['its title in another form', 'kväll', now],
    ['who promised', 'McDonald’s', then],
    ['what is promised', 'trafikförbudet', then],
    ['what the problem is', 'buskörning handelsområde', now],
    ['why it was extended', 'mindre omfattning', then],
  ])('is found by %s', async (_, text, title) => {
    const found = await writes(`sök ${text}`)
    expect(textOf(found)).toContain(title)
    expect(textOf(await house.as(mora.chair).presses(found, 'Visa'))).toContain('Medborgarlöfte ·')
  })

  test('is found as it stands after it was changed', async () => {
    const { id } = await house.world.db
      .selectFrom('organisations')
      .select('id')
      .where('key', '=', 'polis')
      .executeTakeFirstOrThrow()
    const { promise } = await somePromise(house, id, mora.coordinator, 'Tryggare resecentrum')
    expect(textOf(await writes('sök resecentrum'))).toContain(
      'Tryggare resecentrum\n1 november–31 december 2026',
    )
    const data = { ...promiseForm, council: house.councilId, promise, why: 'Väntsalen är ombyggd.' }
    await house.as(mora.coordinator).forges('promises.end', data)
    const found = textOf(await writes('sök väntsalen'))
    expect(found).toContain('Tryggare resecentrum')
    expect(found).toContain('avslutat 20 november 2026')
  })

  test('is found by every member, and by nobody else', async () => {
    for (const who of everybody) {
      const text = textOf(await writes('sök trafikförbudet', person(who)))
      expect([who, text.includes(then)]).toEqual([who, !['outsider', 'removed', 'foreign'].includes(who)])
    }
  })

  test('of another council is not found', async () => {
    const orsa = await addSecondCouncil(house.world)
    const { id } = await house.world.db
      .selectFrom('organisations')
      .select('id')
      .where('council_id', '=', orsa)
      .executeTakeFirstOrThrow()
    await somePromise(house, id, mora.chair, 'Isbanan')
    expect(textOf(await writes('sök isbanan', mora.police))).toContain('Jag hittade inget')
    expect(textOf(await writes('löften isbanan', mora.police))).toContain('Inget löfte stämmer med det.')
  })

  test.each([
    ['löften polisen', ['Visar: Polisen', 'Polisen: Insatser på Noret'], ['Mora kommun']],
    ['löften kommunledningen', ['Rosa Huset'], ['Polisen: Insatser']],
    ['löften mcdonalds', ['Visar: McDonald’s', 'Egna åtgärder för ordningen'], ['Rosa Huset']],
    [
      'löften ligger efter',
      ['Visar: ligger efter', 'Ligger efter: 2 av 4'],
      ['Rosa Huset', 'Tar regelbundet'],
    ],
    ['löften missat', ['Visar: missat', 'Missade veckor: 37, 41 och 46.'], ['Insatser på Noret']],
    ['löften polisen missade', ['Visar: Polisen · missat', 'Missade veckor'], ['Insatser på Noret']],
    ['löften hembesök', ['Visar: ”hembesök”', 'Hembesök eller samtal'], ['Rosa Huset']],
    ['löften noret', ['Visar: ”noret”', 'Insatser på Noret', 'Rosa Huset'], []],
    ['loften hembesok', ['Visar: ”hembesok”', 'Hembesök eller samtal'], ['Rosa Huset']],
    ['löften avslutade', ['Visar: avslutade', '2 september 2016–31 maj 2017'], ['ÖVNING']],
    ['löften 2016', ['Visar: 1 januari–31 december 2016', 'löftet är slut'], ['ÖVNING']],
    ['löften trafikförbudet', ['Ser till att trafikförbudet följs', 'löftet är slut'], ['ÖVNING']],
  ])('%s', async (line, has, hasNot) => {
    const text = textOf(await writes(line))
    for (const part of has) expect(text).toContain(part)
    for (const part of hasNot) expect(text).not.toContain(part)
  })

  test('is asked for in English too, and page after page stays narrowed', async () => {
    const english = house.as(mora.chair, 'en')
    expect(textOf(await english.writes('promises police behind'))).toContain('Shows: The police · behind')
    const first = await writes('löften avslutade')
    const next = await house.as(mora.chair).presses(first, 'Fler åtaganden')
    expect(textOf(next)).toContain('Visar: avslutade')
    expect(buttonsOf(next)).toContain('Visa alla löften')
    expect(textOf(await house.as(mora.chair).presses(next, 'Visa alla löften'))).toContain(now)
  })

  test('that does not fit is not shown, and what can be written instead is said', async () => {
    for (const line of ['löften badplatsen', 'löften hållna', 'löften 1999', `löften ${'x'.repeat(3_000)}`]) {
      const reply = await writes(line)
      expect([line.slice(0, 20), textOf(reply)]).toEqual([
        line.slice(0, 20),
        expect.stringContaining('Prova ett ord i taget: en verksamhet (**löften polisen**)'),
      ])
      expect(buttonsOf(reply)).toEqual(['Visa alla löften'])
    }
    expect(house.faults).toEqual([])
  })
})
