import { strFromU8, unzipSync } from 'fflate'

/** The files inside a zip, as texts. */
export function unzipped(zip: Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** The text of a piece of XML: its tags away, its entities as they are read. */
export function textOfXml(xml: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return xml
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
      name ? (named[name] ?? '') : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
}

/** What stands in a Word document, a line for each paragraph that says something. */
export function linesOfDocument(file: Uint8Array): readonly string[] {
  const content = unzipped(file)['word/document.xml'] ?? ''
  return [...content.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
    .map(([, inside = '']) => textOfXml(inside).trim())
    .filter((line) => line !== '')
}
