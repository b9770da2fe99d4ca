import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Locale } from '../../src/shared/locale.ts'
import type { Theme } from './teams-look.ts'

const axe = fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url))

/** How a page of the gallery is seen. */
export interface View {
  readonly language: Locale
  readonly theme: Theme
  readonly width: number
}

/** Draws all cards of the page so, and waits for their letters. */
export async function show(page: Page, view: View): Promise<void> {
  await page.evaluate(
    `show(${JSON.stringify(view)}); Promise.all([...document.fonts].map((face) => face.load())).then(() => null)`,
  )
}

/**
 * What is the renderer's own fault and not our card's: the rule of axe, and the places where it is passed over. The label
 * is in the card, which the test of every card sees to.
 */
const rendererFaults = {
  // A field to search in gets no label from the renderer, only its placeholder while nothing is chosen.
  label: 'input.ac-choiceSetInput-filtered',
} as const

/** Everything that axe finds against WCAG 2.1 AA in the cards of the page as they are shown now, one line for each place. */
export async function barriers(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('Boolean(globalThis.axe)'))) await page.addScriptTag({ path: axe })
  const options = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    resultTypes: ['violations'],
    elementRef: true,
  }
  return page.evaluate<string[]>(`axe.run('#cards', ${JSON.stringify(options)}).then(({ violations }) => {
    const passedOver = ${JSON.stringify(rendererFaults)}
    return violations.flatMap(({ id, nodes }) => nodes.flatMap(({ element, html, any, all, none }) => {
      if (passedOver[id] && element.matches(passedOver[id])) return []
      const card = element.getRootNode().host?.dataset.name
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ')
      return card + ': ' + id + ': ' + why + ' ' + html.slice(0, 160)
    }))
  })`)
}

/** Every place where a card of the page is wider than its room, or cuts off what it says. */
export async function overflows(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('.card')].flatMap((host) => {
    const room = host.getBoundingClientRect()
    return [...host.shadowRoot.querySelectorAll('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const scrolls = element.matches('input, textarea') || getComputedStyle(element).overflowX === 'visible'
        const cut = !scrolls && element.scrollWidth > element.clientWidth + 1
        return box.width > 0 && (cut || box.right > room.right + 1 || box.left < room.left - 1)
      })
      .map((element) => host.dataset.name + ': too wide: ' + element.outerHTML.slice(0, 160))
  })`)
}
