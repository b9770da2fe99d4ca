import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { World } from '../src/database/index.ts'
import { createFeatures } from '../src/features.ts'
import { fold } from '../src/shared/text.ts'

const handbook = readFileSync('docs/handbok.md', 'utf8')
const { sayables } = createFeatures({} as World, { publicUrl: 'https://tryggve.example', operators: [] })
const names = sayables.flatMap(({ commands }) =>
  commands.flatMap(({ name, aliases }) => [name, ...aliases].map(fold)),
)

test('What the handbook says that one can write, Tryggve understands', () => {
  const written = [...handbook.matchAll(/`([^`\n]+)`|^ {4}(.+)$/gm)].map(([, short, line]) =>
    fold(short ?? line ?? ''),
  )
  expect(written.length).toBeGreaterThan(15)
  const strange = written.filter(
    (line) => !names.some((name) => line === name || line.startsWith(`${name} `)),
  )
  expect(strange).toEqual([])
})

test('Every picture of the handbook is there', () => {
  const pictures = [...handbook.matchAll(/\]\((pictures\/[^)]+)\)/g)].map(([, path]) => `docs/${path}`)
  expect(pictures.length).toBeGreaterThan(5)
  expect(pictures.filter((path) => !existsSync(path))).toEqual([])
})

/** Every text that is written out whole in the sources of cards, and in the app package. */
const written = new Set(
  [
    ...readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((path) => /words(-sv)?\.ts$/.test(path))
      .map((path) => `src/${path}`),
    'manifest/manifest.json',
  ].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/'([^'\n]+)'|"([^"\n]+)"/g)].map(
      ([, one, other]) => one ?? other,
    ),
  ),
)
/** What is Microsoft's in a client of Teams, and what is in bold only to be seen. */
const notOurs = [
  'Appar',
  'Mer',
  'Lägg till',
  'Öppna',
  'Fäst',
  '+',
  'Fler åtgärder',
  'I en kanal eller gruppchatt',
]

test('Every button that the handbook names is on a card, or in Teams', () => {
  // A bold sentence is no button: it ends as one, or leads a point of a list about what happens.
  const bold = [...handbook.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, text = '']) => text)
  const buttons = bold.filter((text) => !/[.?!]”?$/.test(text) && !text.includes('@Tryggve'))
  expect(buttons.length).toBeGreaterThan(8)
  expect(buttons.filter((text) => !written.has(text) && !notOurs.includes(text))).toEqual([])
})

test('What Tryggve is quoted to say, it says', () => {
  const said = [...handbook.matchAll(/”([^”\n]+)”/g)].map(([, text]) => text)
  expect(said.length).toBeGreaterThan(0)
  expect(said.filter((text) => ![...written].some((one) => one?.includes(text ?? '')))).toEqual([])
})
