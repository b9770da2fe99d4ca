import { expect, test } from '@jest/globals'
import { paperDocument } from '../../src/files/index.ts'
import { minutesPaper } from '../../src/minutes/document-table.ts'
import { approvedMinutes, writtenMinutes } from '../helpers/approved-minutes.ts'
import { convertedByLibreOffice } from '../helpers/libreoffice.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'

/** With a heading that would break a document where nobody sees to it. */
const paper = {
  ...writtenMinutes,
  sections: writtenMinutes.sections.map((section) =>
    section.number === 2 ? { ...section, heading: 'Övergångsstället <på> & vid Vasagatan' } : section,
  ),
}
const hash = approvedMinutes.approved?.hash ?? ''

test('LibreOffice reads the minutes as they were written, § by §, with who was there and who approved', async () => {
  const document = await paperDocument(
    minutesPaper(paper, approvedMinutes, { hash, isDraft: false, endsAt: '15:05' }),
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
