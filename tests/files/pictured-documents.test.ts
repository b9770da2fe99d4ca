import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { paperDocument } from '../../src/files/index.ts'
import { minutesPaper } from '../../src/minutes/document-table.ts'
import { dayMs } from '../../src/shared/clock.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { savedAction } from '../helpers/an-action.ts'
import { approvedMinutes, writtenMinutes } from '../helpers/approved-minutes.ts'
import { checked } from '../helpers/checked.ts'
import { buildHouse, linksOf, mora, textOf, valuesOf } from '../helpers/house.ts'
import { convertedByLibreOffice, firstPageOf } from '../helpers/libreoffice.ts'
import { openTestSqlite } from '../helpers/test-sqlite.ts'

const accepts = process.env.UPDATE_PICTURES === '1'

/** The briefing of a council that has met with a few things since the summer: nothing in it is of the training. */
async function briefing(): Promise<Uint8Array> {
  const database = await openTestSqlite()
  try {
    const house = await buildHouse(database)
    const lines = [
      'rapportera buskörning noret igår 22.30, ett tjugotal bilar',
      'rapportera klotter vid Mora station i förrgår 21.00, hela väggen',
      'rapportera skräp vid kundvagnarna igår 18.00, burkar och flaskor',
    ]
    for (const line of lines) {
      const speaker = house.as(mora.fieldWorker)
      const form = await speaker.writes(line)
      const receipt = await speaker.presses(form, 'Rapportera', valuesOf(form))
      expect(textOf(receipt)).toContain('är rapporterad')
    }
    house.clock.advance(2 * dayMs)
    // The coordinator has shown them to the whole council; what only some may read is in no briefing.
    await house.world.db.updateTable('incidents').set({ published_at: house.clock.now() }).execute()
    const late = [
      ['Å-2026-0001', 'Byt lamporna på Strandstråket.', mora.police, '2026-11-01'],
      ['Å-2026-0002', 'Beskär buskarna vid stationen.', mora.fieldWorker, '2026-11-15'],
    ] as const
    for (const [number, text, owner, dueOn] of late)
      await savedAction(house, owner, { number, text: checked(text), dueOn: dueOn as LocalDate })
    const meeting = await savedMeeting(house, [mora.police])
    const reply = await house
      .as(mora.police)
      .forges('meetings.briefingFile', { council: house.councilId, meeting })
    const token = linksOf(reply)['Word, att skriva ut (DOCX)']?.split('/').at(-1) ?? ''
    const opened = await house.files.open(token, '127.0.0.1')
    if (opened.kind !== 'file') throw new Error('no file')
    return opened.file.body
  } finally {
    await database.close()
  }
}

async function minutes(): Promise<Uint8Array> {
  const { hash } = approvedMinutes.approved ?? { hash: '' }
  return paperDocument(
    minutesPaper(writtenMinutes, approvedMinutes, { hash, isDraft: false, endsAt: '15:05' }),
  )
}

test.each([
  ['briefing', briefing],
  ['minutes', minutes],
])(
  'The picture of the %s shows the document as LibreOffice reads it today',
  async (name, make) => {
    const document = await make()
    const text = (await convertedByLibreOffice(document, 'docx', 'txt:Text (encoded):UTF8')).toString('utf8')
    const shown = `${text.replace(/^\uFEFF/, '').trimEnd()}\n`
    expect(shown).not.toMatch(/ÖVN/)
    const beside = (ending: string) => new URL(`../../docs/pictures/${name}-docx.${ending}`, import.meta.url)
    if (accepts) {
      writeFileSync(beside('txt'), shown)
      writeFileSync(beside('png'), await firstPageOf(document))
    }
    // Another text than was accepted: look at it, and if it is right, UPDATE_PICTURES=1 npm test -- tests/files
    expect(shown).toBe(existsSync(beside('txt')) ? readFileSync(beside('txt'), 'utf8') : '')
    expect(existsSync(beside('png'))).toBe(true)
  },
  180_000,
)
