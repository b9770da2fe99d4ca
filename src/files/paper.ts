import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Table as Grid,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { printable } from './printable.ts'

/** A part of a paper. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  /** A line break begins a new paragraph. `label` stands in bold before the text. */
  | { readonly kind: 'text'; readonly text: string; readonly label?: string }
  /** What something is and its value, in two columns without lines; a line break begins a new paragraph. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [title: string, value: string])[] }

/** Something to be read on paper: minutes, a decision. */
export interface Paper {
  readonly title: string
  /** Under the title, a line each. */
  readonly under: readonly string[]
  readonly blocks: readonly Block[]
  /** At the foot of every page, before its number. */
  readonly foot: string
  /** Smaller print and less air: for what is to be read on one page. */
  readonly isSmall?: boolean
}

/** A4 standing and its margins, in twentieths of a point. */
const a4 = { width: 11_906, height: 16_838 }
const margin = { top: 1_200, bottom: 1_200, left: 1_300, right: 1_300 }
const usable = a4.width - margin.left - margin.right
const firstColumn = 2_300

/** Sizes in half points, air in twentieths of a point. */
const usual = { text: 22, title: 40, heading: 24, beforeHeading: 280, afterText: 80 }
const small: Print = { text: 19, title: 32, heading: 21, beforeHeading: 160, afterText: 20 }
type Print = typeof usual

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noLines = { top: none, bottom: none, left: none, right: none }

/** A paper as a document to print, in Swedish: standing A4, headings that keep to their text, numbered pages. */
export async function paperDocument(paper: Paper): Promise<Uint8Array> {
  const { title, under, blocks, foot, isSmall = false } = paper
  const print = isSmall ? small : usual
  const document = new Document({
    title: printable(`${title}, ${under[0] ?? ''}`),
    creator: 'Tryggve',
    lastModifiedBy: 'Tryggve',
    description: '',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: print.text, language: { value: 'sv-SE' } } },
        heading1: {
          run: { size: print.title, bold: true, color: '000000' },
          paragraph: { spacing: { after: 80 }, outlineLevel: 0 },
        },
        heading2: {
          run: { size: print.heading, bold: true, color: '000000' },
          paragraph: { spacing: { before: print.beforeHeading, after: 60 }, outlineLevel: 1 },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: a4, margin } },
        footers: { default: footer(foot) },
        children: [
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(title)] }),
          ...under.map((line) => new Paragraph({ children: [run(line)] })),
          new Paragraph({ children: [] }),
          ...blocks.flatMap((block) => elements(block, print)),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function elements(block: Block, { afterText }: Print): readonly (Paragraph | Grid)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, children: [run(block.text)] })]
    case 'text':
      return block.text.split('\n').map((part, at) => {
        const label = at === 0 && block.label ? [run(`${block.label} `, true)] : []
        return new Paragraph({ spacing: { after: afterText }, children: [...label, run(part)] })
      })
    case 'facts':
      return block.facts.length > 0 ? [factsGrid(block.facts)] : []
  }
}

function factsGrid(facts: readonly (readonly [string, string])[]): Grid {
  const widths = [firstColumn, usable - firstColumn]
  const cell = (text: string, at: number) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 0, right: 120 },
      borders: noLines,
      children: text.split('\n').map((part) => new Paragraph({ children: [run(part, at === 0)] })),
    })
  return new Grid({
    layout: TableLayoutType.FIXED,
    width: { size: usable, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...noLines, insideHorizontal: none, insideVertical: none },
    rows: facts.map(([title, value]) => new TableRow({ children: [cell(title, 0), cell(value, 1)] })),
  })
}

function footer(text: string): Footer {
  const pages = ['Sida ', PageNumber.CURRENT, ' av ', PageNumber.TOTAL_PAGES]
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children: [`${printable(text)} · `, ...pages], size: 16 })],
      }),
    ],
  })
}

function run(text: string, bold = false): TextRun {
  // Said only where it is so: `false` would take away what the style of a heading says.
  return new TextRun({ text: printable(text), ...(bold ? { bold } : {}) })
}
