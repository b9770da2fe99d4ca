/**
 * `npm run cards`: writes the gallery of every card (build/cards/index.html), and looks at it in a browser, in both
 * languages, three themes and two widths: barriers to people (WCAG 2.1 AA), places that do not fit, and whether each card
 * looks as it was accepted. UPDATE_PICTURES=1 accepts it as it looks now. Before it looks, it shows that it sees.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { barriers, edges, overflows, pale, resize, show } from './gallery/accessible.ts'
import {
  browserIn,
  type Change,
  changedLooks,
  type Look,
  linesOf,
  lookAt,
  looksIn,
  type Seen,
  saysOf,
} from './gallery/looks.ts'
import { galleryFolder, pageOf, widths, writeGallery } from './gallery/page.ts'
import { notFound, notSeen } from './gallery/planted.ts'
import { everyCard } from './gallery/shown-cards.ts'
import { type Theme, themes } from './gallery/teams-look.ts'

const acceptedFile = new URL('../docs/pictures/looks.txt', import.meta.url)
const changedFolder = new URL('changed/', galleryFolder)
const languages = ['sv', 'en'] as const
type Language = (typeof languages)[number]

/** Looks at all of the gallery. Gives what is wrong, a line each. */
async function examine(browser: Browser): Promise<readonly string[]> {
  const cards = await everyCard()
  const features = writeGallery(cards)
  console.log(`${cards.length} cards, in ${fileURLToPath(new URL('index.html', galleryFolder))}`)
  const page = await browser.newPage()
  await page.goto(pageOf(features[0] ?? '').href)
  const wrong: string[] = [...(await blindness(page))]
  const looks = new Map<string, Look>()
  const left = features.flatMap((feature) => languages.map((language) => ({ feature, language })))
  const work = async () => {
    const own = await browser.newPage()
    for (let next = left.shift(); next; next = left.shift()) {
      await own.goto(pageOf(next.feature).href)
      wrong.push(...(await examineAll(own, next.feature, next.language, looks)))
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
  wrong.push(...(await compare(page, looks, `Chromium ${browser.version()}`)))
  return wrong
}

/** Faults and changes that were planted among the cards, and went unnoticed. */
async function blindness(page: Page): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const theme of themes) {
    await show(page, { language: 'sv', theme, width: widths.phone })
    await page.evaluate('clear()')
    wrong.push(...(await notFound(page)).map((what) => `${theme}: ${what} was planted, and not found`))
    wrong.push(...(await notSeen(page)).map((what) => `${theme}: another look was not seen: ${what}`))
  }
  return wrong
}

/**
 * Looks at the cards of a feature in one language, in every view, and notes how they look. Barriers are looked for where
 * it is narrowest: they are the same in another width; and in Swedish: the English cards are made alike.
 */
async function examineAll(
  page: Page,
  feature: string,
  language: Language,
  looks: Map<string, Look>,
): Promise<readonly string[]> {
  const wrong: string[] = []
  const note = (found: readonly string[], theme: Theme, width: number) =>
    wrong.push(...found.map((one) => `${feature}, ${language}, ${theme}, ${width} px: ${one}`))
  const seen = new Map<Theme, readonly Seen[]>()
  let whenWide: readonly Seen[] = []
  for (const theme of themes) {
    await show(page, { language, theme, width: widths.phone })
    if (language === 'sv' && theme === 'light')
      note(await barriers(page, 'all but contrast'), theme, widths.phone)
    if (language === 'sv') note(await barriers(page, 'contrast'), theme, widths.phone)
    for (const look of [pale, overflows, edges]) note(await look(page), theme, widths.phone)
    seen.set(theme, await lookAt(page))
    if (theme !== 'light') continue
    await resize(page, widths.wide)
    note(await overflows(page), theme, widths.wide)
    whenWide = await lookAt(page)
  }
  const onPhone = seen.get('light') ?? []
  const kinds = Map.groupBy(onPhone, ({ name }) => name.replace(/ \d+(?=,|$)/, ''))
  const says = new Map([...kinds.values()].flatMap((cards) => [...saysOf(cards)]))
  for (const [at, { name, height }] of onPhone.entries())
    looks.set(`${feature}/${name}/${language}`, {
      heights: [whenWide[at]?.height ?? 0, height],
      seen: themes.map((theme) => seen.get(theme)?.[at]?.seen ?? ''),
      says: says.get(name) ?? '',
    })
  return wrong
}

/** Holds the looks against those that were accepted, and takes a picture of each card that has another one. */
async function compare(
  page: Page,
  looks: ReadonlyMap<string, Look>,
  browser: string,
): Promise<readonly string[]> {
  if (process.env.UPDATE_PICTURES) {
    writeFileSync(acceptedFile, linesOf(looks, browser))
    return []
  }
  const file = readFileSync(acceptedFile, 'utf8')
  const changed = changedLooks(looksIn(file), looks)
  if (changed.size === 0) return []
  mkdirSync(changedFolder, { recursive: true })
  for (const [name, change] of changed) if (looks.has(name)) await picture(page, name, change)
  const before = browserIn(file)
  return [
    ...[...changed].map(([name, { how }]) => `${name} ${how}`),
    ...(before === browser
      ? []
      : [`They were accepted in ${before}, and this is ${browser}: that may be why.`]),
    `Look at them in ${fileURLToPath(changedFolder)}. If they are right: UPDATE_PICTURES=1 npm run cards`,
  ]
}

/** A picture of a card in the view where it looks otherwise. */
async function picture(page: Page, name: string, { inWidth, inTheme }: Change): Promise<void> {
  const [feature = '', card = '', language = 'sv'] = name.split('/')
  const theme = themes[inTheme ?? 0] ?? 'light'
  const width = inWidth === 0 ? widths.wide : widths.phone
  await page.goto(pageOf(feature).href)
  await show(page, { language: language as Language, theme, width })
  const file = `${name.replaceAll(/[^\w-]+/g, '-')}-${theme}-${width}.png`
  const path = fileURLToPath(new URL(file, changedFolder))
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
