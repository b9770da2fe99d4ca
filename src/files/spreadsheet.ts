import writeXlsxFile, { type Row, type SheetData } from 'write-excel-file/node'
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility'
import type { Table } from './table.ts'

/** What adds to a sheet what the package leaves to others. */
type Extra = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number]

export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * A table as a workbook of one sheet, in Swedish: the heading row frozen, and repeated with the first column on every printed page, a filter on
 * every column, days as days, landscape A4 so many pages wide that it can be read. A text is never a formula, whatever it begins with.
 * `sheet` is the name of the sheet, at most 31 characters. Throws RangeError when a day is none.
 */
export async function spreadsheet(table: Table, sheet: string): Promise<Uint8Array> {
  const head: Row = table.columns.map(({ heading }) => ({
    ...text(heading),
    fontWeight: 'bold' as const,
    backgroundColor: '#E8EDF2',
  }))
  const rows = table.rows.map((row): Row => {
    const height = heightOf(row, table.columns)
    return row.map((cell, at) => {
      if (cell === '') return null
      return { ...(table.columns[at]?.kind === 'day' ? day(cell) : text(cell)), height }
    })
  })
  const columns = table.columns.map(({ width }) => ({ width }))
  const data: SheetData = [head, ...rows]
  return writeXlsxFile(
    data,
    { sheet, columns, stickyRowsCount: 1, orientation: 'landscape' },
    { fontFamily: 'Calibri', fontSize: 11, features: [toPrintAndFilter(table, sheet), described(table)] },
  ).toBuffer()
}

/** What a line of print takes, in points, and the most that a row may be high in a sheet. */
const [lineHeight, highest] = [15, 409]

/** A row's height in points, so that all of it is seen: not every program finds it out by itself. */
function heightOf(row: readonly string[], columns: Table['columns']): number {
  const lines = row.map((cell, at) => {
    // Words break early, so a line holds a little less than its width.
    const fits = Math.max(1, (columns[at]?.width ?? 1) * 0.85)
    return cell.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / fits)), 0)
  })
  return Math.min(highest, Math.max(1, ...lines) * lineHeight)
}

/** The text format keeps a cell a text also when somebody edits it, or saves the sheet in another format. */
function text(value: string) {
  return {
    value: withoutEscapes(value),
    type: String,
    format: '@',
    wrap: true,
    alignVertical: 'top' as const,
  }
}

function day(value: string) {
  const at = new Date(`${value}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) throw new RangeError(`no day: ${value}`)
  return {
    value: at,
    type: Date,
    format: 'yyyy-mm-dd',
    align: 'left' as const,
    alignVertical: 'top' as const,
  }
}

/** `_x0041_` means A in a sheet (ECMA-376 part 1, 22.9.2.19); who wrote those signs meant those signs. */
function withoutEscapes(value: string): string {
  return value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** How many characters of a line stand on landscape A4 in print of about eight points. */
const readableWidth = 200

/** The filters, and how it is printed. */
function toPrintAndFilter({ title, columns, rows }: Table, sheet: string): Extra {
  const area = (join: string) => {
    const last = getCellAddress(Math.max(rows.length, 1), columns.length - 1)
    return join === '' ? `A1:${last}` : `A1:${last}`.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
  }
  const quoted = `'${sheet.replaceAll("'", "''")}'`
  const pagesWide = Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / readableWidth)
  const names = [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${sanitizeTextContent(`${quoted}!${area('$')}`)}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${sanitizeTextContent(`${quoted}!$A:$A,${quoted}!$1:$1`)}</definedName>`,
  ].join('')
  // An ampersand is a sign of the footer's own language.
  const footer = sanitizeTextContent(`&L${title.replaceAll('&', '&&')}&RSida &P av &N`)
  const parts = [
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<autoFilter ref="${area('')}"/>`,
    `<headerFooter><oddFooter>${footer}</oddFooter></headerFooter>`,
  ]
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) => parts.reduce(withPart, xml),
          transformElementAttributes: (tag, attributes): Record<string, string | number> =>
            tag === 'pageSetup' ? { ...attributes, fitToWidth: pagesWide, fitToHeight: 0 } : attributes,
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('<definedNames/>', `<definedNames>${names}</definedNames>`),
        },
      },
    },
  }
}

const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? []

function withPart(xml: string, part: string): string {
  return insertElementMarkupAccordingToOrderOfSiblings(xml, part, order, 'worksheet')
}

/** The file's own title and language, which a screen reader says first. */
function described({ title, under }: Table): Extra {
  const core = 'docProps/core.xml'
  const properties = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${sanitizeTextContent(`${title}, ${under}`)}</dc:title>`,
    '<dc:creator>Tryggve</dc:creator><dc:language>sv-SE</dc:language></cp:coreProperties>',
  ].join('')
  const type = 'application/vnd.openxmlformats-package.core-properties+xml'
  const relation = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'
  return {
    files: {
      transform: {
        '[Content_Types].xml': { insert: () => `<Override PartName="/${core}" ContentType="${type}"/>` },
        '_rels/.rels': {
          insert: () =>
            `<Relationship Id="rId-core" Type="${sanitizeAttributeValue(relation)}" Target="${core}"/>`,
        },
      },
      write: { files: () => ({ [core]: properties }) },
    },
  }
}
