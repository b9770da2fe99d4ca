import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How long one conversion may take, in milliseconds: the first one makes a profile. */
const conversionMs = 120_000

/** LibreOffice's program. Throws with the cure when the machine has none: without it nobody else has read our files. */
function program(): string {
  const found = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (!found)
    throw new Error(
      'LibreOffice is missing, which these tests read our files with. On Debian: apt-get install --no-install-recommends libreoffice-calc libreoffice-writer',
    )
  return found
}

/**
 * Opens a file in LibreOffice and gives what it saves it as; `as` is a format as its `--convert-to` knows it, and the
 * file's ending comes first in it. Rejects when it cannot be opened.
 */
export async function convertedByLibreOffice(file: Uint8Array, ending: string, as: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-office-'))
  try {
    const input = join(folder, `in.${ending}`)
    writeFileSync(input, file)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    const out = join(folder, 'out')
    await run(program(), [profile, '--headless', '--norestore', '--convert-to', as, '--outdir', out, input], {
      timeout: conversionMs,
    })
    const [made] = readdirSync(out)
    if (!made) throw new Error(`LibreOffice made nothing of a .${ending}`)
    return readFileSync(join(out, made))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A picture (PNG) of the first page of a document as LibreOffice lays it out. Throws with the cure where the machine has no
 * poppler, which nothing else needs.
 */
export async function firstPageOf(document: Uint8Array): Promise<Buffer> {
  const pdf = await convertedByLibreOffice(document, 'docx', 'pdf')
  const drawn = spawnSync('pdftoppm', ['-png', '-singlefile', '-r', '80'], { input: pdf, maxBuffer: 1 << 26 })
  if (drawn.status !== 0)
    throw new Error('No picture of a document without pdftoppm. On Debian: apt-get install poppler-utils')
  return drawn.stdout
}

/** The first sheet of a workbook as LibreOffice shows it: cells as they are formatted, in UTF-8, every text in quotes. */
export async function sheetInLibreOffice(workbook: Uint8Array): Promise<readonly (readonly string[])[]> {
  // Comma, quote, UTF-8, from line 1; quote all texts, as shown; formulas as their values.
  const csv = await convertedByLibreOffice(
    workbook,
    'xlsx',
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true,false,false,false,-1',
  )
  return cellsOf(csv.toString('utf8'))
}

/** The cells of a text with commas (RFC 4180). */
export function cellsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    if (end === '' && row.length === 0 && !quoted && !plain) break
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    rows.push(row)
    row = []
    if (end === '') break
  }
  return rows
}
