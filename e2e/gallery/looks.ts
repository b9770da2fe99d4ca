import type { Page } from 'playwright-core'

/** How a card looks in one language: how high it is in each width, and what is seen of it in each theme, as short hashes. */
export interface Look {
  readonly heights: readonly number[]
  readonly seen: readonly string[]
  /** What it says that most others of its kind do not: for people who read the file, and held against nothing. */
  readonly says?: string
}

/** How a card came to look otherwise than was accepted, and where it shows: which of its heights or of its themes. */
export interface Change {
  readonly how: string
  readonly inWidth: number | undefined
  readonly inTheme: number | undefined
}

/** What is seen of a card. */
export interface Seen {
  readonly name: string
  readonly height: number
  readonly seen: string
  readonly texts: readonly string[]
}

/** A look has changed when a card is so much higher or lower than it was: other fonts break lines elsewhere, a little. */
const heightChange = 0.12
const heightSlack = 24

/**
 * What is drawn of each card of a page as it is shown now, without where exactly: the elements in their order, with text,
 * what stands in fields, where links lead, colours, sizes of letters and what the renderer laid down for their place. And
 * how high the card is, in pixels.
 */
export async function lookAt(page: Page): Promise<readonly Seen[]> {
  return page.evaluate('lookAtCards()')
}

/** Of cards of one kind, what each says that most of them do not: a few words by which people know it. */
export function saysOf(cards: readonly Seen[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  for (const text of cards.flatMap(({ texts }) => texts)) counts.set(text, (counts.get(text) ?? 0) + 1)
  const count = (text: string) => counts.get(text) ?? 0
  const words = (texts: readonly string[]) => {
    const own = texts.filter((text) => count(text) * 2 <= cards.length)
    const rarest = own.toSorted((a, b) => count(a) - count(b)).slice(0, 3)
    return rarest.map((text) => text.slice(0, 30)).join(' · ')
  }
  return new Map(cards.map(({ name, texts }) => [name, words(texts).replaceAll(/[|\n]/g, ' ')]))
}

/** Looks as the lines of a file that people accept, sorted by name, under the browser that they were seen in. */
export function linesOf(looks: ReadonlyMap<string, Look>, browser: string): string {
  const lines = [...looks].map(([name, { heights, seen, says }]) =>
    [name, heights.join(' '), seen.join(' '), says].filter(Boolean).join(' | '),
  )
  return `${seenIn}${browser}\n${lines.toSorted(inOrder.compare).join('\n')}\n`
}

const seenIn = '# Seen in '
const inOrder = new Intl.Collator('sv', { numeric: true })

/** The looks in such a file. */
export function looksIn(text: string): ReadonlyMap<string, Look> {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [name = '', heights = '', seen = '', says] = line.split(' | ')
      const look = { heights: heights.split(' ').map(Number), seen: seen.split(' ') }
      return [name, says === undefined ? look : { ...look, says }]
    }),
  )
}

/** The browser that the looks in such a file were seen in. */
export function browserIn(text: string): string | undefined {
  return text.startsWith(seenIn) ? text.slice(seenIn.length, text.indexOf('\n')) : undefined
}

/** The cards that do not look as they were accepted, each with how; those that are new, and those that are gone. */
export function changedLooks(
  accepted: ReadonlyMap<string, Look>,
  now: ReadonlyMap<string, Look>,
): ReadonlyMap<string, Change> {
  const changed = new Map<string, Change>()
  const tell = (name: string, how: string, where: Partial<Change> = {}) =>
    changed.set(name, { how, inWidth: undefined, inTheme: undefined, ...where })
  for (const [name, look] of now) {
    const before = accepted.get(name)
    const inTheme = look.seen.findIndex((seen, at) => seen !== before?.seen[at])
    const inWidth = look.heights.findIndex((height, at) => isAnother(before?.heights[at] ?? 0, height))
    if (!before) tell(name, 'is new')
    else if (inTheme >= 0 || look.seen.length !== before.seen.length)
      tell(name, 'shows something else', { inTheme: Math.max(inTheme, 0) })
    else if (inWidth >= 0)
      tell(name, `was ${before.heights.join(' and ')} px high, and is ${look.heights.join(' and ')}`, {
        inWidth,
      })
  }
  for (const name of accepted.keys()) if (!now.has(name)) tell(name, 'is gone')
  return changed
}

function isAnother(before: number, now: number): boolean {
  return Math.abs(now - before) > Math.max(heightSlack, before * heightChange)
}
