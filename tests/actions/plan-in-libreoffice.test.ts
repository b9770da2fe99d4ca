import { describe, expect, test } from '@jest/globals'
import { planForDocument, planForSheet } from '../../src/actions/plan-table.ts'
import { spreadsheet, tableDocument } from '../../src/files/index.ts'
import { convertedByLibreOffice, sheetInLibreOffice } from '../helpers/libreoffice.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'
import { hardPlan, ordinaryPlan } from './written.ts'

/** LibreOffice starts anew for each, with a profile of its own. */
const patience = 180_000

describe.each([
  ['an ordinary plan', ordinaryPlan],
  ['a plan of hard texts', hardPlan],
])('LibreOffice reads %s', (_, plan) => {
  test(
    'in the sheet, cell by cell as it was written',
    async () => {
      const table = planForSheet(plan())
      const cells = await sheetInLibreOffice(await spreadsheet(table, 'Åtgärdsplan'))
      expect(cells).toEqual([table.columns.map(({ heading }) => heading), ...table.rows])
    },
    patience,
  )

  test(
    'in the document, cell by cell as it was written',
    async () => {
      const table = planForDocument(plan())
      const odt = await convertedByLibreOffice(await tableDocument(table), 'docx', 'odt')
      const content = unzipped(odt)['content.xml'] ?? ''
      expect(cellsIn(content)).toEqual([table.columns.map(({ heading }) => heading), ...table.rows])
      expect(content.match(/<table:table-header-rows>/g)).toHaveLength(1)
      expect(content).toMatch(/<text:h [^>]*text:outline-level="1"[^>]*>Åtgärdsplan</)
    },
    patience,
  )
})

describe('LibreOffice prints', () => {
  test.each([
    ['xlsx', async () => spreadsheet(planForSheet(hardPlan()), 'Åtgärdsplan')],
    ['docx', async () => tableDocument(planForDocument(hardPlan()))],
  ] as const)(
    'the %s on landscape A4, on more than one page',
    async (ending, make) => {
      const pdf = (await convertedByLibreOffice(await make(), ending, 'pdf')).toString('latin1')
      const pages = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
      const sizes = pages.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])
      expect(new Set(sizes.map(String))).toEqual(new Set(['842,595']))
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1)
    },
    patience,
  )
})

/** The cells of the only table in an OpenDocument text, a line for each of their paragraphs. */
function cellsIn(content: string): readonly (readonly string[])[] {
  const rows = [...content.matchAll(/<table:table-row\b[^>]*>(.*?)<\/table:table-row>/gs)]
  return rows.map(([, row = '']) => {
    const cells = [...row.matchAll(/<table:table-cell\b[^>]*>(.*?)<\/table:table-cell>/gs)]
    return cells.map(([, cell = '']) => {
      const paragraphs = [...cell.matchAll(/<text:p\b[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)]
      return paragraphs.map(([, inside = '']) => textOfXml(withSpaces(inside))).join('\n')
    })
  })
}

/** OpenDocument counts spaces and tabs in elements of their own. */
function withSpaces(xml: string): string {
  return xml
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
    .replace(/<text:tab\/>/g, '\t')
}
