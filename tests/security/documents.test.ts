import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { type Paper, paperDocument, spreadsheet, type Table, tableDocument } from '../../src/files/index.ts'
import { linesOfDocument } from '../helpers/zip.ts'

/** What somebody could write who wants more of a document than that it is read. */
const hostile = [
  '=cmd|" /C calc"!A0',
  '{ HYPERLINK "http://a.example" } { INCLUDETEXT "\\\\a.example\\b" }',
  '</w:t></w:r><w:r><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"/></w:r>',
  '<w:hyperlink r:id="rId1"/><?xml-stylesheet href="http://a.example"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  ']]><script>alert(1)</script>',
  '\u0000\u0007\u001b[31m\uFFFE\uFFFF',
  'half a sign \uD83D and the other \uDE00',
  '\u202Etxt.exe',
]

const paperOf = (text: string): Paper => ({
  title: text,
  under: [text],
  blocks: [
    { kind: 'heading', text },
    { kind: 'text', label: text, text },
    { kind: 'facts', facts: [[text, text]] },
  ],
  foot: text,
})

const tableOf = (text: string): Table => ({
  title: text,
  under: text,
  columns: [{ heading: text, width: 30, kind: 'text' }],
  rows: [[text]],
  none: '',
})

const written: Readonly<Record<string, (text: string) => Promise<Uint8Array>>> = {
  'minutes and briefings': (text) => paperDocument(paperOf(text)),
  'the plan as a document': (text) => tableDocument(tableOf(text)),
  'the plan as a sheet': (text) => spreadsheet(tableOf(text), 'Blad'),
}

/** What of a file of Office would do something when it is opened: go out, calculate, or not open at all. */
function harmIn(file: Uint8Array): string[] {
  const harm: string[] = []
  for (const [name, bytes] of Object.entries(unzipSync(file))) {
    const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (/TargetMode="External"/.test(xml)) harm.push(`${name} leads out`)
    if (/<w:(hyperlink|fldSimple|object|altChunk|drawing)[ >/]/.test(xml))
      harm.push(`${name} holds a link or an object`)
    if (/<!DOCTYPE|<!ENTITY|<\?(?!xml version)/.test(xml)) harm.push(`${name} holds a declaration`)
    if (/<f[ >/]/.test(xml)) harm.push(`${name} calculates`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(xml))
      harm.push(`${name} holds what XML cannot`)
    // The page number in the foot is ours.
    const fields = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, code]) => code)
    if (fields.some((code) => code !== 'PAGE' && code !== 'NUMPAGES'))
      harm.push(`${name} holds a field: ${fields}`)
  }
  return harm
}

describe.each(Object.entries(written))('A file of Office, %s', (_what, write) => {
  test('goes nowhere, calculates nothing and opens, whatever stands in it', async () => {
    for (const text of hostile) expect([text, harmIn(await write(text))]).toEqual([text, []])
  })

  test('is the same for what nobody has thought of', async () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
        .map((codes) => String.fromCharCode(...codes)),
    )
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        expect(harmIn(await write(text))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('What would do harm in a file of Office is found by these tests', () => {
  const bad = [
    '<Relationship TargetMode="External"/>',
    '<w:fldSimple w:instr="x"/>',
    '<!DOCTYPE a>',
    '<c><f>1+1</f></c>',
    '\u0001',
    '<w:instrText xml:space="preserve">DDE</w:instrText>',
  ]
  for (const xml of bad) expect(harmIn(zipSync({ 'a.xml': strToU8(xml) }))).toHaveLength(1)
})

test('A text that looks like a field stands in minutes as it was written', async () => {
  const text = '{ HYPERLINK "http://a.example" } =1+1 <w:br/>'
  expect(linesOfDocument(await paperDocument(paperOf(text)))).toContain(text)
})
