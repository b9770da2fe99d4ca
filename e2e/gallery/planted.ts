import type { Page } from 'playwright-core'
import { barriers, edges, overflows, pale } from './accessible.ts'
import { lookAt } from './looks.ts'

const long = 'Samordningsansvarigförbrottsförebyggandearbeteikommunenochdesssamarbetspartner'

const contrast = (page: Page) => barriers(page, 'contrast')
const others = (page: Page) => barriers(page, 'all but contrast')

/** Faults that the looking must find, in whatever theme: what each is called, how it is made, and who finds it. */
const faulty = [
  ['pale letters', '<p style="color: #999; background: #fff">Bilar tutar</p>', 'color-contrast', contrast],
  [
    'letters on a picture',
    '<p style="color: #fff; background: linear-gradient(#fff, #000)">Bilar</p>',
    'color-contrast',
    contrast,
  ],
  ['letters too pale', '<p style="color: #999; background: #fff">Bilar tutar</p>', 'too pale', pale],
  ['letters that let through', '<p style="color: rgba(0, 0, 0, 0.4)">Bilar tutar</p>', 'too pale', pale],
  [
    'a pale proposal',
    '<style>::placeholder { color: #bbb }</style><input placeholder="Mora">',
    'too pale',
    pale,
  ],
  ['no label', '<input type="text">', 'label', others],
  ['a button without a name', '<button></button>', 'button-name', others],
  ['a long word', `<p style="white-space: nowrap">${long}${long}</p>`, 'does not fit', overflows],
  ['cut off at the side', `<p style="overflow: hidden; width: 90px">${long}</p>`, 'does not fit', overflows],
  [
    'cut off at the foot',
    '<p style="overflow: hidden; height: 30px">Ett<br>två<br>tre</p>',
    'does not fit',
    overflows,
  ],
  [
    'a choice cut off',
    `<select style="width: 120px"><option>${long}</option></select>`,
    'does not fit',
    overflows,
  ],
  [
    'a pale edge',
    '<input style="border: 1px solid #ddd; background: #fff" aria-label="Plats">',
    'an edge',
    edges,
  ],
  ['no focus', '<button style="outline: none">Spara</button>', 'where one stands', edges],
] as const

/** Puts a card with each fault on the page, and gives the names of those that were not found. */
export async function notFound(page: Page): Promise<readonly string[]> {
  for (const [name, html] of faulty)
    await plant(page, `planted: ${name}`, `<div style="background: #fff; color: #000">${html}</div>`)
  const found = new Map<typeof overflows, readonly string[]>()
  for (const look of [contrast, others, pale, overflows, edges]) found.set(look, await look(page))
  await page.evaluate('unplant()')
  return faulty
    .filter(
      ([name, , what, look]) =>
        !found.get(look)?.some((line) => line.startsWith(`planted: ${name}: ${what}`)),
    )
    .map(([name]) => name)
}

/** One element, and the same with one thing changed that people see or hear. */
const changed = [
  ['a word', '<p>Ny</p>', '<p>Nya</p>'],
  ['a colour', '<p style="color: #111">Ny</p>', '<p style="color: #121">Ny</p>'],
  ['a weight', '<p>Ny</p>', '<p style="font-weight: 600">Ny</p>'],
  ['what stands in a field', '<input value="Noret">', '<input value="Morkarlby">'],
  ['what stands in a long field', '<textarea>Noret</textarea>', '<textarea>Morkarlby</textarea>'],
  ['a proposal', '<input placeholder="Noret">', '<input placeholder="Mora">'],
  ['a tick', '<input type="checkbox">', '<input type="checkbox" checked>'],
  ['a choice', '<input type="radio">', '<input type="radio" checked>'],
  [
    'a choice in a list',
    '<select><option>A<option>B</select>',
    '<select><option>A<option selected>B</select>',
  ],
  ['a picture', '<img alt="" src="data:,a">', '<img alt="" src="data:,b">'],
  ['a picture in words', '<img alt="Karta" src="data:,a">', '<img alt="Bild" src="data:,a">'],
  ['where a link leads', '<a href="https://a.example">Läs</a>', '<a href="https://b.example">Läs</a>'],
  ['whether one can press', '<button>Spara</button>', '<button disabled>Spara</button>'],
  [
    'a name that is heard',
    '<button aria-label="Spara">✓</button>',
    '<button aria-label="Ta bort">✓</button>',
  ],
] as const

/** Draws each of them before and after, and gives the names of those that looked alike; and of what differs by itself. */
export async function notSeen(page: Page): Promise<readonly string[]> {
  for (const [name, before, after] of changed)
    for (const [which, html] of Object.entries({ before, again: before, after }))
      await plant(page, `planted: ${name}: ${which}`, html)
  const looks = new Map((await lookAt(page)).map(({ name, seen }) => [name, seen]))
  await page.evaluate('unplant()')
  const look = (name: string, which: string) => looks.get(`planted: ${name}: ${which}`)
  return changed
    .map(([name]) => name)
    .filter(
      (name) => look(name, 'before') === look(name, 'after') || look(name, 'before') !== look(name, 'again'),
    )
}

async function plant(page: Page, name: string, html: string): Promise<void> {
  await page.evaluate(`plant(${JSON.stringify(name)}, ${JSON.stringify(html)})`)
}
