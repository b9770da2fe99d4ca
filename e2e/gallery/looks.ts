import type { Page } from 'playwright-core'

/** How a card looks in one language: how high it is in each width, and what is seen of it in each theme, as short hashes. */
export interface Look {
  readonly heights: readonly number[]
  readonly seen: readonly string[]
}

/** A look has changed when a card is so much higher or lower than it was: other fonts break lines elsewhere, a little. */
const heightChange = 0.12
const heightSlack = 24

/**
 * What is drawn of each card of a page as it is shown now, without where exactly: the elements in their order, with text,
 * colours, sizes of letters and what the renderer laid down for their place. And how high the card is, in pixels.
 */
export async function lookAt(
  page: Page,
): Promise<readonly { readonly name: string; readonly height: number; readonly seen: string }[]> {
  return page.evaluate(`Promise.all([...document.querySelectorAll('.card')].map(async (host) => {
    const drawn = [...host.shadowRoot.querySelectorAll('*')].map((element) => {
      const { color, backgroundColor, fontSize, fontWeight, borderTopColor, display } = getComputedStyle(element)
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data)
      // Ids of inputs are made anew each time the card is drawn.
      return [element.localName, element.className, element.getAttribute('style'), own, element.placeholder,
        color, backgroundColor, fontSize, fontWeight, borderTopColor, display]
    })
    const bytes = new TextEncoder().encode(JSON.stringify(drawn))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    const seen = [...digest.subarray(0, 5)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return { name: host.dataset.name, height: Math.round(host.getBoundingClientRect().height), seen }
  }))`)
}

/** Looks as the lines of a file that people accept, sorted by name. */
export function linesOf(looks: ReadonlyMap<string, Look>): string {
  const lines = [...looks].map(
    ([name, { heights, seen }]) => `${name} | ${heights.join(' ')} | ${seen.join(' ')}`,
  )
  return `${lines.toSorted().join('\n')}\n`
}

/** The looks in such a file. */
export function looksIn(text: string): ReadonlyMap<string, Look> {
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [name = '', heights = '', seen = ''] = line.split(' | ')
        return [name, { heights: heights.split(' ').map(Number), seen: seen.split(' ') }]
      }),
  )
}

/** The cards that do not look as they were accepted, each with how; those that are new, and those that are gone. */
export function changedLooks(
  accepted: ReadonlyMap<string, Look>,
  now: ReadonlyMap<string, Look>,
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>()
  for (const [name, look] of now) {
    const before = accepted.get(name)
    if (!before) changed.set(name, 'is new')
    else if (before.seen.join() !== look.seen.join()) changed.set(name, 'shows something else')
    else if (look.heights.some((height, at) => isAnother(before.heights[at] ?? 0, height)))
      changed.set(name, `was ${before.heights.join(' and ')} px high, and is ${look.heights.join(' and ')}`)
  }
  for (const name of accepted.keys()) if (!now.has(name)) changed.set(name, 'is gone')
  return changed
}

function isAnother(before: number, now: number): boolean {
  return Math.abs(now - before) > Math.max(heightSlack, before * heightChange)
}
