import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ShownCard } from './shown-cards.ts'
import { colours, hostConfig, stylesheet, themes } from './teams-look.ts'

/** Where the gallery is written. */
export const galleryFolder = new URL('../../build/cards/', import.meta.url)

/** A card on a page, in pixels: in a wide window of Teams, and on a phone. */
export const widths = { wide: 720, phone: 380 } as const

const modules = new URL('../../node_modules/', import.meta.url)
const fontFiles = [
  ['Open Sans', 400, 'open-sans/files/open-sans-latin-400-normal.woff2'],
  ['Open Sans', 600, 'open-sans/files/open-sans-latin-600-normal.woff2'],
  ['DejaVu Sans', 400, 'dejavu-sans/files/dejavu-sans-latin-400-normal.woff2'],
  ['DejaVu Sans', 600, 'dejavu-sans/files/dejavu-sans-latin-700-normal.woff2'],
] as const

const copies = [
  ['adaptivecards/dist/adaptivecards.min.js', 'adaptivecards.js'],
  ['markdown-it/dist/browser/markdown-it.umd.min.js', 'markdown-it.js'],
  ...fontFiles.map(([, , file]) => [`@fontsource/${file}`, named(file)] as const),
] as const

/** Writes the gallery anew: one page for each feature, and `index.html`, which leads to them. Gives the features. */
export function writeGallery(cards: readonly ShownCard[]): readonly string[] {
  rmSync(galleryFolder, { recursive: true, force: true })
  mkdirSync(galleryFolder, { recursive: true })
  for (const [from, to] of copies)
    copyFileSync(fileURLToPath(new URL(from, modules)), fileURLToPath(new URL(to, galleryFolder)))
  copyFileSync(new URL('in-browser.js', import.meta.url), new URL('in-browser.js', galleryFolder))
  const features = [...new Set(cards.map(({ feature }) => feature))].toSorted()
  for (const feature of features) {
    const its = cards.filter((card) => card.feature === feature)
    writeFileSync(pageOf(feature), featurePage(feature, its))
  }
  const count = (wanted: string) =>
    cards.filter(({ feature, language }) => feature === wanted && language === 'sv').length
  const links = features.map((it) => `<li><a href="${it}.html">${it}</a>, ${count(it)} cards</li>`)
  const index = `<h1>Every card of Tryggve</h1><ul>${links.join('')}</ul>`
  writeFileSync(new URL('index.html', galleryFolder), html('Every card of Tryggve', index))
  return features
}

/** The page of a feature. */
export function pageOf(feature: string): URL {
  return new URL(`${feature}.html`, galleryFolder)
}

function featurePage(feature: string, cards: readonly ShownCard[]): string {
  const looks = Object.fromEntries(
    themes.map((theme) => [
      theme,
      {
        hostConfig: hostConfig(theme),
        stylesheet: stylesheet(theme),
        canvas: colours[theme].canvas,
        text: colours[theme].text,
      },
    ]),
  )
  const data = JSON.stringify({ themes: looks, cards }).replaceAll('<', '\\u003c')
  return html(
    `Cards of ${feature}`,
    `<h1>Cards of ${feature}</h1>
<form>
  ${choice('language', ['sv', 'en'])} ${choice('theme', themes)} ${choice('width', Object.values(widths))}
  <a href="index.html">All features</a>
</form>
<main id="cards"></main>
<script type="application/json" id="data">${data}</script>
<script src="adaptivecards.js"></script>
<script src="markdown-it.js"></script>
<script src="in-browser.js"></script>`,
  )
}

const choice = (name: string, values: readonly (string | number)[]) =>
  `<label>${name} <select name="${name}">${values.map((value) => `<option>${value}</option>`).join('')}</select></label>`

function html(title: string, body: string): string {
  const faces = fontFiles.map(
    ([family, weight, file]) =>
      `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url("${named(file)}") }`,
  )
  return `<!doctype html>
<html lang="sv">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
${faces.join('\n')}
body { font: 14px/20px Open Sans, DejaVu Sans; margin: 16px }
#cards { max-width: 100% }
h2 { font-size: 12px; line-height: 16px; font-weight: 400; margin: 24px 0 4px }
</style>
${body}
</html>
`
}

function named(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
