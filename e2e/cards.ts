/**
 * `npm run cards`: writes the gallery of every card (build/cards/index.html), and looks at it in a browser, in both
 * languages, three themes and two widths: barriers to people (WCAG 2.1 AA), places that do not fit, and whether each card
 * looks as it was accepted. UPDATE_PICTURES=1 accepts it as it looks now.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { barriers, overflows, show } from './gallery/accessible.ts'
import { changedLooks, type Look, linesOf, lookAt, looksIn } from './gallery/looks.ts'
import { galleryFolder, pageOf, widths, writeGallery } from './gallery/page.ts'
import { everyCard } from './gallery/shown-cards.ts'
import { themes } from './gallery/teams-look.ts'

const acceptedFile = new URL('../docs/pictures/looks.txt', import.meta.url)
const changedFolder = new URL('changed/', galleryFolder)
const languages = ['sv', 'en'] as const

/** Looks at all of the gallery. Gives what is wrong, a line each. */
async function examine(browser: Browser): Promise<readonly string[]> {
  const cards = await everyCard()
  const features = writeGallery(cards)
  console.log(`${cards.length} cards, in ${fileURLToPath(new URL('index.html', galleryFolder))}`)
  const page = await browser.newPage()
  const wrong: string[] = []
  const looks = new Map<string, Look>()
  for (const feature of features) {
    await page.goto(pageOf(feature).href)
    for (const language of languages) wrong.push(...(await examineAll(page, feature, language, looks)))
  }
  wrong.push(...(await compare(page, looks)))
  return wrong
}

const views = themes.flatMap((theme) => Object.values(widths).map((width) => ({ theme, width })))

/** Looks at the cards of a feature in one language, in every view, and notes how they look. */
async function examineAll(
  page: Page,
  feature: string,
  language: (typeof languages)[number],
  looks: Map<string, Look>,
): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const view of views) {
    await page.setViewportSize({ width: view.width + 40, height: 900 })
    await show(page, { language, ...view })
    const found = [...(await barriers(page)), ...(await overflows(page))]
    wrong.push(...found.map((one) => `${feature}, ${language}, ${view.theme}, ${view.width} px: ${one}`))
    for (const { name, height, seen } of await lookAt(page)) {
      const key = `${feature}/${name}/${language}`
      const before = looks.get(key) ?? { heights: [], seen: [] }
      const heights = view.theme === themes[0] ? [...before.heights, height] : before.heights
      looks.set(key, { heights, seen: [...before.seen, seen] })
    }
  }
  return wrong
}

/** Holds the looks against those that were accepted, and takes a picture of each card that has another one. */
async function compare(page: Page, looks: ReadonlyMap<string, Look>): Promise<readonly string[]> {
  if (process.env.UPDATE_PICTURES) {
    writeFileSync(acceptedFile, linesOf(looks))
    return []
  }
  const changed = changedLooks(looksIn(readFileSync(acceptedFile, 'utf8')), looks)
  mkdirSync(changedFolder, { recursive: true })
  for (const name of changed.keys()) if (looks.has(name)) await picture(page, name)
  const told = [...changed].map(([name, how]) => `${name} ${how}`)
  if (told.length > 0)
    told.push(
      `Look at them in ${fileURLToPath(changedFolder)}. If they are right: UPDATE_PICTURES=1 npm run cards`,
    )
  return told
}

async function picture(page: Page, name: string): Promise<void> {
  const [feature = '', card = '', language = 'sv'] = name.split('/')
  await page.goto(pageOf(feature).href)
  await show(page, { language: language as 'sv' | 'en', theme: 'light', width: widths.phone })
  const path = fileURLToPath(new URL(`${name.replaceAll(/[^\w-]+/g, '-')}.png`, changedFolder))
  await page.locator(`.card[data-name=${JSON.stringify(card)}]`).screenshot({ path })
}

const browser = await launchBrowser()
try {
  const wrong = await examine(browser)
  for (const line of wrong) console.error(line)
  if (wrong.length === 0) console.log('All of them can be read by everybody, fit, and look as accepted.')
  process.exitCode = wrong.length > 0 ? 1 : 0
} finally {
  await browser.close()
}
