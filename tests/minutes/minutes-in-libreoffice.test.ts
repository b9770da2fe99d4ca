import { expect, test } from '@jest/globals'
import { paperDocument } from '../../src/files/index.ts'
import { minutesPaper } from '../../src/minutes/document-table.ts'
import type { Minutes } from '../../src/minutes/minutes.ts'
import type { WrittenMinutes } from '../../src/minutes/written-minutes.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from '../helpers/checked.ts'
import { convertedByLibreOffice } from '../helpers/libreoffice.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'

const on = '2026-11-26' as LocalDate
const hash = 'a0'.repeat(32)

const paper: WrittenMinutes = {
  ...{
    council: 'Rådet i Mora',
    title: 'Rådsmöte',
    on,
    at: '13:00',
    lengthMinutes: 120,
    place: 'Kommunhuset',
  },
  ...{
    number: 2,
    why: 'Fel datum i § 2.',
    chair: 'Ordförande',
    secretary: 'Samordnare',
    approver: 'Kommunpolis',
  },
  attendances: [
    { title: 'Kommunpolis', organisation: 'Polisen', presence: 'present', until: null },
    { title: 'Rektor', organisation: 'Skolan', presence: 'substitute', until: 2 },
    { title: 'Representant för MMO', organisation: '', presence: 'coOpted', until: null },
    { title: 'Fältarbetare', organisation: 'Socialförvaltningen', presence: 'absent', until: null },
  ],
  sections: [
    { number: 1, kind: 'opening', heading: '', text: '', decisions: [] },
    {
      number: 2,
      kind: 'own',
      heading: 'Övergångsstället <på> & vid Vasagatan',
      text: 'Det är mörkt där.\nTre tillbud har skett.',
      decisions: [
        {
          id: newId(),
          text: 'Belysningen ses över.',
          owner: 'Kommunpolis',
          dueOn: '2026-12-15' as LocalDate,
        },
      ],
    },
  ],
  next: null,
}

const minutes: Minutes = {
  ...{ councilId: newId(), meetingId: newId(), number: 2, state: 'approved', openSectionId: undefined },
  ...{ beganAt: instant(0), endedAt: undefined, sentAt: undefined, changeAsked: checked('') },
  approved: { by: newId(), title: 'Kommunpolis', at: instant('2026-11-27T09:12:00.000Z'), hash },
  ...{ text: '', why: checked(''), ledBy: undefined, notedBy: undefined, version: 1 },
}

test('LibreOffice reads the minutes as they were written, § by §, with who was there and who approved', async () => {
  const document = await paperDocument(
    minutesPaper(paper, minutes, { hash, isDraft: false, endsAt: '15:05' }),
  )
  // Whoever prints them finds each § by its bold heading: its style says so, and nothing in it says otherwise.
  const { 'word/document.xml': inWord = '', 'word/styles.xml': styles = '' } = unzipped(Buffer.from(document))
  expect(styles).toMatch(/<w:style [^>]*w:styleId="Heading2".*?<w:b\/>.*?<\/w:style>/s)
  expect(inWord).not.toMatch(/<w:b w:val="(?:false|0)"/)
  const odt = await convertedByLibreOffice(document, 'docx', 'odt')
  const content = unzipped(odt)['content.xml'] ?? ''
  const lines = [...content.matchAll(/<text:(?:p|h)\b[^>]*?>(.*?)<\/text:(?:p|h)>/gs)]
    .map(([, inside = '']) => textOfXml(inside).trim())
    .filter((line) => line !== '')
  expect(lines).toEqual([
    ...['Protokoll', 'Rådet i Mora', 'Rådsmöte, 26 november 2026', 'Version 2', 'Rättelse: Fel datum i § 2.'],
    ...['Tid', 'torsdag 26 november 2026, klockan 13.00–15.05', 'Plats', 'Kommunhuset'],
    ...['Närvarande', 'Kommunpolis, Polisen'],
    ...['Tjänstgörande ersättare', 'Rektor, Skolan, till och med § 2'],
    ...['Adjungerade', 'Representant för MMO', 'Anmält förhinder', 'Fältarbetare, Socialförvaltningen'],
    ...['Ordförande', 'Ordförande', 'Sekreterare', 'Samordnare', 'Justerare', 'Kommunpolis'],
    '§ 1 Mötet öppnas',
    'Mötet öppnades. 3 deltog och 1 hade förhinder. Protokollet justeras av Kommunpolis.',
    '§ 2 Övergångsstället <på> & vid Vasagatan',
    ...['Det är mörkt där.', 'Tre tillbud har skett.', 'Beslut: Belysningen ses över.'],
    'Ansvarig: Kommunpolis. Klart senast: 15 december 2026.',
    'Justering',
    'Protokollet är justerat digitalt av Kommunpolis den 27 november 2026 klockan 10.12.',
    `Kontrollsumma (SHA-256): ${hash}`,
  ])
}, 180_000)
