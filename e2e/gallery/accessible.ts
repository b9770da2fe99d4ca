import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Locale } from '../../src/shared/locale.ts'
import type { Theme } from './teams-look.ts'

const scripts = ['../../node_modules/axe-core/axe.min.js', 'examine-in-browser.js']

/** How a page of the gallery is seen. */
export interface View {
  readonly language: Locale
  readonly theme: Theme
  readonly width: number
}

/** Draws all cards of the page so, and waits for their letters. */
export async function show(page: Page, view: View): Promise<void> {
  if (!(await page.evaluate('Boolean(globalThis.axe)')))
    for (const script of scripts)
      await page.addScriptTag({ path: fileURLToPath(new URL(script, import.meta.url)) })
  await page.setViewportSize({ width: view.width + 40, height: 900 })
  await page.evaluate(
    `show(${JSON.stringify(view)}); Promise.all([...document.fonts].map((face) => face.load())).then(() => null)`,
  )
}

/** Gives the cards of the page another width, as they are drawn. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width: width + 40, height: 900 })
  await page.evaluate(`document.getElementById('cards').style.width = '${width}px'`)
}

/**
 * What is the renderer's own fault and not our card's: the rule of axe, and the places where it is passed over. The label
 * is in the card, which the test of every card sees to.
 */
const rendererFaults = {
  // A field to search in gets no label from the renderer, only its placeholder while nothing is chosen.
  label: 'input.ac-choiceSetInput-filtered',
} as const

/** Why axe leaves contrast to people where it need not: the signs of a bar, ░ and █, are no letters to it. `pale` sees them. */
const decided = ['nonBmp']

/**
 * Which barriers are looked for: contrast, which is another in each theme, or all others, which are the same in them all.
 * For contrast axe needs more time than for all else; so it looks at cards with an ordinary amount to say, and `pale` at all.
 */
export type Barriers = 'contrast' | 'all but contrast'

/** What axe finds against WCAG 2.1 AA in the cards of the page as they are shown now, one line for each place. */
export async function barriers(page: Page, which: Barriers): Promise<readonly string[]> {
  const of = which === 'contrast' ? 'ordinary' : 'all'
  const options = {
    runOnly: which === 'contrast' ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    rules: which === 'contrast' ? {} : { 'color-contrast': { enabled: false } },
    resultTypes: ['violations', 'incomplete'],
    selectors: false,
    elementRef: true,
  }
  return page.evaluate(
    `barriers('${of}', ${JSON.stringify(options)}, ${JSON.stringify(rendererFaults)}, ${JSON.stringify(decided)})`,
  )
}

/** Every text of a card that is too pale to be read, by the colours that the browser came to (WCAG 1.4.3). */
export async function pale(page: Page): Promise<readonly string[]> {
  return page.evaluate('pale()')
}

/** Every place where a card of the page is larger than its room, or cuts off what it says. */
export async function overflows(page: Page): Promise<readonly string[]> {
  return page.evaluate('overflows()')
}

/** Every button and field whose edge, or whose sign that one stands in it, is hard to see (WCAG 1.4.11). */
export async function edges(page: Page): Promise<readonly string[]> {
  return page.evaluate('edges()')
}
