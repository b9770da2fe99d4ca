import { beforeEach, expect, test } from '@jest/globals'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { houseOfEverybody } from '../helpers/everybody.ts'
import { type House, linksOf, mora, textOf } from '../helpers/house.ts'
import { linesOfDocument } from '../helpers/zip.ts'
import { unaskedStage } from '../incidents/unasked-stage.ts'

eachDatabase('The situation on an agenda', (engine) => {
  let house: House
  let meeting: string
  beforeEach(async () => {
    ;({ house } = await houseOfEverybody(await engine.open()))
    meeting = await savedMeeting(house, [], { starts_on: '2026-11-26' as LocalDate })
    await house.world.db.updateTable('incidents').set({ status: 'withdrawn' }).execute()
  })

  const agenda = async (locale: 'sv' | 'en' = 'sv') =>
    textOf(await house.as(mora.fieldWorker, locale).writes('dagordning'))
  test('never says that nothing was reported when there is what not all may read: it says what it counts', async () => {
    expect(await agenda()).toMatch(
      /Inga rapporter som alla i rådet får läsa sedan [^.]+\. Lika länge före det: inga\.\n/,
    )
  })

  test('says how many more there are, to everybody, and nothing else of them; in the briefing and on paper, too', async () => {
    const stage = unaskedStage(house)
    const at = '2026-11-18T09:00:00.000Z'
    const [open, hidden] = [{ published_at: at as never }, { published_at: null }]
    await stage.reported(at, open)
    for (let count = 0; count < 3; count++) await stage.reported(at, hidden)
    // Training, and what was taken back, is no report.
    await stage.reported(at, { ...hidden, training: 1 })
    await stage.reported(at, { ...hidden, status: 'withdrawn' })
    const said =
      /En rapport som alla i rådet får läsa sedan .+ Lika länge före det: inga\. 3 till ser bara samordnarna\./
    expect(await agenda()).toMatch(said)
    expect(await agenda('en')).toMatch(
      /One report that all in the council may read since .+ 3 more are for the coordinators only\./,
    )
    const coordinator = house.as(mora.coordinator)
    const ready = await coordinator.forges('meetings.briefingFile', { council: house.councilId, meeting })
    const token = linksOf(ready)['Word, att skriva ut (DOCX)']?.split('/').at(-1) ?? ''
    const opened = await house.files.open(token, 'någon')
    if (opened.kind !== 'file') throw new Error('no file')
    const paper = linesOfDocument(opened.file.body)
    expect(paper[paper.indexOf('Läget') + 1]).toMatch(said)
  })
})
