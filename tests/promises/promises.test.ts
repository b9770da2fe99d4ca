import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { councilRules } from '../../src/councils/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { importPromises, parsePromises } from '../../src/promises/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { dataOf, houseWithPromise } from './stage.ts'

eachDatabase('promises', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await houseWithPromise(await engine.open())
  })

  const writes = (who: keyof typeof mora, line: string) => house.as(mora[who]).writes(line)
  const presses = (who: keyof typeof mora, on: Reply, title: string, filled: Record<string, string> = {}) =>
    house.as(mora[who]).presses(on, title, { ...valuesOf(on), ...filled })

  test('löften shows it', async () => {
    const card = await writes('fieldWorker', 'löften')
    console.log(textOf(card), buttonsOf(card), JSON.stringify(card).length)
    const next = await presses('fieldWorker', card, 'Fler åtaganden')
    console.log(textOf(next), buttonsOf(next))
    const list = await presses('fieldWorker', card, 'Insatser')
    console.log(textOf(list), buttonsOf(list))
    const form = await writes('police', 'insats noret 2 h, 2 personer igår kväll')
    console.log(textOf(form), valuesOf(form), choicesOf(form, 'commitment'))
    const saved = await presses('police', form, 'Spara')
    console.log(textOf(saved), buttonsOf(saved))
    console.log(textOf(await writes('coordinator', 'löfte')), house.faults)
  })
  test('imports', async () => {
    const { world, councilId } = house
    const rules = await councilRules(readWordLists())(world.db, councilId)
    const promises = parsePromises(dataOf('mora-council.json').promises ?? [], ['polis', 'kommunledning', 'socialforvaltningen'])
    expect(await importPromises(world, councilId, promises, rules)).toEqual({ made: 1, extended: 0 })
    expect(await importPromises(world, councilId, promises, rules)).toEqual({ made: 0, extended: 0 })
    const over = await presses('coordinator', await writes('coordinator', 'löften'), 'Avslutade löften')
    console.log(textOf(over))
  })
})
