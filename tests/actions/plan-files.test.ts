import { describe, expect, test } from '@jest/globals'
import { planFileName, planForDocument, planForSheet } from '../../src/actions/plan-table.ts'
import { spreadsheet, tableDocument } from '../../src/files/index.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'
import { hardPlan, ordinaryPlan } from './written.ts'

/** The rows of a table by its headings. */
function byHeading({ columns, rows }: ReturnType<typeof planForSheet>) {
  return rows.map((row) => Object.fromEntries(columns.map(({ heading }, at) => [heading, row[at]])))
}

describe('The plan for a sheet', () => {
  test('begins with the columns of Brå, in their order', () => {
    const headings = planForSheet(ordinaryPlan()).columns.map(({ heading }) => heading)
    expect(headings).toEqual([
      ...['Orsak', 'Nummer', 'Åtgärd', 'Operativt mål', 'Start', 'Klart senast', 'Vem', 'Organisation'],
      ...['Uppföljning', 'Senaste rapport', 'Rapporterad', 'Utfall', 'Avslutad'],
      ...['Fokusområde', 'Arbetssätt', 'Händelser', 'Kommer från'],
    ])
  })

  test('tells every action, with the number of its cause', () => {
    const [lamps, bushes, walk] = byHeading(planForSheet(ordinaryPlan()))
    expect(lamps).toEqual({
      Orsak: '1. Mörkt på gångvägen',
      Nummer: 'Å-2026-0001',
      Åtgärd: 'Byt lampor längs strandstråket',
      'Operativt mål': 'Alla lampor lyser före advent',
      Start: '2026-11-02',
      'Klart senast': '2026-11-12',
      Vem: 'Gatuchef',
      Organisation: 'Tekniska förvaltningen',
      Uppföljning: '⚠ Försenad 8 dagar · ▲ Risk · 2 av 4 gjort',
      'Senaste rapport': 'Hälften är bytta',
      Rapporterad: '2026-11-18',
      Utfall: '',
      Avslutad: '',
      Fokusområde: 'Ordningsstörningar och otrygghet',
      Arbetssätt: 'Punktinsats',
      Händelser: '',
      'Kommer från': 'BRÅ 26 oktober 2026, § 4',
    })
    expect(bushes).toMatchObject({
      Orsak: '1. Mörkt på gångvägen',
      Uppföljning: '◐ Pågår · ● Enligt plan',
      'Senaste rapport': '',
      Arbetssätt: 'Ordinarie verksamhet',
    })
    expect(walk).toMatchObject({
      Orsak: '2. Vuxna syns inte på kvällarna',
      Uppföljning: '✓ Klar · för tidigt att säga',
      Utfall: 'Sju kvällar, lugnt på alla.',
      Avslutad: '2026-11-15',
      Fokusområde: '',
      Händelser: 'H-2026-0007',
    })
  })

  test('closes an action on the Swedish day, not on that of UTC', () => {
    const [first] = byHeading(planForSheet(hardPlan()))
    expect(first?.Avslutad).toBe('2026-11-20')
  })

  test('is kept under the name of the plan, the council and the day', () => {
    expect(planFileName(ordinaryPlan())).toBe('Åtgärdsplan Lokala rådet i Mora 2026-11-20')
  })
})

describe('The plan for paper', () => {
  test('has the six columns of Brå, and the rest in their cells', () => {
    const table = planForDocument(ordinaryPlan())
    expect(table.columns.map(({ heading }) => heading)).toEqual([
      ...['Orsak', 'Åtgärd', 'Operativt mål', 'När', 'Vem', 'Uppföljning'],
    ])
    expect(table.rows[0]).toEqual([
      '1. Mörkt på gångvägen',
      'Byt lampor längs strandstråket\nÅ-2026-0001 · Ordningsstörningar och otrygghet · Punktinsats\nBRÅ 26 oktober 2026, § 4',
      'Alla lampor lyser före advent',
      'Start 2026-11-02\nKlart senast 2026-11-12',
      'Gatuchef\nTekniska förvaltningen',
      '⚠ Försenad 8 dagar · ▲ Risk · 2 av 4 gjort\n2026-11-18: Hälften är bytta',
    ])
    expect(table.rows[2]?.[5]).toBe('✓ Klar · för tidigt att säga\n2026-11-15: Sju kvällar, lugnt på alla.')
  })
})

describe('The sheet', () => {
  const parts = async (plan = ordinaryPlan()) =>
    unzipped(await spreadsheet(planForSheet(plan), 'Åtgärdsplan'))
  const sheetOf = (files: Readonly<Record<string, string>>) => files['xl/worksheets/sheet1.xml'] ?? ''

  test('has its heading row frozen, filtered and repeated on paper, landscape A4 and two pages wide', async () => {
    const files = await parts()
    const sheet = sheetOf(files)
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(sheet).toContain('<autoFilter ref="A1:Q4"/>')
    expect(sheet).toMatch(/<pageSetup (?=[^>]*paperSize="9")(?=[^>]*orientation="landscape")/)
    expect(sheet).toMatch(/<pageSetup (?=[^>]*fitToWidth="2")(?=[^>]*fitToHeight="0")/)
    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(files['xl/workbook.xml']).toContain('name="Åtgärdsplan"')
    expect(files['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Åtgärdsplan'!$A:$A,'Åtgärdsplan'!$1:$1</definedName>`,
    )
  })

  test('has its parts in the order that Excel insists on', async () => {
    const sheet = sheetOf(await parts())
    const order = [
      'sheetPr',
      'sheetViews',
      'cols',
      'sheetData',
      'autoFilter',
      'pageMargins',
      'pageSetup',
      'headerFooter',
    ]
    const places = order.map((tag) => sheet.indexOf(`<${tag}`))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places).not.toContain(-1)
  })

  test('holds no formula, whatever a text begins with, and keeps a text a text when it is edited', async () => {
    const files = await parts(hardPlan())
    const sheet = sheetOf(files)
    expect(sheet).not.toMatch(/<f[ >/]|t="str"|t="e"/)
    const styles = files['xl/styles.xml'] ?? ''
    const textFormat = /<numFmt numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1]
    const formats = [...styles.matchAll(/<xf (?:numFmtId="(\d+)")?/g)].map(([, format]) => format)
    const texts = [...sheet.matchAll(/<c [^>]*t="s"[^>]*>/g)].map(([cell]) => cell)
    expect(texts.length).toBeGreaterThan(200)
    for (const cell of texts) expect(formats[Number(/s="(\d+)"/.exec(cell)?.[1])]).toBe(textFormat)
  })

  test('has days as days, counted as Excel counts them', async () => {
    const sheet = sheetOf(await parts())
    // 2026-11-02 is day 46328 since the last of December 1899.
    expect(sheet).toMatch(/<c r="E2" s="\d+"><v>46328<\/v><\/c>/)
    expect(sheet).toMatch(/<c r="F2" s="\d+"><v>46338<\/v><\/c>/)
    expect(sheet).not.toContain('r="M2"')
  })

  test('has rows so high that all of a text is seen, and no higher than a sheet allows', async () => {
    const heights = (sheet: string) =>
      [...sheet.matchAll(/<row [^>]*\sht="([\d.]+)"/g)].map(([, ht]) => Number(ht))
    // "⚠ Försenad 8 dagar · ▲ Risk · 2 av 4 gjort" and the name of the area take two or three lines.
    expect(heights(sheetOf(await parts()))[0]).toBeGreaterThanOrEqual(30)
    const high = heights(sheetOf(await parts(hardPlan())))
    expect(Math.max(...high)).toBeGreaterThan(200)
    expect(Math.max(...high)).toBeLessThanOrEqual(409)
  })

  test('says whose it is, and that it is Swedish', async () => {
    const core = (await parts(hardPlan()))['docProps/core.xml'] ?? ''
    expect(core).toContain('<dc:language>sv-SE</dc:language>')
    expect(textOfXml(core)).toContain('Åtgärdsplan, Lokala rådet i Mora & "Älvdalen", 20 november 2026')
  })

  test('of an empty plan has its headings and a filter all the same', async () => {
    const sheet = sheetOf(await parts({ ...ordinaryPlan(), causes: [] }))
    expect(sheet).toContain('<autoFilter ref="A1:Q2"/>')
    expect(sheet.match(/<row /g)).toHaveLength(1)
  })

  test('is refused for a day that is none', async () => {
    const plan = ordinaryPlan()
    const [first] = plan.causes[0]?.actions ?? []
    if (!first) throw new Error('no action')
    const wrong = { ...first, dueOn: 'snart' as typeof first.dueOn }
    const table = planForSheet({ ...plan, causes: [{ cause: 'x', actions: [wrong] }] })
    await expect(spreadsheet(table, 'Åtgärdsplan')).rejects.toThrow('no day: snart')
  })
})

describe('The document', () => {
  const parts = async (plan = ordinaryPlan()) => unzipped(await tableDocument(planForDocument(plan)))

  test('is landscape A4 with a heading, a repeated heading row, rows in one piece and numbered pages', async () => {
    const files = await parts()
    const document = files['word/document.xml'] ?? ''
    expect(document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/)
    expect(document).toContain('<w:pStyle w:val="Heading1"/>')
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(4)
    const footer = Object.entries(files).find(([name]) => /^word\/footer\d*\.xml$/.test(name))?.[1] ?? ''
    expect(footer).toMatch(/PAGE.*NUMPAGES/s)
    expect(textOfXml(footer)).toContain('Åtgärdsplan, Lokala rådet i Mora, 20 november 2026 · Sida')
  })

  test('is in Swedish and says whose it is', async () => {
    const files = await parts()
    expect(files['word/styles.xml']).toContain('<w:lang w:val="sv-SE"/>')
    expect(textOfXml(files['docProps/core.xml'] ?? '')).toContain(
      'Åtgärdsplan, Lokala rådet i Mora, 20 november 2026',
    )
    expect(files['docProps/core.xml']).not.toContain('Un-named')
  })

  test('has no fields or links that a text could smuggle in', async () => {
    const document = (await parts(hardPlan()))['word/document.xml'] ?? ''
    expect(document).not.toMatch(/<w:(hyperlink|fldSimple|instrText|object|altChunk)/)
    expect(document).not.toContain('<b>fet</b>')
  })

  test('of an empty plan says so in words', async () => {
    const document = (await parts({ ...ordinaryPlan(), causes: [] }))['word/document.xml'] ?? ''
    expect(document).not.toContain('<w:tbl>')
    expect(textOfXml(document)).toContain('Rådet har inga åtgärder i planen än.')
  })
})
