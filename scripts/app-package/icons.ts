import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { PNG } from 'pngjs'

/** What Teams asks of the two icons: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package */
const asked = {
  color: { side: 192, ask: 'one colour to its edges: no transparent corner' },
  outline: { side: 32, ask: 'white on transparent, and nothing else' },
} as const

type IconName = keyof typeof asked

/** The icon drawn in `<folder>/<name>.svg`, as the PNG that Teams takes. */
export function renderIcon(folder: string, name: IconName): Uint8Array {
  const svg = readFileSync(join(folder, `${name}.svg`), 'utf8')
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
}

/** What is wrong with a rendered icon: its size, or its colours. None when it is as Teams asks. */
export function faultsOfIcon(name: IconName, png: Uint8Array): readonly string[] {
  const { side, ask } = asked[name]
  const { width, height, data } = PNG.sync.read(Buffer.from(png))
  const pixels = Array.from({ length: width * height }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)])
  const right = name === 'color' ? fillsItsSquare(pixels) : isWhiteOnNothing(pixels)
  return [
    width === side && height === side
      ? []
      : `${name}.png is ${width} × ${height}, and Teams asks for ${side} × ${side}: change the width and height of ${name}.svg.`,
    right ? [] : `${name}.png is not as Teams asks (${ask}): change ${name}.svg.`,
  ].flat()
}

function fillsItsSquare(pixels: readonly (readonly number[])[]): boolean {
  return pixels.every(([, , , alpha]) => alpha === 255)
}

function isWhiteOnNothing(pixels: readonly (readonly number[])[]): boolean {
  const drawn = pixels.filter(([, , , alpha]) => alpha !== 0)
  const white = drawn.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)
  return white && drawn.length > 0 && drawn.length < pixels.length
}
