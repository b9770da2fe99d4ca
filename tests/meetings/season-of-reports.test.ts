import { expect, test } from '@jest/globals'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { houseOfEverybody } from '../helpers/everybody.ts'
import { mora, textOf } from '../helpers/house.ts'
import { unaskedStage } from '../incidents/unasked-stage.ts'

eachDatabase('The season on an agenda', (engine) => {
  test('is what the months after the meeting brought a year ago, of what is counted, and nothing in the first year', async () => {
    const { house } = await houseOfEverybody(await engine.open())
    const { reported } = unaskedStage(house)
    const published = (at: string) => ({ published_at: at as never })
    for (let at = 1; at <= 6; at++) {
      const december = `2025-12-0${at}T18:00:00.000Z`
      await reported(december, published(december))
      // What only coordinators may read, what is training and what was taken back is not counted.
      await reported(december, { published_at: null })
      await reported(december, { ...published(december), training: 1 })
      await reported(december, { ...published(december), status: 'withdrawn' })
    }
    await savedMeeting(house, [], { starts_on: '2026-11-26' as LocalDate })
    const agenda = async () => textOf(await house.as(mora.coordinator).writes('dagordning'))
    expect(await agenda()).toContain('Inget särskilt just nu.')
    await reported('2025-11-02T09:00:00.000Z', published('2025-11-02T09:00:00.000Z'))
    const shown = await agenda()
    expect(shown).toContain(
      'Störande ljud: 6 rapporter i december 2025–januari 2026, fem gånger så många som vanligt.',
    )
    expect(shown).not.toContain('Inget särskilt just nu.')
  })
})
