import { describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { writeCalendar } from '../../src/calendar/index.ts'
import { asRead, asWritten } from '../../src/chat/index.ts'
import { spreadsheet, tableDocument } from '../../src/files/index.ts'
import { instant } from '../../src/shared/clock.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { tidy } from '../../src/shared/text.ts'
import { readCalendar } from '../helpers/read-calendar.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'

jest.setTimeout(30_000)

/** What does something in one of the languages that we write. */
const charged = [
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("https://a.example";"x")',
    '=cmd|"/c calc"!A1',
    '\t=1',
    '_x003D_',
  ],
  ...[
    '**',
    '__',
    '[a](https://a.example)',
    '![a](https://a.example/b.png)',
    '<at>alla</at>',
    '<a href="x">',
    '# ',
    '- ',
  ],
  ...['`', '~~', '\\', '&lt;at&gt;', '{{DATE(2026-01-01,SHORT)}}', 'https://a.example'],
  ...['\r\nEND:VEVENT', '\nBEGIN:VEVENT', '\r\nATTACH:https://a.example', ';', ',', '\\n', ':', '"', "'"],
  ...['</w:t>', '<w:instrText>', ']]>', '<!--', '&amp;', '&#0;', '<f>1</f>'],
]
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...charged), fc.string({ unit: 'grapheme', maxLength: 12 })), {
    maxLength: 6,
  })
  .map((parts) => tidy(parts.join('')))

const table = (text: string) => ({
  title: text,
  under: text,
  columns: [{ heading: 'Åtgärd', width: 40, kind: 'text' as const, share: 1 }],
  rows: [[text]],
  none: '',
})

describe('Whatever somebody writes', () => {
  test('is a text in a card: no mention, link, picture or weight comes of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        // Every sign that would do something stands behind a backslash of ours.
        const acting = asWritten(text).replace(/\\[^A-Za-z0-9\s]/g, 'x')
        expect(acting).not.toMatch(/[\\*_`~<>[\]|#]|^\s*([-+]|\d+[.)])\s/m)
      }),
      { numRuns: 500 },
    )
  })

  test('is what was written again, where a plain text is shown in the place of a card', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = text.replaceAll('\n', ' ')
        expect(asRead(asWritten(line))).toBe(line)
      }),
      { numRuns: 500 },
    )
  })

  test('is a text in a sheet: no formula, link or field comes of it, and it reads the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const files = unzipped(await spreadsheet(table(text), 'Blad'))
        const sheet = files['xl/worksheets/sheet1.xml'] ?? 'none'
        expect(sheet).not.toMatch(/<f[ >/]|t="str"|t="e"|<hyperlink/)
        expect(
          Object.keys(files).filter((name) => /external|vba|query|connection|embed/i.test(name)),
        ).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('is a text in a document: no field, link or object comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const files = unzipped(await tableDocument(table(text)))
        expect(files['word/document.xml']).not.toMatch(/<w:(hyperlink|fldSimple|instrText|object|altChunk)/)
        expect(textOfXml(files['word/document.xml'] ?? '')).toContain(text.split('\n')[0]?.trim() ?? '')
        for (const [name, content] of Object.entries(files))
          if (name.endsWith('.rels')) expect(content).not.toContain('TargetMode="External"')
      }),
      { numRuns: 150 },
    )
  })

  test('is a text in a calendar: one event stays one, with nothing more in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = writeCalendar(
          [
            {
              uid: '11111111-2222-4333-8444-555555555555',
              sequence: 0,
              title: text,
              when: { on: '2026-11-26' as LocalDate },
              place: text,
              link: '',
              description: text,
              state: 'confirmed',
              busy: true,
              changedAt: instant('2026-11-05T09:00:00.000Z'),
            },
          ],
          'Tryggve',
        )
        const { events } = readCalendar(written)
        expect(events).toMatchObject([{ title: text, start: '2026-11-26' }])
        expect(written.match(/^(ATTACH|ATTENDEE|ORGANIZER|BEGIN:VALARM)/gm)).toBeNull()
      }),
      { numRuns: 500 },
    )
  })
})
