import { beforeEach, expect, test } from '@jest/globals'
import { importCouncil } from '../../src/councils/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buttonOf,
  buttonsOf,
  cardOf,
  moraFile,
  orsaCoordinator,
  people,
  type Stage,
  setStage,
  textOf,
} from './stage.ts'

eachDatabase('what the council has agreed', (engine) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage((await engine.open()).db)
  })

  test('"råd" shows the agreement and the six areas in force today', async () => {
    const reply = await stage.write(people.ordförande, 'råd')
    const text = textOf(reply)
    expect(text).toContain('Lokala brottsförebyggande rådet (BRÅ) i Mora')
    expect(text).toContain('Samverkansöverenskommelse från 2023')
    expect(text).toContain('från 1 januari 2023 och tills vidare')
    expect(text).toContain('Mora kommun (Kommunstyrelsens ordförande), Polisen (Lokalpolisområdeschef)')
    expect(text).toContain('Ordningsstörningar och otrygghet')
    expect(text).toContain('Hot mot kommunala tjänstemän och politiker')
    expect(text).not.toContain('Noret')
    expect(text).not.toContain('Diarienummer')
  })

  test.each([['råd 2017'], ['RADET 2017-05-01'], ['överenskommelse 2016'], ['Council 2018-12-31']])(
    '"%s" shows the agreement of 2016 with Noret, as it was',
    async (line) => {
      const text = textOf(await stage.write(people.kommunpolis, line))
      expect(text).toContain('Så här var det')
      expect(text).toContain('från 2 september 2016 till och med 31 december 2018')
      expect(text).toContain('Mora kommun (Kommunalråd)')
      expect(text).toContain('Noret (bara Noret)')
      expect(text).toContain('Integration')
    },
  )

  test('on a day without an agreement it says so kindly, and what came before and after', async () => {
    const text = textOf(await stage.write(people.samordnare, 'råd 2022'))
    expect(text).toContain('Ingen överenskommelse gällde 1 juli 2022')
    expect(text).toContain('Den senaste gällde till och med 31 december 2021.')
    expect(text).toContain('Nästa gäller från 1 januari 2023.')
    expect(textOf(await stage.write(people.samordnare, 'råd 1999'))).toContain(
      'Nästa gäller från 2 september 2016.',
    )
  })

  test('a council that has entered no agreement says so', async () => {
    const reply = await stage.write(orsaCoordinator, 'råd')
    expect(textOf(reply)).toContain('Ingen överenskommelse gäller i dag')
    expect(textOf(reply)).toContain('Rådet har inte lagt in någon överenskommelse än.')
    expect(buttonsOf(reply, 'Alla överenskommelser')).toEqual([])
  })

  test('a day that is none gets an example, from a line and from a forged button', async () => {
    expect(textOf(await stage.write(people.samordnare, 'råd i fjol'))).toContain('råd 2017')
    const forged = { verb: 'councils.show', council: stage.mora, day: "2017-07-01' or 1=1" }
    expect(textOf(await stage.press(people.samordnare, forged))).toContain(
      'Samverkansöverenskommelse från 2023',
    )
  })

  test('every earlier and later version can be opened', async () => {
    const first = await stage.write(people.samordnare, 'råd')
    const versions = await stage.press(people.samordnare, buttonOf(first, 'Alla överenskommelser'))
    expect(buttonsOf(versions, 'Visa')).toHaveLength(3)
    const oldest = await stage.press(people.samordnare, buttonsOf(versions, 'Visa')[2]!)
    expect(textOf(oldest)).toContain('Integration')
    const today = await stage.press(people.samordnare, buttonOf(oldest, 'Det som gäller i dag'))
    expect(textOf(today)).toContain('Samverkansöverenskommelse från 2023')
  })

  test('an English reader gets English words and names', async () => {
    const text = textOf(await stage.write(people.samordnare, 'agreement 2017-05-01', { locale: 'en' }))
    expect(text).toContain('As it was on 1 May 2017')
    expect(text).toContain('from 2 September 2016 to 31 December 2018')
    expect(text).toContain('Greater safety in public places')
    expect(text).not.toContain('Fokusområden')
  })

  test('what a file says cannot act in the card', async () => {
    const [agreement] = moraFile.agreements
    const file = {
      ...moraFile,
      agreements: [{ ...agreement!, validTo: null, title: '**Avtal** [länk](http://a.se) <at>alla</at>' }],
    }
    const { councilId } = await importCouncil(stage.world, { ...file, key: 'bus' })
    const reply = await stage.press(people.samordnare, { verb: 'councils.show', council: councilId })
    expect(textOf(reply)).toContain('\\*\\*Avtal\\*\\* \\[länk\\](http://a.se) \\<at\\>alla\\</at\\>')
  })

  test('another council’s agreement is not shown to a forged card', async () => {
    const reply = await stage.press(orsaCoordinator, { verb: 'councils.show', council: stage.mora })
    expect(textOf(reply)).not.toContain('Mora')
    expect(textOf(await stage.write(people.utomstående, 'råd'))).toContain('Du är inte med i något råd än')
  })

  test('the cards stay within what Teams takes', async () => {
    for (const line of ['råd', 'råd 2017', 'råd 2022']) {
      const card = cardOf(await stage.write(people.samordnare, line))
      expect(JSON.stringify(card).length).toBeLessThan(28_000)
    }
    expect(stage.faults).toEqual([])
  })
})
