import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Table as Grid,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { printable } from './printable.ts'
import type { Table } from './table.ts'

export const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A4 and its margins, in twentieths of a point. */
const a4 = { width: 11_906, height: 16_838 }
const margin = 850
const usable = a4.height - 2 * margin

/** Grey lines that print, and a light ground that black text stands well on. */
const line = { style: BorderStyle.SINGLE, size: 4, color: '8A8A8A' }
const borders = { top: line, bottom: line, left: line, right: line }
const headGround = { fill: 'E8EDF2' }

/**
 * A table as a document to print, in Swedish: landscape A4, the heading row repeated on every page, rows that stay
 * together, numbered pages. A line break in a cell begins a new paragraph there.
 */
export async function tableDocument(table: Table): Promise<Uint8Array> {
  const [title, under] = [printable(table.title), printable(table.under)]
  const document = new Document({
    title: `${title}, ${under}`,
    creator: 'Tryggve',
    lastModifiedBy: 'Tryggve',
    description: '',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 20, language: { value: 'sv-SE' } } },
        heading1: {
          run: { size: 36, bold: true, color: '000000' },
          paragraph: { spacing: { after: 60 }, outlineLevel: 0 },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { ...a4, orientation: PageOrientation.LANDSCAPE },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: footer(`${title}, ${under}`) },
        children: [
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] }),
          new Paragraph({ spacing: { after: 200 }, children: [new TextRun(under)] }),
          table.rows.length > 0
            ? grid(table)
            : new Paragraph({ children: [new TextRun(printable(table.none))] }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function grid({ columns, rows }: Table): Grid {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.floor((usable * width) / whole))
  const cell = (value: string, at: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      borders,
      ...(bold ? { shading: headGround } : {}),
      children: value
        .split('\n')
        .map((part) => new Paragraph({ children: [new TextRun({ text: printable(part), bold })] })),
    })
  return new Grid({
    layout: TableLayoutType.FIXED,
    width: { size: usable, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ heading }, at) => cell(heading, at, true)),
      }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((value, at) => cell(value, at, false)) }),
      ),
    ],
  })
}

function footer(text: string): Footer {
  const pages = ['Sida ', PageNumber.CURRENT, ' av ', PageNumber.TOTAL_PAGES]
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children: [`${text} · `, ...pages], size: 16 })],
      }),
    ],
  })
}
