import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppManifest, AppManifestUtils } from '@microsoft/app-manifest'
import { Ajv } from 'ajv'
import { strToU8, zipSync } from 'fflate'
import { fillManifest, PackageFaults, readPlaceholders } from './fill.ts'
import { faultsOfIcon, renderIcon } from './icons.ts'

/**
 * The app package as the bytes of a zip, from the folder `manifest/` and the environment. The manifest and its English
 * are held against Microsoft's own schemas, without any network. The same input gives the same bytes.
 * Throws PackageFaults with everything that is wrong.
 */
export async function makeAppPackage(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  appVersion: string,
): Promise<Uint8Array> {
  const placeholders = readPlaceholders(env, appVersion)
  const files: Record<string, Uint8Array> = {}
  const faults: string[] = []
  const texts = ['manifest.json', 'en.json'].map((name) => {
    const filled = fillManifest(readFileSync(join(folder, name), 'utf8'), placeholders)
    return [name, filled] as const
  })
  faults.push(...faultsOfTranslation(...(texts.map(([, text]) => JSON.parse(text)) as [object, object])))
  for (const [name, filled] of texts) {
    faults.push(...(await faultsAgainstSchema(filled)).map((fault) => `${name}: ${fault}`))
    files[name] = strToU8(filled)
  }
  for (const name of ['color', 'outline'] as const) {
    const png = renderIcon(join(folder, 'icons'), name)
    faults.push(...faultsOfIcon(name, png))
    files[`${name}.png`] = png
  }
  if (faults.length > 0) throw new PackageFaults(faults)
  return zipSync(files, { mtime: new Date(2000, 0, 1) })
}

/** Texts of a translation that stand for nothing in the manifest: what they translated is gone, or has moved. */
function faultsOfTranslation(manifest: object, translation: object): readonly string[] {
  const textAt = (key: string) =>
    key
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], manifest)
  return Object.keys(translation)
    .filter((key) => key !== '$schema' && typeof textAt(key) !== 'string')
    .map((key) => `en.json: ${key} is nothing in manifest.json: take it out, or mend its name.`)
}

/** What Microsoft's schema, the one that a file names, has against the file. */
async function faultsAgainstSchema(json: string): Promise<readonly string[]> {
  const file = JSON.parse(json) as AppManifest
  // The schema of the languages has a pattern that is none in Unicode mode, which Microsoft's own validator compiles it in.
  if (!('manifestVersion' in file)) return faultsOfLanguage(file)
  // Given as it stands: Microsoft's reader would drop what it does not know before it is judged.
  return AppManifestUtils.validateAgainstSchema(file)
}

async function faultsOfLanguage(file: AppManifest): Promise<readonly string[]> {
  const { $schema: _, ...schema } = await AppManifestUtils.fetchSchema(String(file.$schema))
  const judge = new Ajv({
    allErrors: true,
    strict: false,
    unicodeRegExp: false,
    validateFormats: false,
  }).compile(schema)
  judge(file)
  return (judge.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  )
}
