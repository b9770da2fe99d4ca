import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { spoken } from '../tests/helpers/house.ts'
import { pictures } from './pictures.ts'
import type { Minutes } from './shown.ts'

const wide = { width: 1280, height: 900 }
/** A phone. The Playground's own frame is no narrower than a tablet, so only the card is looked at. */
const narrowWidth = 380

/** A machine that does much else at once answers in seconds, not in milliseconds. */
const patienceMs = 40_000

/** What is known of the bot behind a window, for the sake of its pictures. */
export interface Behind {
  /** The minutes of the day that the bot's clock has shown since it started. */
  readonly running: readonly Minutes[]
  /** Whether everything that happened to its council belongs to a whole run: then what it shows is always the same. */
  readonly comparable: boolean
}

/** One person's Playground in a tab of their own. */
export class Window {
  readonly page: Page
  readonly #behind: Behind
  /** How many times the person has sent a line, pressed a button, or filled something in. */
  acts = 0

  private constructor(page: Page, behind: Behind) {
    this.page = page
    this.#behind = behind
  }

  /** Opens the Playground at `url` and waits until it can be written in. */
  static async open(browser: Browser, url: string, behind: Behind): Promise<Window> {
    const page = await browser.newPage({
      ...{ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', viewport: wide },
      // No colour is on its way to another when a card is looked at.
      reducedMotion: 'reduce',
    })
    page.setDefaultTimeout(patienceMs)
    // The Playground asks Microsoft for its fonts; the journeys stay on this machine.
    await page.route(/^https?:\/\/(?!localhost|127\.0\.0\.1)/, (route) => route.abort())
    const window = new Window(page, behind)
    await page.goto(url)
    await window.#settle()
    return window
  }

  /** Loads the page again: the Playground then tells the bot of an installation once more. */
  async reload(): Promise<void> {
    await this.page.reload()
    await this.#settle()
  }

  async #settle(): Promise<void> {
    await this.page.getByText('Personal Chat', { exact: true }).waitFor()
    // Its log tells when the chat is open; what is written before that may be lost.
    await this.page.getByText('conversationUpdate 200', { exact: true }).first().waitFor()
    await this.#toggleLog()
  }

  async #toggleLog(): Promise<void> {
    await this.page.getByTitle('Toggle Log Panel').click()
  }

  /** Writes a line in the box at the bottom: found by its place, cards have text areas of their own. */
  async say(text: string): Promise<void> {
    this.acts++
    const middle = (await this.page.getByLabel('Send Message').boundingBox()) ?? {
      x: 900,
      y: 840,
      height: 20,
    }
    await this.page.mouse.click(middle.x - 150, middle.y + middle.height / 2)
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  /** Goes to the team's channel; the Playground then installs the bot there. */
  async openChannel(): Promise<void> {
    await this.page.getByText('Lokal lägesbild', { exact: true }).first().click()
  }

  /** The newest card that says `text`, when it is there. */
  async card(text: string | RegExp, timeout = patienceMs): Promise<Locator> {
    const found = this.page.locator('.ac-adaptiveCard', { hasText: anySpace(text) }).last()
    await found.waitFor({ timeout })
    return found
  }

  /** The card that says `text` and was not there before something was done. */
  async cardAfter(text: string | RegExp, act: () => Promise<void>): Promise<Locator> {
    const cards = this.page.locator('.ac-adaptiveCard', { hasText: anySpace(text) })
    const before = await cards.count()
    await act()
    await cards.nth(before).waitFor({ timeout: patienceMs })
    return cards.last()
  }

  /** The input with this label: a button may begin with the same words. */
  #input(card: Locator, label: string): Locator {
    return card.getByLabel(label).and(this.page.locator('input, textarea'))
  }

  /** What stands in an input. */
  async read(card: Locator, label: string): Promise<string> {
    return this.#input(card, label).inputValue()
  }

  /** The number of what a card is about: of an incident, H-2026-0001, or of an action, Å-2026-0001. */
  async numberIn(card: Locator, letter: 'H' | 'Å' = 'H'): Promise<string> {
    const [number] = (await card.innerText()).match(new RegExp(`${letter}-\\d{4}-\\d{4,}`)) ?? []
    if (!number) throw new Error(`the card names no ${letter}-number`)
    return number
  }

  /** How many cards say `text` now. */
  async count(text: string | RegExp): Promise<number> {
    return this.page.locator('.ac-adaptiveCard', { hasText: text }).count()
  }

  /** Presses a button of a card. `onlyLook` makes sure that it is there and leaves it. */
  async press(card: Locator, name: string, { onlyLook = false } = {}): Promise<void> {
    const button = card.getByRole('button', { name, exact: true })
    if (!onlyLook) this.acts++
    await (onlyLook ? button.waitFor() : button.click())
  }

  /** Presses the button of that name in the row of a card that says `row`: of a list, where each row has one. */
  async pressIn(card: Locator, row: string | RegExp, name: string): Promise<void> {
    const button = this.page.getByRole('button', { name, exact: true })
    this.acts++
    // The innermost of all that have both is the row.
    await card
      .locator('div', { hasText: row, has: button })
      .last()
      .getByRole('button', { name, exact: true })
      .click()
  }

  /** Presses a button that lies behind "…". */
  async pressBehind(card: Locator, name: string): Promise<void> {
    // The Playground calls "…" so, in its own language.
    await this.press(card, 'More options')
    this.acts++
    await this.page.getByRole('menuitem', { name, exact: true }).click()
  }

  /** Takes one of a few choices that are all in sight. */
  async pick(card: Locator, option: string): Promise<void> {
    this.acts++
    await card.getByText(option, { exact: true }).click()
  }

  /** Writes in a text field, in the place of what stands there. */
  async fill(card: Locator, label: string, text: string): Promise<void> {
    this.acts++
    await this.#input(card, label).fill(text)
  }

  /** Writes a day, 2026-12-15, in a field for days. */
  async fillDay(card: Locator, label: string, day: string): Promise<void> {
    this.acts++
    const box = this.#input(card, label)
    await box.fill(day)
    await box.press('Enter')
    // The calendar that opened would hide what is under it.
    await box.press('Escape')
  }

  /** Takes from the list of an input what is called exactly `option`, by searching where one can. */
  async choose(card: Locator, label: string, option: string | RegExp): Promise<void> {
    this.acts++
    const box = card.getByRole('combobox', { name: label })
    await box.click()
    if (typeof option === 'string' && (await box.isEditable())) await box.fill(option)
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  /** Presses a button of a card that opens an address, and gives the page that opens. */
  async follow(card: Locator, name: string): Promise<Page> {
    const link = card.getByRole('link', { name, exact: true })
    this.acts++
    const [opened] = await Promise.all([this.page.waitForEvent('popup'), link.click()])
    opened.setDefaultTimeout(patienceMs)
    await opened.waitForLoadState()
    return opened
  }

  /** What the window looks like when something went wrong, in the temporary folder. */
  async keep(name: string): Promise<void> {
    const path = join(tmpdir(), `tryggve-e2e-${name}.png`)
    await this.page.screenshot({ path })
    console.log(`     how it looked: ${path}`)
  }

  /**
   * Holds what a card shows against what was accepted, and with UPDATE_PICTURES=1 takes pictures of the window and of the
   * card as a phone shows it: `docs/pictures/NAME-wide.png` and `NAME-narrow.png`.
   */
  async picture(name: string, card: Locator): Promise<void> {
    await this.page.mouse.move(0, 0)
    if (await this.page.getByText('Log Panel', { exact: true }).isVisible()) await this.#toggleLog()
    const shoot = async (kind: 'wide' | 'narrow', path: string) => {
      if (kind === 'wide') await this.#shootWindow(card, path)
      else await this.#shootCard(card, path)
      await this.page.setViewportSize(wide)
    }
    await pictures.take({ name, of: card, shoot, ...this.#behind })
  }

  async #shootWindow(card: Locator, path: string): Promise<void> {
    const height = (await card.boundingBox())?.height ?? 0
    await this.page.setViewportSize({ ...wide, height: Math.max(wide.height, Math.ceil(height) + 280) })
    await card.scrollIntoViewIfNeeded()
    await this.page.screenshot({ path })
  }

  async #shootCard(card: Locator, path: string): Promise<void> {
    // Tall enough for the card to lie between the Playground's head and foot, however it breaks its lines.
    await this.page.setViewportSize({ ...wide, height: 3 * wide.height })
    const style = await this.page.addStyleTag({
      content: `.ac-adaptiveCard { width: ${narrowWidth}px !important; min-width: 0 !important; box-sizing: border-box }`,
    })
    await card.screenshot({ path })
    await style.evaluate((element) => (element as unknown as { remove(): void }).remove())
  }
}

/** What a card says, with plain spaces where its lines must not break. */
export async function textOf(card: Locator): Promise<string> {
  return spoken(await card.innerText())
}

/** Pictures of a page of our own, outside the client, as `picture` takes them of cards. */
export async function pictureOfPage(name: string, page: Page): Promise<void> {
  const shoot = async (kind: 'wide' | 'narrow', path: string) => {
    await page.setViewportSize({ width: kind === 'wide' ? wide.width : narrowWidth, height: 480 })
    await page.screenshot({ path })
  }
  await pictures.take({ name, of: page.locator('body'), shoot, running: [], comparable: true })
}

/** A pattern that finds its spaces in a card, too, which keeps what belongs together on one line. */
function anySpace(text: string | RegExp): string | RegExp {
  return typeof text === 'string' ? text : new RegExp(text.source.replaceAll(' ', '\\s'), text.flags)
}
