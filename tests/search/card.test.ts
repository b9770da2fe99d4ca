import { beforeEach, expect, test } from '@jest/globals'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buttonsOf, cardOf, mora, textOf } from '../helpers/house.ts'
import { type Scene, setScene } from './scene.ts'

eachDatabase('sök', (engine) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(await engine.open())
  })
  const fieldWorker = () => scene.house.as(mora.fieldWorker)

  test('shows the sentence with the word in bold, and opens what was found', async () => {
    await scene.reports('Allt var lugnt först. Sedan gick två lampor sönder vid *tunneln*. Ingen var kvar.')
    const reply = await fieldWorker().writes('sök lampan')
    expect(textOf(reply)).toContain('Sedan gick två **lampor** sönder vid \\*tunneln\\*.')
    expect(textOf(reply)).not.toContain('Allt var lugnt')
    expect(textOf(reply)).toContain('H-2026-0001')
    const opened = await fieldWorker().presses(reply, 'Visa')
    expect(textOf(opened)).toContain('Allt var lugnt först.')
    expect(scene.house.faults).toEqual([])
  })

  test('does not say again below the title what the title says', async () => {
    await savedAction(scene.house, mora.coordinator, { text: checked('Byt lampor i tunneln') })
    const text = textOf(await scene.house.as(mora.coordinator).writes('sök tunnel'))
    expect(text.match(/Byt lampor i tunneln/g)).toHaveLength(1)
    expect(text).toContain('Släckta lampor och skymd sikt')
  })

  test.each(['sök', 'SOK', 'leta', 'search', 'sök på och i', 'sök …'])(
    'tells how to search when nothing was asked: %s',
    async (line) => {
      expect(textOf(await fieldWorker().writes(line))).toContain('Till exempel *sök lampor Noret*')
    },
  )

  test('says kindly that there is nothing, and what to try', async () => {
    const reply = await fieldWorker().writes('sök <at>flodhästar</at> **')
    expect(textOf(reply)).toContain('Jag hittade inget')
    expect(textOf(reply)).toContain('Prova färre ord')
    expect(textOf(reply)).not.toContain('<at>')
    const english = await scene.house.as(mora.fieldWorker, 'en').writes('search hippo')
    expect(textOf(english)).toContain('I found nothing')
  })

  test('goes through its pages, forward and back to the start', async () => {
    for (let at = 0; at < 7; at++) await scene.reports(`Lampa nummer ${at} är släckt.`)
    const first = await fieldWorker().writes('sök lampor')
    expect(buttonsOf(first).filter((title) => title === 'Visa').length).toBe(5)
    const second = await fieldWorker().presses(first, 'Visa fler')
    expect(buttonsOf(second)).toEqual(['Visa', 'Visa', 'Till början'])
    const again = await fieldWorker().presses(second, 'Till början')
    expect(textOf(again)).toBe(textOf(first))
  })

  test('takes a forged pointer for the first page', async () => {
    await scene.reports('En lampa är släckt.')
    for (const from of ['x', '9|9', '||||', '2026-11-20T08:00:00.000Z|nej|-1|1|1']) {
      const data = { council: scene.house.councilId, text: 'lampa', from }
      expect(textOf(await fieldWorker().forges('search.page', data))).toContain('**lampa**')
    }
    const odd = await fieldWorker().forges('search.page', { council: scene.house.councilId, text: 7 })
    expect(textOf(odd)).toContain('Till exempel')
    expect(scene.house.faults).toEqual([])
  })

  test('stays small with the longest texts', async () => {
    for (let at = 0; at < 6; at++) await scene.reports('lampor_*[` '.repeat(50).slice(0, 500))
    const reply = await fieldWorker().writes(`sök ${'lampor '.repeat(60)}`)
    expect(JSON.stringify(cardOf(reply)).length).toBeLessThan(28_000)
  })
})
