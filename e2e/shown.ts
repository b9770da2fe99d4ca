import { readFileSync } from 'node:fs'
import { diffLinesUnified } from 'jest-diff'
import type { Locator } from 'playwright-core'

const inBrowser = readFileSync(new URL('shown-in-browser.js', import.meta.url), 'utf8')

/** What a person sees of a card or a page now, top to bottom, a line each: see shown-in-browser.js. */
export async function whatIsShown(element: Locator): Promise<string> {
  const page = element.page()
  if (!(await page.evaluate("typeof whatIsShown === 'function'"))) await page.evaluate(inBrowser)
  return element.evaluate((root) =>
    (globalThis as unknown as { whatIsShown(of: unknown): string }).whatIsShown(root),
  )
}

/** Some minutes of a day in Stockholm that a run may take: from `22:05`, so many minutes. */
export interface Minutes {
  readonly from: string
  readonly count: number
}

/**
 * What was shown, without what is another on every run though it looks the same: the minute that it is while the run goes
 * on, the port that somebody listens on, and addresses that nobody can guess.
 */
export function withoutTheRun(text: string, running: readonly Minutes[]): string {
  return (
    text
      .replace(/(?<![\d.:-])([01]\d|2[0-3])[.:]([0-5]\d)(?![\d:]|\.\d)/g, (time, hour, minute) =>
        running.some((each) => isWithin(Number(hour) * 60 + Number(minute), each)) ? '‹now›' : time,
      )
      .replace(/(localhost|127\.0\.0\.1):\d+/g, '$1:‹port›')
      .replace(/(?<![\w-])(?:[\w-]{43}|[\da-f]{64})(?![\w-])/g, '‹secret›')
      // A living card that changes while it waits to be sent is one card or two.
      .replace(/\d+ (?=kom inte fram de senaste)/g, '‹some› ')
      // The minute may have turned while it was tried.
      .replaceAll(
        'Skulle skickas i dag ‹now›. Har väntat på svar sedan i dag ‹now›.',
        'Har väntat sedan i dag ‹now›.',
      )
  )
}

function isWithin(minute: number, { from, count }: Minutes): boolean {
  const [hour = 0, first = 0] = from.split(':').map(Number)
  const after = minute - (hour * 60 + first)
  return after >= 0 && after < count
}

/** What the pictures show, by name, as it stands in the file that people accept. */
export function shownIn(file: string): ReadonlyMap<string, string> {
  const parts = file.split(/^== (.+) ==\n/m).slice(1)
  const names = parts.filter((_, at) => at % 2 === 0)
  return new Map(names.map((name, at) => [name, (parts[2 * at + 1] ?? '').trimEnd()]))
}

/** The file that people accept: a part for each picture, sorted by name. */
export function fileOf(shown: ReadonlyMap<string, string>): string {
  const names = [...shown.keys()].toSorted()
  return names.map((name) => `== ${name} ==\n${shown.get(name)}\n`).join('\n')
}

/** The lines that are gone and the lines that came, as people read them; nothing when both say the same. */
export function difference(accepted: string, now: string): string {
  if (accepted === now) return ''
  const plain = (text: string) => text
  return diffLinesUnified(accepted.split('\n'), now.split('\n'), {
    ...{ aAnnotation: 'accepted', bAnnotation: 'now', contextLines: 1, expand: false },
    ...{ aColor: plain, bColor: plain, commonColor: plain, patchColor: plain },
  })
}
